import type { TeamAnswer } from '../../../operations/teams/list.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists teams. */
export const list = face({
  usage: 'list',
  about: 'list the teams, with how many members each has',
  examples: [
    ['switchboard teams list', 'every team, by name'],
    ['switchboard teams list --member bo@acme.com --format json', 'those that bo is in, for a script'],
    ['switchboard teams list --sort members', 'the largest first'],
  ],
  flags: [
    { flags: '--member <email>', about: 'only those that this member is in' },
    { flags: '--sort <field>', about: 'name (the default), members (most first) or since' },
  ],
  operation: async () => (await import('../../../operations/teams/list.ts')).listTeams,
  gather: (given) => ({ member: given.text('member'), sort: (given.text('sort') ?? 'name') as 'name' }),
  show: ({ teams }) => ({
    columns: columns<TeamAnswer>(
      'team',
      'about',
      column('members', { kind: 'number' }),
      column('since', { kind: 'time' }),
      'by',
    ),
    rows: teams as AsyncIterable<TeamAnswer & Record<string, unknown>>,
    empty: 'no teams',
  }),
  names: ({ teams }) => namesIn(teams, ({ team }) => team),
});
