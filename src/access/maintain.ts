// Upkeep of the whole store, once the acting user may in every workspace of every store that it touches.
import { isAddress } from '../domain/address.ts';
import { Failure, missing, refused } from '../domain/errors.ts';
import { isDamage } from '../store/check.ts';
import type { Connection } from '../store/connection.ts';
import type { Delivery } from './attempt.ts';
import { codeOf, type Decision, decide } from './decide.ts';
import { type Explanation, explained } from './explain.ts';
import { neverAs } from './impersonation.ts';
import type { Upkeep, UpkeepEntry } from './operation.ts';
import { keyOf } from './people.ts';
import { enterUpkeep, remembering } from './record.ts';
import { workspaceItself } from './resource.ts';
import { actorOf, enterEverywhere } from './scene.ts';
import type { Session } from './session.ts';
import type { Subject } from './subject.ts';

/** How the gate lends a store that is open and in its transaction. */
export type Opener = <T>(
  store: string,
  purpose: 'read' | 'write',
  use: (connection: Connection) => Promise<T>,
) => Promise<T>;

/** What the acting user may in one workspace of one store. */
interface Judgement {
  readonly store: string;
  readonly subject: Subject;
  readonly decisions: readonly Decision[];
  readonly explanations: readonly Explanation[];
}

/** Asks in every workspace, records refusals, and only then lets upkeep run. */
export async function maintain<I, A>(
  operation: Upkeep<I, A>,
  input: I,
  session: Session,
  opened: Opener,
  delivery: Delivery<A>,
): Promise<void> {
  operation.fits?.(session);
  const asked = operation.needs.length > 0 && !(operation.byOwner === true && isAddress(session.store));
  const judgements = asked ? await judgementsOf(operation, input, session, opened) : [];
  const decisions = judgements.flatMap(({ explanations }) => explanations);
  const free = !asked || operation.isFree?.(input) === true;
  const allowed = decisions.every((decision) => decision.allowed) && (decisions.length > 0 || free);
  if (session.mode === 'can-i' || session.mode === 'explain') return delivery.judged({ allowed, decisions });
  if (!allowed) {
    if (session.mode === 'run') await recordRefusals(operation, input, judgements, session, opened);
    throw refusalOf(operation, decisions);
  }
  const rehearsal = session.mode === 'dry-run';
  const actor = judgements[0]?.subject.email ?? '';
  const enter = (connection: Connection, workspaceId: number, entry: UpkeepEntry) =>
    enterUpkeep(connection, operation, workspaceId, actor, entry, session);
  const answer = await operation.does({ session, rehearsal, enter }, input);
  await delivery.done({ answer, rejected: false, entry: null, rehearsal });
}

async function judgementsOf<I, A>(
  operation: Upkeep<I, A>,
  input: I,
  session: Session,
  opened: Opener,
): Promise<Judgement[]> {
  const judged = (store: string) =>
    opened(store, 'read', async (connection) => {
      const judgements: Judgement[] = [];
      const actor = actorOf(session, connection.identity);
      // Nobody looks after a store as somebody else.
      const { email } = connection.identity;
      if (email !== null && keyOf(actor) !== keyOf(email)) throw neverAs(actor, operation.name);
      const scene = await enterEverywhere(connection, actor);
      const only = operation.concerns?.(input);
      for (const subject of scene?.everywhere ?? []) {
        if (only !== undefined && subject.workspace.slug !== only) continue;
        const { now, signal } = session;
        const sight = { connection, workspace: subject.workspace, actor: subject, now: now(), signal };
        const decisions = operation.needs.map((needs) => decide(subject, needs, workspaceItself));
        const explanations = (await explained(sight, subject, decisions)).map((one) => placed(one, subject));
        judgements.push({ store, subject, decisions, explanations });
      }
      if (only !== undefined && judgements.length === 0) {
        throw missing('workspace.missing', `there is no workspace "${only}"`, {
          hint: 'see yours: switchboard workspaces list',
        });
      }
      return judgements;
    });
  const own = await judged(session.store).catch((error: unknown) => {
    // What cannot be read bars nobody from putting a backup in its place; the backup's own workspaces are asked.
    if (operation.mends !== true || !isDamage(error)) throw error;
    return [];
  });
  const others: Judgement[] = [];
  const touched = operation.touches?.(input, session) ?? [];
  for (const store of touched) others.push(...(await judged(store).catch(notABackup)));
  // A backup without a workspace has nobody who could allow it.
  return touched.length > 0 && others.length === 0 ? [] : [...own, ...others];
}

/** An explanation that says of which workspace it is; others' workspaces are not named, nor are commands in them. */
const placed = (explanation: Explanation, { membership, workspace }: Subject): Explanation =>
  membership === undefined
    ? { ...explanation, remedies: [] }
    : { ...explanation, resource: { workspace: workspace.slug, ...explanation.resource } };

/** What is not there cannot be made where a backup of it is wanted. */
function notABackup(error: unknown): never {
  if (!(error instanceof Failure) || error.code !== 'no-database') throw error;
  throw missing('no-backup', error.message, { hint: 'name the file that switchboard db backup made', cause: error });
}

function refusalOf<I, A>({ name }: Upkeep<I, A>, decisions: readonly Explanation[]): Error {
  const refusals = decisions.filter(({ allowed }) => !allowed);
  const step = refusals[0]?.steps.find(({ outcome }) => outcome === 'fail');
  if (step === undefined) {
    return refused('workspace.missing', `${name} is refused: there is no workspace in it, and so nobody who may`);
  }
  return refused(step.code ?? 'refused', `${name} is refused: ${step.says} (${step.code})`, {
    hint: 'it touches every workspace of the store, so it must be allowed in each; why: add --explain',
    details: { decisions: refusals },
  });
}

/**
 * Writes a refusal into the ledger of each workspace of the store that refused, if they can be written. Where it was
 * another store that refused, all of them tell of it: what was tried is still to put that in their place.
 */
async function recordRefusals<I, A>(
  operation: Upkeep<I, A>,
  input: I,
  judgements: readonly Judgement[],
  session: Session,
  opened: Opener,
): Promise<void> {
  const refuses = ({ decisions }: Judgement): boolean => !decisions.every((one) => one.allowed);
  const own = judgements.filter(({ store }) => store === session.store);
  const isOwn = own.some(refuses);
  const here = isOwn ? own.filter(refuses) : own;
  if (here.length === 0) return;
  const elsewhere = judgements.filter(refuses).flatMap(({ decisions }) => decisions);
  try {
    await opened(session.store, 'write', async (connection) => {
      const remembered: (() => void)[] = [];
      for (const { subject, decisions } of here) {
        const asked = isOwn ? decisions : elsewhere;
        const codes = [...new Set(asked.filter((one) => !one.allowed).map(codeOf))];
        const { id } = subject.workspace;
        const head = await enterUpkeep(connection, operation, id, subject.email, { input, codes }, session);
        remembered.push(await remembering(connection, session, id, head));
      }
      await connection.commit();
      for (const remember of remembered) remember();
    });
  } catch {
    session.note('the refusal could not be written into the ledger');
  }
}
