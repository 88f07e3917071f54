import { ACTIONS, type Action } from '../../../access/actions.ts';
import { actionsNamed } from '../../../access/scopes.ts';
import { invalid } from '../../../domain/errors.ts';
import type { SeedRole } from '../../../domain/seed.ts';
import { addRole } from '../../../operations/roles/add.ts';
import { editRole } from '../../../operations/roles/edit.ts';
import { listRoles } from '../../../operations/roles/list.ts';
import { removeRole } from '../../../operations/roles/remove.ts';
import { showRole } from '../../../operations/roles/show.ts';
import type { Hand } from '../hand.ts';
import { inOrder } from '../in-order.ts';
import type { Site } from '../site.ts';
import { differences, fresh, type Steps, same, sorted, step } from '../step.ts';

/** A role whole, as it is there or as a document defines it. */
interface Whole {
  readonly about: string;
  readonly actions: readonly string[];
  readonly lines: 'all' | 'granted';
  readonly products: 'all' | 'granted';
  readonly manages: readonly string[];
  readonly restrictions: readonly string[];
}

const namesThere = ({ hand }: Pick<Site, 'hand'>) => hand.ask(listRoles, {}, ({ roles }) => roles);

const roleThere = (hand: Hand, role: string): Promise<Whole> =>
  hand.ask(showRole, { role }, (found) => ({
    about: found.does,
    actions: found.actions.flatMap(({ action, allowed }) => (allowed ? [action] : [])),
    lines: found.lines,
    products: found.products,
    manages: sorted([...found.manages, ...(found.managesCustom ? ['custom'] : [])]),
    restrictions: sorted(found.restrictions.map(({ name }) => name)),
  }));

/** Defines the workspace's own roles: those that others begin from or manage first. */
export async function* roleSteps(site: Site): Steps {
  const { document, hand, placeOf } = site;
  const roles = document.roles ?? [];
  for (const said of inOrder(roles, (role) => namedBy(role, roles))) {
    const place = placeOf(['roles', roles.indexOf(said)]);
    const about = { kind: 'roles', name: said.name, place } as const;
    const there = await namesThere(site);
    const isThere = there.some(({ role, builtIn }) => !builtIn && role === said.name);
    const now = isThere ? await roleThere(hand, said.name) : undefined;
    const base = said.from ?? (now && !site.prunes ? undefined : beginning(said, there));
    const from = base === undefined ? (now as Whole) : await roleThere(hand, base);
    const whole = defined(said, from, base === undefined ? from.about : `begins from ${base}`);
    if (now === undefined) {
      const what = fresh({ from: base, ...whole, actions: `${whole.actions.length} actions`, about: said.about });
      yield step({ ...about, change: 'make', what }, async () => addRole, {
        role: said.name,
        from: base,
        ...wordsOf(whole, from),
      });
      continue;
    }
    const what = differences({ ...now }, { ...whole });
    if (what.length === 0) yield same('roles');
    else {
      // What may be put on its holders comes from the role that it begins from, and from nowhere else.
      const anew = what.some((one) => one.what === 'restrictions');
      const to = anew ? { from: base, ...wordsOf(whole, from) } : wordsOf(whole, now);
      yield step({ ...about, change: 'edit', what: what.flatMap(actionsTold) }, async () => editRole, {
        role: said.name,
        ...to,
      });
    }
  }
}

/** Removes the others, those that manage others first. */
export async function* rolesPruned(site: Site): Steps {
  const { roles } = site.document;
  if (roles === undefined) return;
  const said = new Set(roles.map(({ name }) => name));
  const going = (await namesThere(site)).filter(({ role, builtIn }) => !builtIn && !said.has(role));
  const first = (one: (typeof going)[number]) => going.some((other) => one.manages.includes(other.role));
  for (const { role } of going.sort((a, b) => Number(first(b)) - Number(first(a)))) {
    yield step({ change: 'remove', kind: 'roles', name: role }, async () => removeRole, { role });
  }
}

function defined(said: SeedRole, base: Whole, about: string): Whole {
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

/** The words that make a role of another. */
const wordsOf = (whole: Whole, from: Whole) => ({
  allow: whole.actions.filter((action) => !from.actions.includes(action)),
  deny: from.actions.filter((action) => !whole.actions.includes(action)),
  lines: whole.lines,
  products: whole.products,
  manages: whole.manages.length === 0 ? ['none'] : [...whole.manages],
  about: whole.about,
});

type Told = Awaited<ReturnType<typeof namesThere>>[number];

/** The role from which one begins that is written out: the least that admits the same restrictions. */
function beginning({ name, restrictions = [] }: SeedRole, there: readonly Told[]): string {
  const wanted = JSON.stringify(sorted(restrictions));
  const built = there.filter(({ builtIn }) => builtIn);
  const found =
    built.findLast((role) => JSON.stringify(sorted(role.restrictions)) === wanted) ??
    (restrictions.length === 0 ? built.at(-1) : undefined);
  if (found !== undefined) return found.role;
  throw invalid('bad-restrictions', `no role of the model admits just the restrictions of "${name}"`, {
    hint: 'say from: ROLE, whose restrictions it takes over',
  });
}

/** The roles that one begins from or manages. */
const namedBy = ({ from, manages = [] }: SeedRole, roles: readonly SeedRole[]): SeedRole[] =>
  [from, ...manages].flatMap((name) => roles.find((one) => one.name === name) ?? []);

/** Actions are told by what is given and what is taken. */
function actionsTold(one: { what: string; from: unknown; to: unknown }) {
  if (one.what !== 'actions') return [one as never];
  const [from, to] = [one.from as Action[], one.to as Action[]];
  const more = to.filter((action) => !from.includes(action));
  const less = from.filter((action) => !to.includes(action));
  return [
    ...(more.length > 0 ? [{ what: 'gives', from: null, to: more }] : []),
    ...(less.length > 0 ? [{ what: 'gives no more', from: less, to: null }] : []),
  ];
}
