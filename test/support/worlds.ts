// Random workspaces, twice: as the model understands them, and as the gates do.
import fc from 'fast-check';
import type { Action } from '../../src/access/actions.ts';
import { on, type PersonResource, type Resource } from '../../src/access/resource.ts';
import { findBuiltIn, type Role } from '../../src/access/roles.ts';
import { setOf } from '../../src/access/sets.ts';
import { compile, type Status, type Subject, stranger, type Workspace } from '../../src/access/subject.ts';
import * as model from './model.ts';

const LINES = ['+15550100', '+15550101', '+15550102', '+15550103'];
const PRODUCTS = ['conversations', 'blast', 'surveys'];
const TEAMS = ['north', 'south'];
const PEOPLE = ['ada@acme.com', 'bo@acme.com', 'cy@acme.com', 'di@acme.com', 'ed@acme.com'];
const CUSTOM = ['campaign lead', 'clerk'];
const OF = {
  'standard-admin': ['admin', 'standard'],
  'owner-manager-agent': ['owner', 'manager', 'agent', 'billing'],
} as const;

/** Someone who is known to the store and no member of the workspace. */
export const MALLORY = 'mallory@evil.com';

const some = <T>(items: readonly T[]) => fc.subarray([...items]).map((chosen) => new Set(chosen));
const reachOf = fc.constantFrom('all' as const, 'granted' as const);

/** Sets of actions: a few, half of them, all but a few, or what a built-in role allows. Drawn by one number, to be quick. */
const actions: fc.Arbitrary<ReadonlySet<string>> = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom(2, 50, 98)).map(([seed, share]) => {
    let state = seed;
    const next = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 16;
    };
    return new Set(model.EVERY_ACTION.filter(() => next() % 100 < share));
  }),
  fc.constantFrom('standard', 'admin', 'manager', 'agent').map((name) => (builtIn.get(name) as model.Role).allows),
);

/** A custom role: some lie within somebody's own, and some do not. */
const customRole = (name: string, names: readonly string[]): fc.Arbitrary<model.Role> =>
  fc.record({
    name: fc.constant(name),
    builtIn: fc.constant(false),
    allows: actions,
    lines: reachOf,
    products: reachOf,
    manages: some(names),
    managesCustom: fc.boolean(),
  });

const builtIn = new Map([...model.builtInRoles('standard-admin'), ...model.builtInRoles('owner-manager-agent')]);

const person = (roles: readonly string[]): fc.Arbitrary<model.Person> =>
  fc.record({
    role: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...roles) },
      { weight: 1, arbitrary: fc.constant('a role that is gone') },
    ),
    status: fc.oneof(
      { weight: 9, arbitrary: fc.constant('active' as const) },
      { weight: 1, arbitrary: fc.constantFrom('invited' as const, 'suspended' as const) },
    ),
    restrictions: fc.oneof({ weight: 2, arbitrary: fc.constant(new Set<string>()) }, some(model.RESTRICTIONS)),
    lines: fc.oneof(some(LINES), fc.constant(new Set(LINES))),
    products: fc.oneof(some(PRODUCTS), fc.constant(new Set(PRODUCTS))),
    teams: some(TEAMS),
  });

