import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { entriesQuery } from '../../store/entries.ts';
import type { EntriesTable } from '../../store/schema.ts';
import { count, optional } from '../input.ts';
import { type WholeEntry, wholeEntry } from './entry.ts';

/** The ledger with everything that its entries hold, oldest first, streamed. */
export const exportEntries = query({
  name: 'audit export',
  needs: ['audit.view'],
  input: { after: optional(count()) },
  asks: () => [{ needs: 'audit.view', on: workspaceItself }],
  does: async ({ db, workspace }, { after }) => ({
    entries: answers(entriesQuery(db, workspace.id, {}, { order: 'oldest', after, limit: 0 }).stream()),
  }),
});

async function* answers(rows: AsyncIterable<EntriesTable>): AsyncGenerator<WholeEntry> {
  for await (const row of rows) yield wholeEntry(row);
}
