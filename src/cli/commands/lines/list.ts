import { LINE_KINDS, type LineKind } from '../../../domain/line-kinds.ts';
import type { LineAnswer } from '../../../operations/lines/list.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists lines. */
export const list = face({
  usage: 'list',
  about: 'list the lines that you reach',
  examples: [
    ['switchboard lines list', 'every line, by address'],
    [
      'switchboard lines list --kind whatsapp --sort holders --format csv',
      'who is busy on WhatsApp, for a spreadsheet',
    ],
  ],
  flags: [
    { flags: '--kind <kinds...>', about: `only these kinds: ${LINE_KINDS.join(', ')}` },
    { flags: '--sort <field>', about: 'address (the default), name, kind, holders or since' },
  ],
  notes: 'Holders are members to whom the line was granted; a role may reach every line without a grant.',
  operation: async () => (await import('../../../operations/lines/list.ts')).listLines,
  gather: (given) => ({
    kinds: given.list('kind') as LineKind[] | undefined,
    sort: (given.text('sort') ?? 'address') as 'address',
  }),
  show: ({ lines }) => ({
    columns: columns<LineAnswer>(
      'address',
      'name',
      'kind',
      column('holders', { kind: 'number' }),
      column('since', { kind: 'time' }),
      'by',
    ),
    rows: lines as AsyncIterable<LineAnswer & Record<string, unknown>>,
    empty: 'no lines within your reach',
  }),
  names: ({ lines }) => namesIn(lines, ({ address }) => address),
});
