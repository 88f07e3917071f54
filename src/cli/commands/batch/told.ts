import type { BatchAnswer } from '../../../operations/batch/batches.ts';
import type { Column, Row } from '../../../render/view.ts';
import { column, columns } from '../../face.ts';

/** How a batch is shown: in lists, and above what it did. */
export const BATCH_COLUMNS: readonly Column[] = columns<BatchAnswer & { summary: string; undone: string }>(
  'batch',
  column('at', { kind: 'time' }),
  'actor',
  'operation',
  'summary',
  'undone',
);

/** A batch as a row: what it counted, and whether it was undone, in words. */
export const toldBatch = (batch: BatchAnswer): Row => ({
  ...batch,
  summary: Object.entries(batch.counts)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${what} ${count}`)
    .join(', '),
  undone:
    batch.undone === 'no'
      ? batch.undoable
        ? 'no'
        : 'cannot be'
      : `${batch.undone === 'yes' ? '' : 'partly '}by ${batch.by}`,
});
