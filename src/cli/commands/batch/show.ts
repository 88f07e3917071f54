import { readBatch } from '../../../domain/batch.ts';
import { plural } from '../../../domain/words.ts';
import type { ShownRow } from '../../../operations/batch/show.ts';
import type { Row } from '../../../render/view.ts';
import { column, columns, face, namesIn } from '../../face.ts';
import { BATCH_COLUMNS, toldBatch } from './told.ts';

/** Shows a batch row by row. */
export const show = face({
  usage: 'show <batch>',
  about: 'show what became of each line of a batch that was not rejected',
  examples: [
    ['switchboard batch show b12', 'the lines of its file, or what it began and ended'],
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
    empty: `nothing of what it changed is kept; what it was asked to do: switchboard audit show ${batch.entry}`,
    notes: rejectedNotes(batch.counts),
  }),
  names: ({ rows }) => namesIn(rows, ({ subject }) => subject),
});

/** Rejected lines are in nobody's ledger: they said nothing that could be kept. */
function rejectedNotes({ rejected = 0 }: Readonly<Record<string, number>>): string[] {
  if (rejected === 0) return [];
  return [
    `${plural(rejected, 'line')} of it ${rejected === 1 ? 'was' : 'were'} rejected, which is not kept row by row`,
  ];
}
