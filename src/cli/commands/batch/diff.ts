import { readBatch } from '../../../domain/batch.ts';
import type { Difference } from '../../../operations/batch/diff.ts';
import type { Row } from '../../../render/view.ts';
import { columns, face, namesIn } from '../../face.ts';
import { BATCH_COLUMNS, toldBatch } from './told.ts';

/** Shows what a batch changed. */
export const diff = face({
  usage: 'diff <batch>',
  about: 'show what a batch changed: what began and ended, members and roles before and after, contacts before and now',
  examples: [
    ['switchboard batch diff b12', 'before it is undone'],
    ['switchboard batch diff b12 --format jsonl', 'one difference a line'],
  ],
  operation: async () => (await import('../../../operations/batch/diff.ts')).diffBatch,
  gather: (given) => ({ batch: readBatch(given.args[0] as string) }),
  show: ({ differences, ...batch }) => ({
    lead: { record: toldBatch(batch), columns: BATCH_COLUMNS },
    columns: columns<Difference>('what', 'subject', 'change', 'before', 'now'),
    rows: differences as AsyncIterable<Difference & Row>,
    empty: `nothing of what it changed is kept; what it was asked to do: switchboard audit show ${batch.entry}`,
  }),
  names: ({ differences }) => namesIn(differences, ({ subject }) => subject),
});
