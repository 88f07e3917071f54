import type { BatchAnswer } from '../../../operations/batch/batches.ts';
import type { Row } from '../../../render/view.ts';
import { face, namesIn } from '../../face.ts';
import { BATCH_COLUMNS, toldBatch } from './told.ts';

async function* told(batches: AsyncIterable<BatchAnswer>): AsyncGenerator<Row> {
  for await (const batch of batches) yield toldBatch(batch);
}

/** Lists batches. */
export const list = face({
  usage: 'list',
  about: 'list what was done to many at once, newest first',
  examples: [
    ['switchboard batch list --limit 10', 'the last ten'],
    ['switchboard batch list --operation "contacts import"', 'only files of contacts'],
  ],
  flags: [
    { flags: '--operation <operation>', about: 'only this operation, or those of this noun: "users invite", users' },
    { flags: '--limit <n>', about: 'at most so many; 0, the default, lists all' },
  ],
  notes: 'A batch is known by its ledger entry: b12 is entry 12. Any entry can be shown and undone by its number.',
  operation: async () => (await import('../../../operations/batch/list.ts')).listBatches,
  gather: (given) => ({ operation: given.text('operation'), limit: given.number('limit') ?? 0 }),
  show: ({ batches }) => ({ columns: BATCH_COLUMNS, rows: told(batches), empty: 'no batches' }),
  names: ({ batches }) => namesIn(batches, ({ batch }) => batch),
});
