import { keyOf, personOf } from './people.ts';
import type { LineResource, PersonResource, Resource } from './resource.ts';
import { type Role, topRole } from './roles.ts';
import { compile, type MemberFacts, type Status, type Subject, type Workspace } from './subject.ts';

/** The world of a question, in which changes can be tried: what is so of the workspace, the member, and what is asked about. */
export interface World {
  readonly workspace: Workspace;
  readonly facts: MemberFacts;
  readonly resource: Resource;
}

/** Someone unknown gets this id, so that they are the same person once they are a member. */
const NEWCOMER = -1;

/** The world as it is. */
export function worldOf(subject: Subject, resource: Resource): World {
  const { workspace, userId, email } = subject;
  if (userId !== 0) return { workspace, facts: subject, resource };
  const { person } = resource;
  const self = person !== null && person.userId === 0 && keyOf(person.email) === keyOf(email);
  return {
    workspace,
    facts: { ...subject, userId: NEWCOMER },
    resource: self ? { ...resource, person: { ...person, userId: NEWCOMER } } : resource,
  };
}

/** The member as they are in a world. */
export const subjectIn = ({ workspace, facts }: World): Subject => compile(workspace, facts);

/** The same, acted upon. */
export const personIn = (world: World): PersonResource => personOf(subjectIn(world));

/** What is asked about, in a world: nobody is the last holder of the top role beside a member who holds it now. */
export function resourceIn({ workspace, facts, resource }: World): Resource {
  const { person } = resource;
  if (!person?.isLastHolder || person.userId === facts.userId) return resource;
  const seated = facts.membership?.role === topRole(workspace.model).name && facts.membership.status === 'active';
  return seated ? { ...resource, person: { ...person, isLastHolder: false } } : resource;
}

/** A world in which the member's facts are others. */
export const telling =
  (change: (facts: MemberFacts) => MemberFacts) =>
  (world: World): World => ({ ...world, facts: change(world.facts) });

/** A member who is active from now on. */
export const activated = telling((facts) =>
  facts.membership === undefined ? facts : { ...facts, membership: { ...facts.membership, status: 'active' } },
);

/** Somebody with a role; restrictions that it does not admit are gone. */
export const holding = (facts: MemberFacts, role: Role, status: Status): MemberFacts => ({
  ...facts,
  restrictions: new Map([...facts.restrictions].filter(([name]) => role.restrictions.includes(name))),
  membership: { role: role.name, status, since: 0 },
});

/** Somebody with one line more, or one product. */
export const granting = (facts: MemberFacts, line: LineResource | null, product: string | null): MemberFacts => ({
  ...facts,
  lines: line === null ? facts.lines : having(facts.lines, line.id),
  products: product === null ? facts.products : having(facts.products, product),
});

/** A map with one key more; which entry made it so is not known yet. */
export const having = <K>(map: ReadonlyMap<K, number>, key: K): ReadonlyMap<K, number> => new Map(map).set(key, 0);

/** A map with one key less. */
export const lacking = <K>(map: ReadonlyMap<K, number>, key: K): ReadonlyMap<K, number> =>
  new Map([...map].filter(([name]) => name !== key));
