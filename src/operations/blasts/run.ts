// Handing over, a chunk at a time: what was told of the last chunk is kept and the next is taken in hand, in one
// transaction. What lies between two of them is the face's affair. Long, because the order of its steps is the point.
import { blastInSight, blastQuestion } from '../../access/blasts.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { type BlastRecord, isEditable } from '../../domain/blast.ts';
import { conflict } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import type { Parcel, Told, Way } from '../../domain/transport.ts';
import { cancelReturned, type DueRow, heldAfter, sentBlasts, tellOutcomes } from '../../store/blast-messages.ts';
import { authoredWithin } from '../../store/sight.ts';
import { type LineRow, linesById } from '../../store/subjects.ts';
import { boolean, count, custom, optional, text } from '../input.ts';
import { wrongState } from './blast.ts';
import { claimed } from './claiming.ts';
import { ends, going, letGo, type Progress, retried, takenOver, thoseAllowed } from './progress.ts';

export type { Progress } from './progress.ts';

/** What one step of a run answers: `messages` are in hand now, and `isMore` says that there is more to do at once. */
export interface Step {
  readonly blasts: readonly Progress[];
  readonly taken: number;
  readonly isMore: boolean;
  /** The runs that were gone, whose messages are in other hands now. */
  readonly succeeded: readonly string[];
  /** When something is due next that is not yet (RFC 3339). */
  readonly due: string | null;
  readonly messages?: readonly Parcel[];
  readonly rate?: number;
}

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
    if (named && (isEditable(named.state) || named.state === 'paused') && named.state !== 'scheduled')
      throw wrongState(named, 'handed over');
    if (named && input.retryUncertain) isChanged = (await retried(pass, named)) || isChanged;
    const within = authoredWithin(reachOf(actor, 'blasts.send'));
    const sent = await sentBlasts(connection, workspace.id, within, named?.id ?? null);
    const rows = sent.filter((row) => row.scheduled <= now);
    const later = sent.find((row) => row.scheduled > now)?.scheduled ?? null;
    const lines = new Map(
      (await linesById(connection, workspace.id, [...new Set(rows.map((row) => row.line_id))])).map((row) => [
        row.id,
        row,
      ]),
    );
    const blasts: Progress[] = [];
    const open = await thoseAllowed(pass, rows, lines, blasts);
    let step: Pick<Step, 'messages' | 'rate' | 'taken'> = { taken: 0 };
    const succeeded: string[] = [];
    let isMore = false;
    let next = later;
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
      if (busy && record.lease) {
        const back = await takenOver(pass, row, record.lease.runner, way);
        isChanged ||= back.changed;
        if (back.waits) due = now;
        succeeded.push(record.lease.runner);
      }
      if (due === null) {
        const ended = await ends(pass, row, record);
        isChanged ||= ended !== undefined;
        if (ended) blasts.push(ended);
      } else if (due > now) {
        next = Math.min(next ?? due, due);
        if (input.told.length > 0) blasts.push(await letGo(pass, row, record, way.runner));
      } else if (step.taken > 0) isMore = true;
      else if (most === 0) blasts.push(await letGo(pass, row, record, way.runner));
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
    const answer: Step = { blasts, ...step, succeeded, isMore, due: next === null ? null : rfc3339(next) };
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
