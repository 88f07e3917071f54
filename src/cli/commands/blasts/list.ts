import { BLAST_STATES, type BlastState } from '../../../domain/blast.ts';
import type { BlastAnswer } from '../../../operations/blasts/list.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists blasts. */
export const list = face({
  usage: 'list',
  about: 'list the blasts that you see, the latest first',
  examples: [
    ['switchboard blasts list --state pending', 'what waits for approval'],
    ['switchboard blasts list --mine --line +15550100 --format csv', 'your own on one line, for a spreadsheet'],
  ],
  flags: [
    { flags: '--state <states...>', about: `only these: ${BLAST_STATES.join(', ')}` },
    { flags: '--line <lines...>', about: 'only those on these lines' },
    { flags: '--mine', about: 'only those that you wrote' },
  ],
  operation: async () => (await import('../../../operations/blasts/list.ts')).listBlasts,
  gather: (given) => ({
    states: given.list('state') as BlastState[] | undefined,
    lines: given.list('line') as string[] | undefined,
    mine: given.flag('mine'),
  }),
  show: ({ blasts }) => ({
    columns: columns<BlastAnswer>(
      'name',
      'line',
      'state',
      'author',
      column('recipients', { kind: 'number' }),
      column('scheduled', { kind: 'time' }),
      column('changed', { kind: 'time', spare: true }),
    ),
    rows: blasts as AsyncIterable<BlastAnswer & Record<string, unknown>>,
    empty: 'no blasts within your reach',
  }),
  names: ({ blasts }) => namesIn(blasts, ({ name }) => name),
});
