// The eight gates. Each says what stands in the way in one code, for one subject, action and resource.
// Pure and free of allocation: `verdict` asks them a hundred thousand times a second, `decide` asks them all once.
import { type ActionFacts, actionFacts } from './actions.ts';
import type { PersonResource, Resource } from './resource.ts';
import { takerOf } from './restrictions.ts';
import { findBuiltIn, manages, type Role, topRole } from './roles.ts';
import { holds, isIn, WORD, within } from './sets.ts';
import type { Subject } from './subject.ts';

/** `pass`, `not-applicable`, or a code that says why not. Codes are stable: explanations are an API. */
export type Outcome = 'pass' | 'not-applicable' | FailureCode;

type FailureCode =
  | 'workspace.archived'
  | 'member.stranger'
  | 'member.invited'
  | 'member.suspended'
  | 'role.lacks-action'
  | `restriction.${string}`
  | 'product.not-activated'
  | 'product.not-granted'
  | 'line.missing'
  | 'line.inactive'
  | 'line.not-granted'
  | 'record.not-visible'
  | 'rank.self'
  | 'rank.not-managed'
  | 'rank.exceeds-own'
  | 'rank.last-holder';

type Gate = (subject: Subject, action: ActionFacts, resource: Resource) => Outcome;

/** The workspace is not archived; an archived one can be looked at, and restored. */
const workspace: Gate = (subject, action, resource) =>
  subject.workspace.state === 'active' || action.views || resource.restores ? 'pass' : 'workspace.archived';

/** The subject is an active member. */
const member: Gate = ({ standing }) => (standing === 'active' ? 'pass' : NO_ACTIVE_MEMBER[standing]);

const NO_ACTIVE_MEMBER = {
  stranger: 'member.stranger',
  invited: 'member.invited',
  suspended: 'member.suspended',
} as const;

/** The member's role allows the action. */
const role: Gate = (subject, action) => {
  if (subject.standing === 'stranger') return 'not-applicable';
  return subject.role !== undefined && holds(subject.role.actions, action.index) ? 'pass' : 'role.lacks-action';
};

/** What takes an action away that no restriction does: the token by which the member came in is not good for it. */
export const TOKEN_SCOPE = 'token-scope';

/** No restriction of the member takes the action away. */
const restriction: Gate = (subject, action) => {
  if (!holds(subject.taken, action.index)) return subject.restricted ? 'pass' : 'not-applicable';
  return `restriction.${takerOf(subject.restrictions, action.index) ?? TOKEN_SCOPE}`;
};

/** The product that a question is about: the action's own, or the one that is looked at or granted. */
export const productOf = (action: ActionFacts, resource: Resource): string | null =>
  action.product ?? (action.on === 'product' || action.on === 'grant' ? resource.product : null);

/** The product is activated, and the role reaches all products or the member holds the grant. */
const product: Gate = (subject, action, resource) => {
  const name = productOf(action, resource);
  if (name === null) return 'not-applicable';
  if (!subject.workspace.products.has(name)) return 'product.not-activated';
  if (subject.role === undefined) return 'not-applicable';
  return subject.role.products === 'all' || holdsProduct(subject, action, name) ? 'pass' : 'product.not-granted';
};

/** Whether a product was granted; an action's own is looked for in a word, without a detour through memory. */
const holdsProduct = (subject: Subject, { productPlace }: ActionFacts, name: string): boolean =>
  productPlace < 0 ? subject.products.has(name) : isIn(subject.knownProducts, productPlace);

/** The line is active, and the role reaches all lines or the member holds the grant. */
const line: Gate = (subject, _action, resource) => {
  const target = resource.line;
  if (target === null) return 'not-applicable';
  if (target.state !== 'active') return target.state === 'missing' ? 'line.missing' : 'line.inactive';
  if (subject.role === undefined) return 'not-applicable';
  return subject.role.lines === 'all' || holdsLine(subject, target.id) ? 'pass' : 'line.not-granted';
};

/** Whether a line was granted; the first thirty of a workspace stand in a word, and most have no more. */
const holdsLine = (subject: Subject, id: number): boolean =>
  id < WORD ? isIn(subject.firstLines, id) : subject.lines.has(id);

/** The contact or conversation lies within what the member's restrictions leave visible; a blast is one's own, or one may oversee. */
const record: Gate = (subject, _action, resource) => {
  const target = resource.record;
  if (target === null) return 'not-applicable';
  if (target.kind === 'blast') {
    return target.author === subject.userId || holds(subject.effective, OVERSEE) ? 'pass' : 'record.not-visible';
  }
  if (subject.visibility === 'all' || (target.assignee !== 0 && target.assignee === subject.userId)) return 'pass';
  return subject.visibility === 'team' && subject.teams.has(target.team) ? 'pass' : 'record.not-visible';
};

