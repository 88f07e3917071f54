import { invalid } from '../../../domain/errors.ts';
import { columns, face } from '../../face.ts';

/** Renames a member. */
export const edit = face({
  usage: 'edit <email>',
  about: "change a member's name: your own, or that of someone whom your role manages",
  examples: [
    ['switchboard users edit bo@acme.com --name "Bo Smith"', 'bo is shown by that name'],
    ['switchboard users edit ada@acme.com --name Ada --as ada@acme.com', 'your own'],
  ],
  flags: [{ flags: '--name <name>', about: 'the name to show' }],
  operation: async () => (await import('../../../operations/users/edit.ts')).editUser,
  gather: (given) => {
    const name = given.text('name');
    if (name === undefined) throw invalid('usage', 'what is to be changed? give a name with --name NAME');
    return { member: given.args[0] as string, name };
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('email', 'was', 'name', 'changed') }),
  names: ({ email }) => [email],
});
