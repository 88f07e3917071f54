import { batchName } from '../../domain/batch.ts';
import { conflict, type Failure } from '../../domain/errors.ts';
import { listed, plural } from '../../domain/words.ts';
import { countLeft, firstLeft } from '../../store/batches.ts';
import type { Connection } from '../../store/connection.ts';

const NAMED = 20;

/** The refusal of an undo that would leave something: what, by which entry, and how to go on; `isNothing` where all stays. */
export async function changedSince(connection: Connection, batch: number, isNothing: boolean): Promise<Failure> {
  const { changed, lost } = await countLeft(connection);
  const first = await firstLeft(connection, NAMED);
  const [left, name] = [changed + lost, batchName(batch)];
  const counted = [
    ...(changed > 0 ? [[changed, 'changed since'] as const] : []),
    ...(lost > 0 ? [[lost, 'cannot be undone any more'] as const] : []),
  ].map(([count, what], nth) => `${nth === 0 ? `${plural(count, 'thing')} of what ${name} did` : count} ${what}`);
  const lines = first.map(
    ({ what, says, touched }) => `${what} ${says}${touched === null ? '' : ` (entry ${touched})`}`,
  );
  const more = left > first.length ? [`and ${left - first.length} more`] : [];
  const by = first.find(({ touched }) => touched !== null)?.touched;
  const see = by === undefined ? `batch show ${name}` : `audit show ${by}`;
  return conflict('changed-since', [`${listed(counted)}: nothing was undone`, ...lines, ...more].join('\n'), {
    hint: isNothing
      ? `nothing else of it is left to undo; see what happened: switchboard ${see}`
      : `to undo the rest: switchboard batch undo ${name} --partly`,
    details: { left, first },
  });
}
