import { column, columns, face } from '../../face.ts';

const FIRST = 20;

/** Shows a list. */
export const show = face({
  usage: 'show <list>',
  about: 'show a list: how it is filled, its first contacts, and what counts on it',
  examples: [
    ['switchboard lists show "spring sale"', 'by its name'],
    ['switchboard lists show "spring sale" --first 100 --format json', 'with more of its contacts, for a script'],
  ],
  flags: [{ flags: '--first <number>', about: `how many contacts to show (${FIRST})` }],
  notes: 'Contacts are counted and shown as far as you see them.',
  operation: async () => (await import('../../../operations/lists/show.ts')).showList,
  gather: (given) => ({ list: given.args[0] as string, first: given.number('first') ?? FIRST }),
  show: (answer) => {
    const { segments, blasts } = answer.usedBy;
    return {
      lead: {
        record: { ...answer, where: answer.where.join(' and '), usedBy: [...segments, ...blasts] },
        columns: columns<typeof answer>(
          'name',
          'kind',
          'about',
          column('wantsConsent', { title: 'wants consent' }),
          ...(answer.kind === 'segment' ? [column('where', {})] : []),
          column('contacts', { kind: 'number' }),
          column('usedBy', { title: 'used by' }),
          column('changed', { kind: 'time' }),
          column('by', { title: 'changed by' }),
        ),
      },
      columns: columns<(typeof answer.first)[number]>('contact', 'name'),
      rows: answer.first,
      empty: 'no contact on it within your sight',
    };
  },
  names: ({ first }) => first.map(({ contact }) => contact),
});
