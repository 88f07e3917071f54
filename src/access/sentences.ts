import { actionFacts } from './actions.ts';
import type { Decision, Step } from './decide.ts';
import { type GateName, productOf, TOKEN_SCOPE } from './gates.ts';
import { ALL_LINES, namesOf } from './resource.ts';
import { manages } from './roles.ts';

type Telling = (decision: Decision) => string;

const line = ({ resource }: Decision) => resource.line?.name ?? 'the line';
const ofAll = ({ resource }: Decision) => resource.line === ALL_LINES;
const product = ({ action, resource }: Decision) => actionFacts(action).product ?? resource.product ?? 'the product';
const person = ({ resource }: Decision) => resource.person?.email ?? 'that person';

const SENTENCES: Readonly<Record<string, Telling>> = {
  'workspace.archived': () => 'the workspace is archived: it can be looked at, not worked in',
  'member.stranger': ({ member }) => `${member} is no member of this workspace`,
  'member.invited': ({ member }) => `${member} has not accepted the invitation yet`,
  'member.suspended': ({ member }) => `${member} is suspended`,
  'role.lacks-action': ({ member, action }) =>
    `the role of ${member} does not allow them to ${actionFacts(action).does}`,
  'product.not-activated': (decision) => `product ${product(decision)} is not activated in this workspace`,
  'product.not-granted': (decision) => `${decision.member} has not been granted product ${product(decision)}`,
  'line.missing': (decision) => `there is no line ${line(decision)} in this workspace`,
  'line.inactive': (decision) => `line ${line(decision)} has been removed`,
  'line.not-granted': (decision) =>
    ofAll(decision)
      ? `${decision.member} reaches granted lines only, and this is on all lines`
      : `${decision.member} has not been granted line ${line(decision)}`,
  'record.not-visible': ({ member, resource: { record } }) =>
    record?.kind === 'blast'
      ? `the blast ${record.name} is somebody else's`
      : `the restrictions of ${member} hide this record`,
  'rank.self': ({ member, resource }) =>
    resource.team
      ? `${member} sees only some contacts, and so does not change their own teams`
      : 'nobody changes their own role, status, restrictions or grants',
  'rank.not-managed': ({ member, role, resource, action }) => {
    const held = resource.person?.role;
    if (action === 'access.impersonate') return `the role of ${member} (${role?.name}) does not stand above theirs`;
    const overHeld = held === undefined || (role !== undefined && manages(role, held));
    return overHeld
      ? `the role of ${member} (${role?.name}) may not give the role ${resource.role?.name}`
      : `the role of ${member} (${role?.name}) does not manage people of the role ${held.name}`;
  },
  'rank.exceeds-own': ({ member, resource: { team } }) =>
    team ? `${member} does not see all the contacts of ${team.name}` : `${member} may not give what they do not hold`,
  'rank.last-holder': (decision) => `${person(decision)} is the last active holder of the top role`,
};

const PASSES: Readonly<Record<GateName, Telling>> = {
  workspace: () => 'the workspace is open for this',
  member: ({ member }) => `${member} is an active member`,
  role: ({ member }) => `the role of ${member} allows it`,
  restriction: ({ member }) => `no restriction on ${member} takes it away`,
  product: (decision) => `product ${product(decision)} is within reach`,
  line: (decision) => (ofAll(decision) ? 'all lines are within reach' : `line ${line(decision)} is within reach`),
  record: () => 'the record is within sight',
  rank: () => 'the rules of rank allow it',
};

const APART: Readonly<Record<GateName, Telling>> = {
  workspace: () => 'no workspace is asked about',
  member: () => 'no member is asked about',
  role: () => 'who is no member has no role',
  restriction: () => 'no restriction is in force',
  product: ({ action, resource }) =>
    productOf(actionFacts(action), resource) === null
      ? 'no product is asked about'
      : 'who is no member holds no product',
  line: ({ resource }) => (resource.line === null ? 'no line is asked about' : 'who is no member holds no line'),
  record: () => 'no contact or conversation is asked about',
  rank: ({ resource }) =>
    resource.person || resource.role ? 'rank has no say in this' : 'no person, role or grant is asked about',
};

/** What a step says, in a sentence without its code. */
export function sentenceOf(decision: Decision, step: Step): string {
  if (step.outcome === 'not-applicable') return APART[step.gate](decision);
  if (step.outcome === 'pass') return PASSES[step.gate](decision);
  const code = step.code as string;
  if (code === `restriction.${TOKEN_SCOPE}`)
    return `the token of ${decision.member} is not good for ${decision.action}`;
  if (code.startsWith('restriction.')) {
    return `restriction ${code.slice('restriction.'.length)} takes ${decision.action} away from ${decision.member}`;
  }
  return SENTENCES[code]?.(decision) ?? code;
}

/** The deciding sentence: the first refusal with its code, or why it is a yes. */
export function verdictSentence(decision: Decision): string {
  const failed = decision.steps.filter((step) => step.outcome === 'fail');
  const [first] = failed;
  if (first === undefined) return `${decision.member} may ${actionFacts(decision.action).does}${whereOf(decision)}`;
  const more = failed.length > 1 ? `, and ${failed.length - 1} more` : '';
  return `${sentenceOf(decision, first)} (${first.code}${more})`;
}

/** What a decision is about, as the end of a sentence: ` on line +15550100, user bo@acme.com`. */
function whereOf({ resource }: Decision): string {
  const names = Object.entries(namesOf(resource)).map(([what, name]) => `${what} ${name}`);
  return names.length === 0 ? '' : ` on ${names.join(', ')}`;
}
