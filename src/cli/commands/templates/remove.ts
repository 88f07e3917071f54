import { confirmed, confirmFlag } from '../../confirm.ts';
import { columns, face } from '../../face.ts';

/** Removes a template. */
export const remove = face({
  usage: 'remove <template>',
  about: 'remove a template',
  examples: [
    ['switchboard templates remove hours', 'asks for the name once more'],
    ['switchboard templates remove hours --confirm hours', 'in a script'],
  ],
  flags: [confirmFlag('template')],
  notes: 'What was written from it stays as it is.',
  operation: async () => (await import('../../../operations/templates/remove.ts')).removeTemplate,
  gather: async (given, around) => {
    const template = given.args[0] as string;
    await confirmed(given, around, template);
    return { template };
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('name', 'change') }),
  names: ({ name }) => [name],
});
