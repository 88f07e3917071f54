import { ACTIONS, CATALOGUE_PRODUCTS } from './actions.ts';
import { type CustomRoles, findRole } from './custom-roles.ts';
import { takenBy, type Visibility, visibilityUnder } from './restrictions.ts';
import type { Model, Role } from './roles.ts';
import { type ActionSet, setOf, union, without, wordOf } from './sets.ts';

/** The workspace as the gates see it. `since` is the ledger entry that made its state so. */
export interface Workspace {
  readonly id: number;
  readonly slug: string;
  readonly model: Model;
  readonly state: 'active' | 'archived';
  readonly since: number;
  /** Activated products, each with the entry that activated it. */
  readonly products: ReadonlyMap<string, number>;
  /** The roles of its own. */
  readonly roles: CustomRoles;
}

export type Status = 'invited' | 'active' | 'suspended';

/** What the store knows of one person in one workspace; every number is the ledger entry that made it so. */
export interface MemberFacts {
  readonly userId: number;
  readonly email: string;
  readonly membership: { readonly role: string; readonly status: Status; readonly since: number } | undefined;
  readonly restrictions: ReadonlyMap<string, number>;
  readonly lines: ReadonlyMap<number, number>;
  readonly products: ReadonlyMap<string, number>;
  readonly teams: ReadonlyMap<number, number>;
}

/** How a person stands to the workspace: the status of a member, or a stranger to it. */
type Standing = Status | 'stranger';

/** A person in a workspace, compiled for asking: bit sets for actions, maps for what was granted. */
export interface Subject extends MemberFacts {
  readonly workspace: Workspace;
  readonly standing: Standing;
  readonly role: Role | undefined;
  readonly restricted: boolean;
  /** What the restrictions take away, and what is left of the role after them. */
  readonly taken: ActionSet;
  readonly effective: ActionSet;
  readonly visibility: Visibility;
  /** Of the lines granted, those with ids below 31, and of the products those of the catalogue: a bit each. */
  readonly firstLines: number;
  readonly knownProducts: number;
}

const NOTHING = setOf([]);

/**
 * Compiles what the store knows of a person into a subject. A person who is no member gets no role and no action.
 * What every question needs stands first and in the open, and sets are shared: asking is waiting for memory.
 */
export function compile(workspace: Workspace, facts: MemberFacts): Subject {
  const role = facts.membership && findRole(workspace, facts.membership.role);
  const restricted = facts.restrictions.size > 0;
  const taken = restricted ? takenBy(facts.restrictions.keys()) : NOTHING;
  return {
    workspace,
    standing: facts.membership?.status ?? 'stranger',
    role,
    restricted,
    taken,
    firstLines: facts.lines.size === 0 ? 0 : wordOf(facts.lines.keys()),
    knownProducts: facts.products.size === 0 ? 0 : wordOf(placesOf(facts.products)),
    products: facts.products,
    lines: facts.lines,
    userId: facts.userId,
    effective: role === undefined ? NOTHING : restricted ? without(role.actions, taken) : role.actions,
    visibility: restricted ? visibilityUnder(facts.restrictions.keys()) : 'all',
    email: facts.email,
    membership: facts.membership,
    restrictions: facts.restrictions,
    teams: facts.teams,
  };
}

const placesOf = (products: ReadonlyMap<string, number>): number[] =>
  CATALOGUE_PRODUCTS.flatMap((product, place) => (products.has(product) ? place : []));

/** A person by a token that is good for some of their actions only; null or nothing said: for all of them. */
export function narrowed(subject: Subject, scope: readonly string[] | null | undefined): Subject {
  if (scope === null || scope === undefined) return subject;
  const beyond = setOf(ACTIONS.filter((action) => !scope.includes(action)));
  return {
    ...subject,
    restricted: true,
    taken: union(subject.taken, beyond),
    effective: without(subject.effective, beyond),
  };
}

const none = new Map<never, never>();

/** A person of whom the store knows nothing in this workspace. `userId` 0 is nobody's. */
export const stranger = (email: string, userId = 0): MemberFacts => ({
  userId,
  email,
  membership: undefined,
  restrictions: none,
  lines: none,
  products: none,
  teams: none,
});