/** A random workspace; `MALLORY` is never in it. */
export const world: fc.Arbitrary<model.World> = fc
  .constantFrom('standard-admin' as const, 'owner-manager-agent' as const)
  .chain((kind) => {
    const names = [...OF[kind], ...CUSTOM];
    return fc.record({
      model: fc.constant(kind),
      archived: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      products: fc.oneof(some(PRODUCTS), fc.constant(new Set(PRODUCTS))),
      lines: fc
        .array(fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'removed' as const), {
          maxLength: LINES.length,
        })
        .map((states) => new Map(states.map((state, i) => [LINES[i] as string, state]))),
      roles: fc
        .tuple(...CUSTOM.map((name) => customRole(name, names)))
        .map((custom) => new Map([...model.builtInRoles(kind), ...custom.map((role) => [role.name, role] as const)])),
      people: fc
        .array(person(names), { minLength: 1, maxLength: PEOPLE.length })
        .map((people) => new Map(people.map((one, i) => [PEOPLE[i] as string, one]))),
    });
  });

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** A record of the parts that are there. */
const parts = (of: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<model.Thing> =>
  fc.record(of).map((whole) => Object.fromEntries(Object.entries(whole).filter(([, part]) => part !== undefined)));

/** The kinds of things: those that people and rank are about, and all others. */
export const kindOf = (action: string) => model.ON_PEOPLE[action] ?? 'place';

/** Something to act upon in a world: known or unknown, own or others', given or taken. */
export function thingIn(world: model.World, kind: ReturnType<typeof kindOf>): fc.Arbitrary<model.Thing> {
  const line = fc.constantFrom(...LINES);
  const product = fc.constantFrom(...PRODUCTS);
  const whom = fc.constantFrom(...world.people.keys(), MALLORY);
  if (kind === 'place') {
    return parts({
      line: maybe(line),
      product: maybe(product),
      record: maybe(parts({ assignee: maybe(whom), team: maybe(fc.constantFrom(...TEAMS)) })),
      restores: maybe(fc.constant(true)),
    });
  }
  if (kind === 'grant') return fc.oneof(parts({ person: whom, line }), parts({ person: whom, product }));
  const names = [...world.roles.keys()];
  const role = fc.oneof(fc.constantFrom(...world.roles.values()), customRole('a role being made', names));
  return kind === 'role' ? parts({ role }) : parts({ person: maybe(whom), role: maybe(role) });
}

/** A thing of each kind. */
export const thingsIn = (world: model.World) =>
  fc.record({
    place: thingIn(world, 'place'),
    person: thingIn(world, 'person'),
    role: thingIn(world, 'role'),
    grant: thingIn(world, 'grant'),
  });

const numbered =
  (known: readonly string[]) =>
  (name: string | undefined): number => {
    if (name === undefined) return 0;
    if (!known.includes(name)) throw new Error(`${name} is none of ${known.join(', ')}`);
    return known.indexOf(name) + 1;
  };
const idOf = numbered([...PEOPLE, MALLORY]);
const lineId = numbered(LINES);
const teamId = numbered(TEAMS);

/** A role of the model as the gates know it: built-in ones are the gates' own. */
const roleOf = (world: model.World, role: model.Role): Role =>
  (role.builtIn && findBuiltIn(world.model, role.name)) || {
    ...role,
    does: 'was made for this test',
    actions: setOf([...role.allows] as Action[]),
    manages: [...role.manages],
    restrictions: [],
  };

const SOME_CONTACT = { name: '+15550123', kind: 'contact', author: 0 } as const;

/** The workspace as the gates see it. `turned` lays its facts in the opposite order. */
const workspaceOf = (world: model.World, turned: boolean): Workspace => ({
  id: 1,
  slug: 'acme',
  model: world.model,
  state: world.archived ? 'archived' : 'active',
  since: 1,
  products: new Map(laid(world.products, turned).map((name, i) => [name, i + 2])),
  roles: new Map(
    laid(world.roles.values(), turned)
      .filter(({ builtIn }) => !builtIn)
      .map((role, i) => [role.name, { role: roleOf(world, role), since: i + 7 }]),
  ),
});

const laid = <T>(items: Iterable<T>, turned: boolean): T[] => (turned ? [...items].reverse() : [...items]);

/** A person of the world as the gates see them, compiled from facts as the store tells them. */
export function subjectOf(world: model.World, email: string, turned = false): Subject {
  const workspace = workspaceOf(world, turned);
  const member = world.people.get(email);
  if (member === undefined) return compile(workspace, stranger(email, idOf(email)));
  return compile(workspace, {
    userId: idOf(email),
    email,
    membership: { role: member.role, status: member.status satisfies Status, since: 2 },
    restrictions: new Map(laid(member.restrictions, turned).map((name, i) => [name, i + 3])),
    lines: new Map(laid(member.lines, turned).map((address, i) => [lineId(address), i + 4])),
    products: new Map(laid(member.products, turned).map((name, i) => [name, i + 5])),
    teams: new Map(laid(member.teams, turned).map((team, i) => [teamId(team), i + 6])),
  });
}

/** A thing of the world as the gates see it. */
export function resourceOf(world: model.World, thing: model.Thing): Resource {
  const { line, record, person, role } = thing;
  return on({
    line:
      line === undefined ? null : { id: lineId(line), name: line, state: world.lines.get(line) ?? 'missing', since: 1 },
    product: thing.product ?? null,
    record:
      record === undefined ? null : { ...SOME_CONTACT, assignee: idOf(record.assignee), team: teamId(record.team) },
    person: person === undefined ? null : personOf(world, person),
    role: role === undefined ? null : roleOf(world, role),
    restores: thing.restores === true,
  });
}

function personOf(world: model.World, email: string): PersonResource {
  const member = world.people.get(email);
  const role = member && world.roles.get(member.role);
  const holds = ({ role, status }: model.Person) => role === model.topRole(world.model) && status === 'active';
  const others = [...world.people].filter(([other, one]) => other !== email && holds(one));
  return {
    userId: idOf(email),
    email,
    role: role && roleOf(world, role),
    status: member?.status,
    isLastHolder: member !== undefined && holds(member) && others.length === 0,
  };
}
