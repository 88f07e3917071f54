import { activeHolders } from '../store/provenance.ts';
import { type Action, CATALOGUE_PRODUCTS } from './actions.ts';
import { authorsFor, type Because, becauseOf, endedFor } from './authors.ts';
import { basisOf, entriesIn } from './basis.ts';
import type { Invitation } from './changes.ts';
import { rolesOf } from './custom-roles.ts';
import { type Decision, decide, type Step } from './decide.ts';
import { TOKEN_SCOPE } from './gates.ts';
import { invitationHolds } from './open-invitation.ts';
import type { Sight } from './operation.ts';
import { subjectsOf } from './people.ts';
import { type Way, waysToYes } from './remedies.ts';
import { namesOf, workspaceItself } from './resource.ts';
import { topRole } from './roles.ts';
import { sentenceOf } from './sentences.ts';
import { compile, type MemberFacts, type Subject, stranger } from './subject.ts';

/** A change that would make it a yes: the command, the codes it clears, and who may run it (five at most). */
export interface Remedy {
  readonly command: string;
  readonly opens: readonly string[];
  readonly by: readonly string[];
}

/** A decision for people and programs: every step with its sentence and its author, and what would change it. */
export interface Explanation {
  readonly allowed: boolean;
  readonly action: Action;
  readonly resource: Readonly<Record<string, string>>;
  readonly member: string;
  readonly steps: readonly (Step & { readonly because?: Because; readonly says: string })[];
  readonly remedies: readonly Remedy[];
}

/** Decisions of one subject, explained to the one who asks. A few statements, whatever the decisions. */
export async function explained(
  sight: Sight,
  subject: Subject,
  decisions: readonly Decision[],
): Promise<Explanation[]> {
  const ended = await endedFor(sight, subject, decisions);
  const based = decisions.map((decision) => decision.steps.map((step) => basisOf(subject, decision, step, ended)));
  const authorOf = await authorsFor(sight, based.flat().flatMap(entriesIn));
  const invitation = await invitationOf(sight, subject);
  const ways = decisions.map((decision) =>
    decision.allowed || isOfToken(decision) ? [] : waysToYes(subject, decision, invitation),
  );
  const lines = decisions.flatMap(({ resource }) => resource.line?.id ?? []);
  const able = await peopleFor(sight, subject, ways.flat(), [...lines, ...subject.lines.keys()]);
  return decisions.map((decision, i) => ({
    allowed: decision.allowed,
    action: decision.action,
    resource: namesOf(decision.resource),
    member: decision.member,
    steps: decision.steps.map((step, gate) => {
      const because = becauseOf(based[i]?.[gate], authorOf);
      return { ...step, ...(because && { because }), says: sentenceOf(decision, step) };
    }),
    remedies: (ways[i] ?? []).map((way) => remedyOf(way, subject, able)),
  }));
}

/** What a token is not good for, nobody's change of roles and grants opens: another token does. */
const isOfToken = ({ steps }: Decision): boolean => steps.some(({ code }) => code === `restriction.${TOKEN_SCOPE}`);

async function invitationOf(sight: Sight, subject: Subject): Promise<Invitation> {
  if (subject.standing !== 'invited') return 'none';
  return (await invitationHolds(sight, subject)) ? 'holds' : 'ended';
}

const ASKED = 50;
const NAMED = 5;

/** Those who could go one of these ways, as far as the one who asks may see who is in the workspace. */
async function peopleFor(
  { connection, actor }: Sight,
  { workspace }: Subject,
  ways: readonly Way[],
  lines: readonly number[],
): Promise<readonly Subject[]> {
  if (!decide(actor, 'users.view', workspaceItself).allowed) return [];
  const able = rolesOf(workspace).filter((role) => {
    const anyone: MemberFacts = {
      ...stranger(''),
      membership: { role: role.name, status: 'active', since: 0 },
      lines: new Map(lines.map((id) => [id, 0])),
      products: new Map([...CATALOGUE_PRODUCTS, ...workspace.products.keys()].map((name) => [name, 0])),
    };
    return ways.some((way) => !way.own && way.mayBeRunBy(compile(workspace, anyone)));
  });
  if (able.length === 0) return [];
  // Its holders can do whatever any other can, and nothing is taken from them: who may is found among the first.
  const top = topRole(workspace.model);
  const names = able.sort((a, b) => Number(b === top) - Number(a === top)).map(({ name }) => name);
  return subjectsOf(connection, workspace, await activeHolders(connection, workspace.id, names, ASKED));
}

const remedyOf = ({ command, opens, own, mayBeRunBy }: Way, subject: Subject, able: readonly Subject[]): Remedy => ({
  command,
  opens,
  by: own
    ? [subject.email]
    : able
        .filter(mayBeRunBy)
        .slice(0, NAMED)
        .map(({ email }) => email),
});
