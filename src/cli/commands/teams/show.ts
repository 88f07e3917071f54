import { column, columns, face } from '../../face.ts';

/** Shows a team. */
export const show = face({
  usage: 'show <team>',
  about: 'show a team: who is in it and since when, and how many of its contacts you see',
  examples: [
    ['switchboard teams show Support', 'who is in it, and who let them join'],
    ['switchboard teams show Support --format json', 'the same for a script'],
  ],
  operation: async () => (await import('../../../operations/teams/show.ts')).showTeam,
  gather: (given) => ({ team: given.args[0] as string }),
  show: (answer) => ({
    lead: {
      record: { ...answer },
      columns: columns<typeof answer>(
        'team',
        'about',
        column('contacts', { kind: 'number' }),
        column('since', { kind: 'time' }),
        'by',
      ),
    },
    columns: columns<NonNullable<typeof answer.members>[number]>(
      'email',
      'name',
      'role',
      'status',
      column('since', { title: 'joined', kind: 'time' }),
      'by',
      column('entry', { kind: 'number' }),
    ),
    rows: answer.members ?? [],
    empty: answer.members === null ? 'who is in it is not yours to see' : 'nobody is in it',
  }),
  names: ({ team }) => [team],
});
