import { ACTIONS } from '../../../access/actions.ts';
import { actionsNamed } from '../../../access/scopes.ts';
import type { SeedRole } from '../../../domain/seed.ts';
import { sorted } from '../step.ts';

/** A role whole, as it is there or as a document defines it. */
export interface Whole {
  readonly about: string;
  readonly actions: readonly string[];
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  readonly manages: readonly string[];
  readonly restrictions: readonly string[];
}

/** A role as a document defines it, beginning from another. */
export function defined(said: SeedRole, base: Whole, about: string): Whole {
  const given = new Set<string>(said.actions === undefined ? base.actions : actionsNamed(said.actions));
  for (const action of actionsNamed(said.allow ?? [])) given.add(action);
  for (const action of actionsNamed(said.deny ?? [])) given.delete(action);
  return {
    about: said.about ?? about,
    actions: ACTIONS.filter((action) => given.has(action)),
    lines: said.lines ?? base.lines,
    products: said.products ?? base.products,
    manages: said.manages === undefined ? base.manages : sorted(said.manages.filter((word) => word !== 'none')),
    restrictions: said.restrictions === undefined ? base.restrictions : sorted(said.restrictions),
  };
}

/** A role that is there with what a document adds to it: what that does not say or deny stays. */
export function widened(now: Whole, said: SeedRole, anew: Whole): Whole {
  const denied = new Set<string>(actionsNamed(said.deny ?? []));
  const given = new Set([...now.actions.filter((action) => !denied.has(action)), ...anew.actions]);
  const isNobody = said.manages?.includes('none') === true;
  return {
    about: said.about ?? now.about,
    actions: ACTIONS.filter((action) => given.has(action)),
    lines: said.lines ?? now.lines,
    products: said.products ?? now.products,
    manages: isNobody ? anew.manages : sorted([...now.manages, ...(said.manages ?? [])]),
    restrictions: anew.restrictions,
  };
}

/** The words that make a role of another. */
export const wordsOf = (whole: Whole, from: Whole) => ({
  allow: whole.actions.filter((action) => !from.actions.includes(action)),
  deny: from.actions.filter((action) => !whole.actions.includes(action)),
  lines: whole.lines,
  products: whole.products,
  ...managing(whole),
  about: whole.about,
});

/** The words that say whom a role manages. */
export const managing = ({ manages }: Whole) => ({ manages: manages.length === 0 ? ['none'] : [...manages] });
