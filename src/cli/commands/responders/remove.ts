import { confirmed, confirmFlag } from '../../confirm.ts';
import { columns, face } from '../../face.ts';

/** Removes a responder. */
export const remove = face({
  usage: 'remove <responder>',
  about: 'remove a responder; the answers to STOP, START and HELP stay',
  examples: [
    ['switchboard responders remove prices', 'asks for the name once more'],
    ['switchboard responders remove prices --confirm prices', 'in a script'],
  ],
  flags: [confirmFlag('responder')],
  operation: async () => (await import('../../../operations/responders/remove.ts')).removeResponder,
  gather: async (given, around) => {
    const responder = given.args[0] as string;
    await confirmed(given, around, responder);
    return { responder };
  },
  show: (answer) => ({
    record: { ...answer, line: answer.line ?? 'all lines' },
    columns: columns<typeof answer>('name', 'kind', 'line', 'change'),
  }),
  names: ({ name }) => [name],
});
