import { readBatch } from '../../../domain/batch.ts';
import type { ShownRow } from '../../../operations/batch/show.ts';
import type { Row } from '../../../render/view.ts';
import { column, columns, face, namesIn } from '../../face.ts';
import { BATCH_COLUMNS, toldBatch } from './told.ts';

/** Shows a batch row by row. */
export const show = face({
  usage: 'show <batch>',
  about: 'show what became of each line of a batch',
  examples: [
    ['switchboard batch show b12', 'each line of its file, or what it began and ended'],
    ['switchboard batch show b12 --format csv', 'the same for a spreadsheet'],
  ],
  operation: async () => (await import('../../../operations/batch/show.ts')).showBatch,
  gather: (given) => ({ batch: readBatch(given.args[0] as string) }),
  show: ({ rows, ...batch }) => ({
    lead: { record: toldBatch(batch), columns: BATCH_COLUMNS },
    columns: columns<ShownRow>(
      column('line', { kind: 'number' }),
      'outcome',
      'what',
      'subject',
      column('entry', { kind: 'number' }),
    ),
    rows: rows as AsyncIterable<ShownRow & Row>,
    empty: 'it tells of nothing',
  }),
  names: ({ rows }) => namesIn(rows, ({ subject }) => subject),
});
