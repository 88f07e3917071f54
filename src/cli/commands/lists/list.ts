import { column, columns, face } from '../../face.ts';

/** Lists lists. */
export const list = face({
  usage: 'list',
  about: 'list the lists, by name, with how many contacts are on each as far as you see them',
  examples: [
    ['switchboard lists list', 'every list'],
    ['switchboard lists list --search sale --format csv', 'those about sales, for a spreadsheet'],
  ],
  flags: [{ flags: '--search <text>', about: 'only those with this in their name or description' }],
  operation: async () => (await import('../../../operations/lists/list.ts')).listLists,
  gather: (given) => ({ search: given.text('search') }),
  show: ({ lists }) => ({
    columns: columns<(typeof lists)[number]>(
      'name',
      'kind',
      column('contacts', { kind: 'number' }),
      column('wantsConsent', { title: 'wants consent' }),
      column('about', { spare: true }),
      column('changed', { kind: 'time', spare: true }),
      column('by', { spare: true }),
    ),
    rows: lists,
    empty: 'no lists',
  }),
  names: ({ lists }) => lists.map(({ name }) => name),
});
