import { columns, face } from '../../face.ts';

/** Edits a team. */
export const edit = face({
  usage: 'edit <team>',
  about: 'give a team another name, or say something else of what it is for',
  examples: [
    ['switchboard teams edit Support --name "Customer care"', 'another name; its members and contacts stay'],
    ['switchboard teams edit Support --about "Answers customers"', 'what it is for'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called from now on' },
    { flags: '--about <text>', about: 'what it is for; an empty one takes it away' },
  ],
  operation: async () => (await import('../../../operations/teams/edit.ts')).editTeam,
  gather: (given) => ({ team: given.args[0] as string, name: given.text('name'), about: given.text('about') }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('team', 'was', 'about', 'change') }),
  names: ({ team }) => [team],
});
