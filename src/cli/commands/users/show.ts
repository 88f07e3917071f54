import { column, columns, face } from '../../face.ts';

/** Shows one member. */
export const show = face({
  usage: 'show <email>',
  about: 'show one member: role, status, lines, products, who invited them, and what changed',
  examples: [
    ['switchboard users show bo@acme.com', 'all that holds of bo, and the last twenty changes'],
    ['switchboard users show bo@acme.com --history 0 --format json', 'all changes there ever were, for a program'],
  ],
  flags: [{ flags: '--history <n>', about: 'how many of the last changes to tell (20); 0 tells all' }],
  operation: async () => (await import('../../../operations/users/show.ts')).showUser,
  gather: (given) => ({ member: given.args[0] as string, history: given.number('history') ?? 20 }),
  show: (answer) => ({
    record: { ...answer },
    columns: columns<typeof answer>(
      'email',
      'name',
      'role',
      'status',
      'restrictions',
      'lines',
      'products',
      'teams',
      column('since', { kind: 'time' }),
      'by',
      'entry',
      'invitedBy',
      column('expires', { title: 'invitation expires', kind: 'time' }),
    ),
    notes: answer.history.map(({ at, entry, by, operation, change, fact, value }) => {
      return `${at}  entry ${entry}  ${by}  ${operation}  ${change} ${fact} ${value}`;
    }),
  }),
  names: ({ email }) => [email],
});
