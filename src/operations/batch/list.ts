import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { isBatch, type settled } from '../../domain/batch.ts';
import { entriesQuery } from '../../store/entries.ts';
import type { EntriesTable } from '../../store/schema.ts';
import { count, optional, text } from '../input.ts';
import { type BatchAnswer, batchAnswer, undosOf } from './batches.ts';

/** The batches of a workspace, newest first: entries that changed more than one thing, or were made from a file. */
export const listBatches = query({
  name: 'batch list',
  needs: ['audit.view'],
  input: { operation: optional(text()), limit: count() },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ db, connection, workspace }, { operation, limit }) => {
    const undos = await undosOf(connection, workspace.id);
    const rows = entriesQuery(db, workspace.id, { operation, outcome: 'done' }, { order: 'newest', limit: 0 }).stream();
    return { batches: answers(rows, undos, limit) };
  },
});

async function* answers(
  rows: AsyncIterable<EntriesTable>,
  undos: ReturnType<typeof settled>,
  limit: number,
): AsyncGenerator<BatchAnswer> {
  let told = 0;
  for await (const row of rows) {
    const batch = batchAnswer(row, undos.of(row.number));
    if (!isBatch(row.operation, batch.counts)) continue;
    yield batch;
    if (++told === limit) return;
  }
}
