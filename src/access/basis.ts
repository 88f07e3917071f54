import { actionFacts } from './actions.ts';
import type { Decision, Step } from './decide.ts';
import { type GateName, productOf } from './gates.ts';
import { ALL_LINES } from './resource.ts';
import type { Subject } from './subject.ts';

/** What decided at a gate: a fact in words, and the ledger entry that made it so; and one more on which that rests. */
export interface Basis {
  readonly fact: string;
  readonly entry: number;
  readonly also?: Basis;
}

/** The entries of a fact and of what it rests on. */
export const entriesIn = (basis: Basis | undefined): readonly number[] =>
  basis === undefined ? [] : [basis.entry, ...entriesIn(basis.also)];

/** The entries that last ended what a person held, and activations: where something is not there, this is why. */
export interface Ended {
  readonly membership: number | null;
  readonly lines: ReadonlyMap<number, number>;
  readonly products: ReadonlyMap<string, number>;
  readonly activations: ReadonlyMap<string, number>;
}

/** The fact on which the outcome of a step rests, where there is one. */
export const basisOf = (subject: Subject, decision: Decision, step: Step, ended: Ended): Basis | undefined =>
  BASES[step.gate](subject, decision, step.code, ended);

type Basing = (subject: Subject, decision: Decision, code: string | undefined, ended: Ended) => Basis | undefined;

const fact = (words: string, entry: number | null | undefined): Basis | undefined =>
  entry ? { fact: words, entry } : undefined;

const membership: Basing = ({ email, membership }, _decision, _code, ended) =>
  membership
    ? fact(`${email} is ${article(membership.role)} ${membership.role} (${membership.status})`, membership.since)
    : fact(`${email} was removed`, ended.membership);

/** The role that a member holds; where that is the workspace's own, also who made it what it is. */
const heldRole: Basing = (subject, decision, code, ended) => {
  const basis = membership(subject, decision, code, ended);
  const { role, workspace } = subject;
  const own = role && workspace.roles.get(role.name);
  if (basis === undefined || own === undefined) return basis;
  const does = code ? 'does not allow' : 'allows';
  return { ...basis, also: { fact: `the role ${own.role.name} ${does} ${decision.action}`, entry: own.since } };
};

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

const BASES: Readonly<Record<GateName, Basing>> = {
  workspace: ({ workspace }) => fact(`workspace ${workspace.slug} is ${workspace.state}`, workspace.since),
  member: membership,
  role: heldRole,
  restriction: ({ email, restrictions }, _decision, code) => {
    const name = code?.slice('restriction.'.length);
    return name === undefined ? undefined : fact(`restriction ${name} on ${email}`, restrictions.get(name));
  },
  product: ({ email, role, products, workspace }, { action, resource }, code, ended) => {
    const name = productOf(actionFacts(action), resource);
    if (name === null) return undefined;
    if (code === 'product.not-activated') return fact(`product ${name} was deactivated`, ended.activations.get(name));
    if (code) return fact(`product ${name} was taken from ${email}`, ended.products.get(name));
    if (role?.products === 'granted') return fact(`${email} holds product ${name}`, products.get(name));
    return fact(`product ${name} is activated`, workspace.products.get(name));
  },
  line: ({ email, role, lines }, { resource: { line } }, code, ended) => {
    if (line === null || line === ALL_LINES) return undefined;
    if (code === 'line.inactive') return fact(`line ${line.name} was removed`, line.since);
    if (code) return fact(`line ${line.name} was taken from ${email}`, ended.lines.get(line.id));
    if (role?.lines === 'granted') return fact(`${email} holds line ${line.name}`, lines.get(line.id));
    return fact(`line ${line.name} is active`, line.since);
  },
  record: ({ email, userId, visibility, restrictions, teams }, { resource: { record } }, code) => {
    const name = `contacts=${visibility}`;
    if (record === null) return undefined;
    const byTeam = code === undefined && visibility === 'team' && record.assignee !== userId;
    const team = byTeam ? teams.get(record.team) : undefined;
    return team === undefined
      ? fact(`restriction ${name} on ${email}`, restrictions.get(name))
      : fact(`${email} is in ${record.teamName ?? 'its team'}, whose contacts ${name} leaves in sight`, team);
  },
  rank: () => undefined,
};
