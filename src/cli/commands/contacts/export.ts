import { face, namesIn } from '../../face.ts';
import { WHERE, whereOf } from '../../where.ts';

/** Exports contacts as a file. */
export const exporting = face({
  usage: 'export',
  about: 'write the contacts as a file that contacts import reads back (CSV unless another format is asked for)',
  examples: [
    ['switchboard contacts export > contacts.csv', 'everyone within reach'],
    ['switchboard contacts export --list Spring --format jsonl', 'those on a list, as JSON lines'],
    ['switchboard contacts export --where "tag = vip" > vips.csv', 'those whom a filter finds'],
  ],
  flags: [WHERE, { flags: '--list <names...>', about: 'only contacts on one of these lists' }],
  operation: async () => (await import('../../../operations/contacts/export.ts')).exportContacts,
  format: 'csv',
  gather: (given) => ({ where: whereOf(given), lists: [...(given.list('list') ?? [])] }),
  show: ({ columns, contacts }) => ({
    columns: columns.map((key) => ({ key })),
    rows: contacts,
    empty: 'no contacts match',
  }),
  names: ({ contacts }) => namesIn(contacts, ({ phone, email }) => String(phone ?? email)),
});