const OVERSEE = actionFacts('blasts.oversee').index;

/** Rank rules R1 to R4, in that order. */
const rank: Gate = (subject, action, resource) => {
  if (resource.team !== null) return rankOverTeam(subject, action, resource.person, resource.team.id);
  if (action.on !== 'person' && action.on !== 'grant' && action.on !== 'role') return 'not-applicable';
  const { person, role: given } = resource;
  if (person === null && given === null && action.on !== 'grant') return 'not-applicable';
  if (person !== null && person.userId !== 0 && person.userId === subject.userId) return 'rank.self';
  if (subject.role === undefined) return 'not-applicable';
  if (given !== null && given.name === subject.role.name && redefines(action)) return 'rank.self';
  if (person && !mayActOn(subject.role, person)) return 'rank.not-managed';
  if (person && action.name === 'access.impersonate' && !isBelow(person, subject, subject.role))
    return 'rank.not-managed';
  if (given && !manages(subject.role, given)) return 'rank.not-managed';
  if (given && !given.builtIn && !liesWithin(given, subject)) return 'rank.exceeds-own';
  if (action.on === 'grant' && !couldUse(subject, resource)) return 'rank.exceeds-own';
  return person?.isLastHolder && unseats(subject, action, resource) ? 'rank.last-holder' : 'pass';
};

/**
 * What a team's members see is given with it. Whoever sees only some contacts does not change their own teams (rank rule
 * R1), gives and takes only the sight of teams that they are in, where they see those, and takes no team away (R3).
 */
const rankOverTeam = (subject: Subject, action: ActionFacts, person: PersonResource | null, team: number): Outcome => {
  if (subject.visibility === 'all') return 'pass';
  if (person !== null && person.userId !== 0 && person.userId === subject.userId) return 'rank.self';
  const sees = subject.visibility === 'team' && subject.teams.has(team);
  return sees && action.name !== 'teams.delete' ? 'pass' : 'rank.exceeds-own';
};

/** Whether a role's holders may act on the person: a member whose role is known and managed, or no member yet (rank rule R2). */
const mayActOn = (own: Role, { role: present, status }: PersonResource): boolean =>
  present ? manages(own, present) : status === undefined;

/** Whether an action makes a role another, and so changes what its holders may (rank rule R1). */
const redefines = ({ name }: ActionFacts): boolean => name === 'roles.edit' || name === 'roles.delete';

/** Whether a person stands below the subject: they are a member, could not act on the subject in turn, and a custom role of theirs gives no more. */
const isBelow = ({ role: present }: PersonResource, subject: Subject, own: Role): boolean =>
  present !== undefined && !manages(present, own) && (present.builtIn || liesWithin(present, subject));

/** Whether a custom role gives nothing that the subject does not hold: actions, reach, people managed (rank rule R3). */
const liesWithin = (given: Role, { role: own, effective, workspace: { model } }: Subject): boolean =>
  own !== undefined &&
  within(given.actions, effective) &&
  (given.lines === 'granted' || own.lines === 'all') &&
  (given.products === 'granted' || own.products === 'all') &&
  (!given.managesCustom || own.managesCustom) &&
  given.manages.every((name) => own.manages.includes(name) || (own.managesCustom && !findBuiltIn(model, name)));

/** Whether the subject could use the line and the product that are to be granted (rank rule R3). */
const couldUse = ({ role: own, lines, products }: Subject, resource: Resource): boolean =>
  own !== undefined &&
  (resource.line === null || own.lines === 'all' || lines.has(resource.line.id)) &&
  (resource.product === null || own.products === 'all' || products.has(resource.product));

/** Whether the action would leave the person no active holder of the top role (rank rule R4). */
const unseats = (subject: Subject, action: ActionFacts, resource: Resource): boolean =>
  action.name === 'users.delete' ||
  action.name === 'users.suspend' ||
  (resource.role !== null && resource.role !== topRole(subject.workspace.model));

/** The gates in the order in which they are always asked. */
export const GATES = { workspace, member, role, restriction, product, line, record, rank } as const;
export type GateName = keyof typeof GATES;

/** Whether an outcome lets the question through. */
export const passes = (outcome: Outcome): outcome is 'pass' | 'not-applicable' =>
  outcome === 'pass' || outcome === 'not-applicable';
