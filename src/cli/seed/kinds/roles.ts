import type { Action } from '../../../access/actions.ts';
import type { SeedRole } from '../../../domain/seed.ts';
import { addRole } from '../../../operations/roles/add.ts';
import { editRole } from '../../../operations/roles/edit.ts';
import { listRoles } from '../../../operations/roles/list.ts';
import { removeRole } from '../../../operations/roles/remove.ts';
import { showRole } from '../../../operations/roles/show.ts';
import { beginning, noBeginning } from '../beginning.ts';
import type { Hand } from '../hand.ts';
import { inOrder } from '../in-order.ts';
import type { Site } from '../site.ts';
import { differences, fresh, type Step, type Steps, same, sorted, step } from '../step.ts';
import { defined, managing, type Whole, widened, wordsOf } from './role-whole.ts';

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
  const waiting: Step[] = [];
  for (const said of inOrder(roles, (role) => namedBy(role, roles))) {
    const place = placeOf(['roles', roles.indexOf(said)]);
    const about = { kind: 'roles', name: said.name, place } as const;
    const there = await namesThere(site);
    const isThere = there.some(({ role, builtIn }) => !builtIn && role === said.name);
    const now = isThere ? await roleThere(hand, said.name) : undefined;
    const base = said.from ?? (now && !site.prunes ? undefined : baseOf(said, there));
    const from = base === undefined ? (now as Whole) : await roleThere(hand, base);
    const anew = defined(said, from, base === undefined ? from.about : `begins from ${base}`);
    const whole = now === undefined || site.prunes ? anew : widened(now, said, anew);
    if (now === undefined) {
      // Those who manage each other are all there before they do.
      const absent = whole.manages.filter((name) => isLater(name, said, roles, there));
      const first = { ...whole, manages: whole.manages.filter((name) => !absent.includes(name)) };
      const what = fresh({ from: base, ...first, actions: whole.actions.length, about: said.about });
      const role = said.name;
      yield step({ ...about, change: 'make', what }, async () => addRole, {
        role,
        from: base,
        ...wordsOf(first, from),
      });
      const more = [{ what: 'manages', from: first.manages, to: whole.manages }];
      if (absent.length > 0)
        waiting.push(
          step({ ...about, change: 'edit', what: more }, async () => editRole, { role, ...managing(whole) }),
        );
      continue;
    }
    const what = differences({ ...now }, { ...whole });
    if (what.length === 0) yield same('roles');
    else {
      // What may be put on its holders comes from the role that it begins from, and from nowhere else.
      const begins = what.some((one) => one.what === 'restrictions');
      const to = begins ? { from: base, ...wordsOf(whole, from) } : wordsOf(whole, now);
      yield step({ ...about, change: 'edit', what: what.flatMap(actionsTold) }, async () => editRole, {
        role: said.name,
        ...to,
      });
    }
  }
  yield* waiting;
}

/** Whether a role that another manages is made by the document, and is not there yet. */
const isLater = (name: string, { name: own }: SeedRole, roles: readonly SeedRole[], there: readonly Told[]): boolean =>
  name !== own && roles.some((role) => role.name === name) && !there.some(({ role }) => role === name);

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

type Told = Awaited<ReturnType<typeof namesThere>>[number];

/** The role from which one begins that is written out. */
function baseOf(said: SeedRole, there: readonly Told[]): string {
  const model = there.filter(({ builtIn }) => builtIn);
  const found = beginning(
    said,
    model.map(({ role, restrictions }) => ({ name: role, restrictions })),
  );
  if (found !== undefined) return found;
  throw noBeginning(said.name);
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
