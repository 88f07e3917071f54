import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

/** Removes a list. */
export const remove = face({
  usage: 'remove <list>',
  about: 'remove a list; its contacts stay',
  examples: [
    ['switchboard lists remove "spring sale"', 'asks for the name once more'],
    ['switchboard lists remove "spring sale" --confirm "spring sale"', 'in a script'],
    ['switchboard lists remove "spring sale" --dry-run', 'only says how many contacts are on it'],
  ],
  flags: [confirmFlag('list')],
  notes: 'A list that a scheduled blast or a segment counts on is not removed.',
  operation: async () => (await import('../../../operations/lists/remove.ts')).removeList,
  gather: async (given, around) => {
    const list = given.args[0] as string;
    await confirmed(given, around, list);
    return { list };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('name', 'change', column('contacts', { kind: 'number' })),
    notes: answer.contacts === 0 ? [] : [`in the workspace as before: ${plural(answer.contacts, 'contact')}`],
  }),
  names: ({ name }) => [name],
});
