import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

/** Removes a field. */
export const remove = face({
  usage: 'remove <field>',
  about: 'remove a custom field, with every value that contacts have in it',
  examples: [
    ['switchboard fields remove plan --dry-run', 'only says how many contacts would lose a value'],
    ['switchboard fields remove plan --confirm plan', 'in a script'],
  ],
  flags: [confirmFlag('field')],
  operation: async () => (await import('../../../operations/fields/remove.ts')).removeField,
  gather: async (given, around) => {
    const field = given.args[0] as string;
    await confirmed(given, around, field);
    return { field };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('field', 'kind', 'change', column('contacts', { kind: 'number' })),
    notes: answer.contacts === 0 ? [] : [`${plural(answer.contacts, 'contact')} lost a value`],
  }),
  names: ({ field }) => [field],
});
