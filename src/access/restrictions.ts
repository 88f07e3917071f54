import { invalid } from '../domain/errors.ts';
import { once } from '../domain/once.ts';
import { listed, nearest } from '../domain/words.ts';
import { ACTIONS, type Action, actionsOf } from './actions.ts';
import { type ActionSet, holds, setOf, union } from './sets.ts';

/** Which contacts and conversations a member sees: all, those of the member's teams and their own, or their own. */
export type Visibility = 'all' | 'team' | 'self';

/** A restriction takes actions away from one member, or narrows the records that the member sees. */
export interface Restriction {
  /** As it is written in commands and files: `data-export`, `contacts=team`. */
  readonly name: string;
  readonly does: string;
  readonly takes: readonly Action[];
  readonly narrows?: Exclude<Visibility, 'all'>;
}

/** The settings block of the Owner/Manager/Agent source: Settings and the nine rows under it. */
const SETTINGS_BLOCK = [
  'settings',
  'workspace',
  'lines',
  'users',
  'roles',
  'teams',
  'fields',
  'integrations',
  'exports',
  'away',
  'assignment',
] as const;

/** All restrictions there are. Which of them may be put on a role is said by the role. */
export const RESTRICTIONS: readonly Restriction[] = [
  { name: 'space-settings', does: 'no access to the workspace settings', takes: actionsOf(...SETTINGS_BLOCK) },
  { name: 'contact-deletion', does: 'may not delete contacts', takes: ['contacts.delete'] },
  {
    name: 'data-export',
    does: 'may not export data',
    takes: [...actionsOf('exports'), ...ACTIONS.filter((action) => action.endsWith('.export'))],
  },
  { name: 'contacts=team', does: 'sees only contacts assigned to them or their teams', takes: [], narrows: 'team' },
  { name: 'contacts=self', does: 'sees only contacts assigned to them', takes: [], narrows: 'self' },
  { name: 'shortcuts', does: 'may not use shortcuts', takes: ['shortcuts.use'] },
];

const byName = once(() => new Map(RESTRICTIONS.map((entry) => [entry.name, { ...entry, set: setOf(entry.takes) }])));

/** The restriction of that name, or undefined for a word that is none. */
export const findRestriction = (name: string): (Restriction & { readonly set: ActionSet }) | undefined =>
  byName().get(name);

/** The restriction of that name; an unknown word names the nearest. */
export function restrictionNamed(name: string): Restriction {
  const restriction = findRestriction(name.toLowerCase());
  if (restriction !== undefined) return restriction;
  const known = RESTRICTIONS.map((entry) => entry.name);
  const near = nearest(name, known);
  throw invalid('unknown-restriction', `there is no restriction "${name}"`, {
    hint: near ? `did you mean "${near}"?` : `they are ${listed(known)}`,
  });
}

/** The restriction that takes the action at this place of the catalogue: the first in the order above, however they were laid. */
export const takerOf = (named: { has(name: string): boolean }, index: number): string | undefined => {
  for (const { name, set } of byName().values()) if (named.has(name) && holds(set, index)) return name;
  return undefined;
};

/** What a restriction is about: two that share a subject (`contacts=team`, `contacts=self`) cannot hold together. */
export const restrictionSubject = (name: string): string => name.split('=', 1)[0] as string;

/** Everything that the named restrictions take away together; the same set for the same names. */
export const takenBy = (names: Iterable<string>): ActionSet => {
  const together = [...names].join();
  let taken = takenTogether.get(together);
  if (taken === undefined) {
    taken = together.split(',').reduce((all, name) => union(all, findRestriction(name)?.set ?? setOf([])), setOf([]));
    takenTogether.set(together, taken);
  }
  return taken;
};

const takenTogether = new Map<string, ActionSet>();

/** The narrowest visibility that the named restrictions leave. */
export const visibilityUnder = (names: Iterable<string>): Visibility => {
  let visibility: Visibility = 'all';
  for (const name of names) {
    const narrows = findRestriction(name)?.narrows;
    if (narrows === 'self' || (narrows === 'team' && visibility === 'all')) visibility = narrows;
  }
  return visibility;
};
