import { readBatch } from '../../../domain/batch.ts';
import { plural } from '../../../domain/words.ts';
import type { UndoReport } from '../../../operations/batch/undo.ts';
import type { Row } from '../../../render/view.ts';
import { column, face } from '../../face.ts';
import { workNotes } from '../../parted-work.ts';

/** Undoes a batch. */
export const undo = face({
  usage: 'undo <batch>',
  about: 'undo exactly what a batch did; it is refused where others changed the same since',
  examples: [
    ['switchboard batch undo b12 --dry-run', 'what would become of it, and what stands in the way'],
    ['switchboard batch undo b12', 'all of it, or nothing'],
    ['switchboard batch undo b12 --partly', 'what nobody changed since; the rest is listed'],
  ],
  flags: [
    { flags: '--partly', about: 'undo what nobody changed since, and list the rest' },
    { flags: '--keep-going', about: 'the same' },
  ],
  notes: [
    'An undo is a batch too: undo it, and what was done is done again.',
    'What people agreed to and the tokens they were shown stay as they are, and so does work that went to others.',
    'Contacts that were removed come back, but not their conversations: those are listed.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/batch/undo.ts')).undoBatch,
  gather: (given) => ({
    batch: readBatch(given.args[0] as string),
    partly: given.flag('partly') || given.flag('keepGoing'),
  }),
  show: (report) => ({
    columns: [
      { key: 'what' },
      { key: 'says', title: 'left as it is' },
      column('touched', { title: 'changed by entry', kind: 'number' }),
    ],
    rows: report.leftovers as AsyncIterable<Row>,
    reports: true,
    notes: sentences(report),
  }),
  names: ({ batch }) => (batch === null ? [] : [batch]),
  isPartial: ({ left }) => left > 0,
});

function sentences({
  batch,
  of,
  operation,
  ended,
  begun,
  removed,
  restored,
  added,
  unlisted,
  listed,
  left,
  work,
  notes,
}: UndoReport): string[] {
  const facts = [`${plural(ended, 'fact')} ended`, `${begun} begun again`];
  const contacts = [`${plural(removed, 'contact')} removed`, `${restored} as before`, `${added} added again`];
  const places = [`${unlisted} taken off a list`, `${listed} put back`];
  const parts = [
    ...(ended + begun > 0 ? facts : []),
    ...(removed + restored + added > 0 ? contacts : []),
    ...(unlisted + listed > 0 ? places : []),
  ];
  const counted = parts.length === 0 ? 'nothing to undo' : parts.join(', ');
  return [
    `${of}, ${operation}: ${counted}, ${left} left`,
    ...workNotes(work),
    ...notes,
    ...(batch === null ? [] : [`batch ${batch}`]),
  ];
}
