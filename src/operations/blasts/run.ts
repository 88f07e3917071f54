// Handing over, a chunk at a time: what was told of the last chunk is kept and the next is taken in hand, in one
// transaction. What lies between two of them is the face's affair. Long, because the order of its steps is the point.
import { authorsRight, blastInSight, blastQuestion } from '../../access/blasts.ts';
import { change, Unapplied } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import { subjectsOf } from '../../access/people.ts';
import { reachOf } from '../../access/reach.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { verdictSentence } from '../../access/sentences.ts';
import type { BlastRecord, BlastState, Outcomes } from '../../domain/blast.ts';
import { conflict } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import type { Parcel, Told, Way } from '../../domain/transport.ts';
import {
  cancelReturned,
  type DueRow,
  dueBlasts,
  heldAfter,
  moveMessages,
  outcomesOf,
  tellOutcomes,
} from '../../store/blast-messages.ts';
import { changeBlast } from '../../store/blasts.ts';
import { authoredWithin } from '../../store/sight.ts';
import { type LineRow, linesById } from '../../store/subjects.ts';
import { boolean, count, custom, optional, text } from '../input.ts';
import { claimed } from './claiming.ts';

/** How far a blast has come. `outcomes` only where they were counted. */
export interface Progress {
  readonly name: string;
  readonly state: BlastState;
  readonly reason: string | null;
  readonly outcomes: Outcomes | null;
}

/** What one step of a run answers: `messages` are in hand now, and `isMore` says that there is more to do at once. */
export interface Step {
  readonly blasts: readonly Progress[];
  readonly taken: number;
  readonly isMore: boolean;
  /** When something is due next that is not yet (RFC 3339). */
  readonly due: string | null;
  readonly messages?: readonly Parcel[];
  readonly rate?: number;
}

/** So long (milliseconds) a blast is its runner's after it took a chunk in hand; nobody waits for one that is gone. */
const LEASE = 180_000;

/** Keeps what was told of the last messages, and takes the next that are due in hand. */
export const runBlasts = change({
  name: 'blasts run',
  needs: ['blasts.send'],
  input: {
    blast: optional(text()),
    way: custom<Way>((value) => typeof value === 'object' && value !== null, 'a way out'),
    /** What became of the messages that were in hand. */
    told: custom<readonly Told[]>((value) => Array.isArray(value), 'what became of messages'),
    /** How many may still be taken in hand; none where only what was told is to be kept. */
    limit: optional(count()),
    /** What is in doubt is handed over again. */
    retryUncertain: boolean('yes or no'),
    /** Whether the run waits for what is due later. */
    untilDone: boolean('yes or no'),
  },
  asks: async ({ blast }, sight) => {
    if (blast === undefined) return [{ needs: 'blasts.send', on: workspaceItself }];
    const ask = await blastQuestion(sight, 'blasts.send', blast);
    // Whether anything may go out on its line is its author's affair, and decided below.
    return [{ ...ask, on: on({ record: ask.on.record }) }];
  },
  does: async (pass, input) => {
    const { connection, workspace, actor, now } = pass;
    const { way } = input;
    const most = Math.min(way.chunk, input.limit ?? way.chunk);
    const isOut = way.name === 'outbox';
    let isChanged = (await tellOutcomes(connection, workspace.id, input.told)) > 0;
    if (isChanged) await cancelReturned(connection, workspace.id);
    const named = input.blast === undefined ? undefined : await blastInSight(pass, 'blasts.send', input.blast);
    if (named && input.retryUncertain) isChanged = (await retried(pass, named)) || isChanged;
    const within = authoredWithin(reachOf(actor, 'blasts.send'));
    const rows = await dueBlasts(connection, workspace.id, now, within, named?.id ?? null);
    const lines = new Map(
      (await linesById(connection, workspace.id, [...new Set(rows.map((row) => row.line_id))])).map((row) => [
        row.id,
        row,
      ]),
    );
    const blasts: Progress[] = [];
    const open = await thoseAllowed(pass, rows, lines, blasts);
    let step: Pick<Step, 'messages' | 'rate' | 'taken'> = { taken: 0 };
    let isMore = false;
    let next: number | null = null;
    for (const row of open) {
      const record = JSON.parse(row.report as string) as BlastRecord;
      const busy = record.lease !== null && record.lease.runner !== way.runner;
      if (
        busy &&
        (record.lease as { until: number }).until > now &&
        !way.isGone((record.lease as { runner: string }).runner)
      ) {
        if (named) throw beingSent(row, record);
        continue;
      }
      let { due } = row;
      if (busy) {
        const back = await moveMessages(
          connection,
          workspace.id,
          row.id,
          ['claimed'],
          way.neverTwice ? 'uncertain' : 'waiting',
        );
        isChanged ||= back > 0;
        if (back > 0 && !way.neverTwice) due = now;
      }
      if (due === null) {
        const ended = await ends(pass, row, record);
        isChanged ||= ended !== undefined;
        if (ended) blasts.push(ended);
      } else if (due > now) {
        next = Math.min(next ?? due, due);
        if (input.told.length > 0) blasts.push(await counted(pass, row));
      } else if (step.taken > 0) isMore = true;
      else if (most === 0) blasts.push(await counted(pass, row));
      else {
        const got = await claimed(pass, row, lines.get(row.line_id) as LineRow, most, isOut);
        step = { taken: got.taken, rate: got.rate, messages: got.parcels };
        isChanged = true;
        const isLast = got.taken < most || most === input.limit;
        isMore = !isOut || !isLast;
        const progress = await going(pass, row, record, isOut ? null : way.runner, isLast);
        blasts.push(progress);
        if (isOut && progress.outcomes?.waiting) {
          const { first } = await heldAfter(connection, workspace.id, row.id, now);
          next = first === null ? next : Math.min(next ?? first, first);
        }
      }
    }
    const answer: Step = { blasts, ...step, isMore, due: next === null ? null : rfc3339(next) };
    return isChanged || blasts.some(({ state }) => state === 'paused') ? answer : new Unapplied(answer, 'unchanged');
  },
  counts: ({ taken, blasts }) => ({
    taken,
    ...Object.fromEntries(blasts.filter(({ state }) => state !== 'sending').map(({ state }) => [state, 1])),
  }),
  summary: ({ blast = null, way, told }) => ({
    ...{ blast, transport: way.name, runner: way.runner },
    ...Object.fromEntries(
      ['handed', 'failed', 'waiting', 'uncertain'].map((state) => [
        state,
        told.filter((one) => one.state === state).length,
      ]),
    ),
  }),
});

const beingSent = ({ name }: DueRow, { lease }: BlastRecord) =>
  conflict('being-sent', `"${name}" is in the hands of another run (${lease?.runner})`, {
    hint: `it is let go of at ${rfc3339(lease?.until ?? 0)} at the latest: try again then`,
    details: { lease },
  });

/** What is in doubt waits again, and a blast that had ended for that goes on. */
async function retried(
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

/** Those whose authors may send them still; the others are paused, and say why. */
async function thoseAllowed(
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
async function going(
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

const counted = async ({ connection, workspace }: ChangePass, row: DueRow): Promise<Progress> => ({
  name: row.name,
  state: row.state as BlastState,
  reason: null,
  outcomes: await outcomesOf(connection, workspace.id, row.id),
});

/** Ends a blast of which nothing waits and nothing is in hand. */
async function ends(
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
