import { authorsRight } from '../../access/blasts.ts';
import type { ChangePass } from '../../access/pass.ts';
import { subjectsOf } from '../../access/people.ts';
import { verdictSentence } from '../../access/sentences.ts';
import type { BlastRecord, BlastState, Outcomes } from '../../domain/blast.ts';
import type { Way } from '../../domain/transport.ts';
import { changeBlast } from '../../store/blast-changes.ts';
import { type DueRow, moveMessages, outcomesOf, tellOutcomes } from '../../store/blast-messages.ts';
import type { LineRow } from '../../store/subjects.ts';

/** How far a blast has come. `outcomes` only where they were counted. */
export interface Progress {
  readonly name: string;
  readonly state: BlastState;
  readonly reason: string | null;
  readonly outcomes: Outcomes | null;
}

/** So long (milliseconds) a blast is its runner's after it took a chunk in hand; nobody waits for one that is gone. */
const LEASE = 180_000;

/** What is in doubt waits again, and a blast that had ended for that goes on. */
export async function retried(
  { db, connection, workspace, entry }: ChangePass,
  blast: { id: number; state: string },
): Promise<boolean> {
  const moved = await moveMessages(
    connection,
    workspace.id,
    blast.id,
    ['uncertain'],
    blast.state === 'cancelled' ? 'uncertain' : 'waiting',
  );
  if (moved > 0 && blast.state === 'completed') {
    await changeBlast(db, workspace.id, entry, blast.id, { state: 'sending' });
  }
  return moved > 0;
}

/**
 * Takes the messages out of the hands of a run that is gone. What it left word of is believed, and the others it never
 * handed over; where it left none, all are in doubt, and handed over again only where the way out bears that.
 */
export async function takenOver({ connection, workspace }: ChangePass, row: DueRow, runner: string, way: Way) {
  const left = way.leftBy(runner);
  const told = left === undefined ? 0 : await tellOutcomes(connection, workspace.id, left);
  const to = left === undefined && way.neverTwice ? 'uncertain' : 'waiting';
  const moved = await moveMessages(connection, workspace.id, row.id, ['claimed'], to);
  return { changed: told + moved > 0, waits: to === 'waiting' && told + moved > 0 };
}

/** Those whose authors may send them still; the others are paused, and say why. */
export async function thoseAllowed(
  { db, connection, workspace, entry }: ChangePass,
  rows: readonly DueRow[],
  lines: ReadonlyMap<number, LineRow>,
  paused: Progress[],
): Promise<DueRow[]> {
  if (rows.length === 0) return [];
  const authors = await subjectsOf(
    connection,
    workspace,
    rows.map(({ by }) => by),
  );
  const allowed: DueRow[] = [];
  for (const [i, row] of rows.entries()) {
    const author = authors[i];
    if (author === undefined) throw new Error('a blast without an author');
    const decision = authorsRight(author, row, lines.get(row.line_id));
    if (decision.allowed) {
      allowed.push(row);
      continue;
    }
    const reason = verdictSentence(decision);
    await changeBlast(db, workspace.id, entry, row.id, { state: 'paused', reason });
    paused.push({
      name: row.name,
      state: 'paused',
      reason,
      outcomes: await outcomesOf(connection, workspace.id, row.id),
    });
  }
  return allowed;
}

/** A blast that is under way; where all that was due was taken its messages are counted, and it may be over. */
export async function going(
  pass: ChangePass,
  row: DueRow,
  record: BlastRecord,
  runner: string | null,
  isLast: boolean,
): Promise<Progress> {
  const { db, connection, workspace, entry, now } = pass;
  const lease = runner === null ? null : { runner, until: now + LEASE };
  const outcomes = isLast ? await outcomesOf(connection, workspace.id, row.id) : null;
  const over = outcomes && ending(outcomes);
  const state = over?.state ?? 'sending';
  const reason = over?.reason ?? null;
  await changeBlast(db, workspace.id, entry, row.id, { state, reason, report: JSON.stringify({ ...record, lease }) });
  return { name: row.name, state, reason, outcomes };
}

/** A blast of which nothing is in the runner's hands any more: it lets go of it, and its messages are counted. */
export async function letGo(
  { db, connection, workspace, entry }: ChangePass,
  row: DueRow,
  record: BlastRecord,
  runner: string,
): Promise<Progress> {
  if (record.lease?.runner === runner) {
    await changeBlast(db, workspace.id, entry, row.id, { report: JSON.stringify({ ...record, lease: null }) });
  }
  const outcomes = await outcomesOf(connection, workspace.id, row.id);
  return { name: row.name, state: row.state as BlastState, reason: null, outcomes };
}

/** Ends a blast of which nothing waits and nothing is in hand. */
export async function ends(
  { db, connection, workspace, entry }: ChangePass,
  row: DueRow,
  record: BlastRecord,
): Promise<Progress | undefined> {
  const outcomes = await outcomesOf(connection, workspace.id, row.id);
  const over = ending(outcomes);
  if (over === undefined) return undefined;
  await changeBlast(db, workspace.id, entry, row.id, { ...over, report: JSON.stringify({ ...record, lease: null }) });
  return { name: row.name, ...over, outcomes };
}

function ending({ waiting, claimed: inHand, handed, failed, uncertain }: Outcomes) {
  if (waiting + inHand > 0) return undefined;
  if (handed + uncertain === 0 && failed > 0)
    return { state: 'failed', reason: 'none of it could be handed over' } as const;
  return { state: 'completed', reason: null } as const;
}
