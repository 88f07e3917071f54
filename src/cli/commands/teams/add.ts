import { columns, face } from '../../face.ts';

/** Adds a team. */
export const add = face({
  usage: 'add <name>',
  about: 'add a team, with its first members where some are named',
  examples: [
    ['switchboard teams add Support --about "Answers customers"', 'a team without members yet'],
    ['switchboard teams add Sales --members bo@acme.com,cy@acme.com', 'with two members'],
  ],
  flags: [
    { flags: '--about <text>', about: 'what it is for' },
    { flags: '--members <emails...>', about: 'who is in it from the beginning' },
  ],
  operation: async () => (await import('../../../operations/teams/add.ts')).addTeam,
  gather: (given) => ({
    name: given.args[0] as string,
    about: given.text('about'),
    members: given.list('members') as string[] | undefined,
  }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('team', 'about', 'members', 'change') }),
  names: ({ team }) => [team],
});
