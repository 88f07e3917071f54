import { FIELD_KINDS } from '../../../domain/field-definition.ts';
import { columns, face } from '../../face.ts';

/** Adds a field. */
export const add = face({
  usage: 'add <field>',
  about: 'add a custom field that contacts can have a value in',
  examples: [
    ['switchboard fields add city', 'a text'],
    ['switchboard fields add plan --kind choice --choices free,silver,gold', 'one of three'],
    ['switchboard fields add "renewed on" --kind date', 'dates, as 2026-11-21'],
  ],
  flags: [
    { flags: '--kind <kind>', about: `${FIELD_KINDS.join(', ')}; text when left out, choice with --choices` },
    { flags: '--choices <choices...>', about: 'what there is to choose from, in its order: a,b,c' },
  ],
  notes: 'A field is found however its name is written: letter case does not count, and _, - and a blank are the same.',
  operation: async () => (await import('../../../operations/fields/add.ts')).addField,
  gather: (given) => {
    const choices = given.list('choices');
    return {
      name: given.args[0] as string,
      kind: (given.text('kind') ?? (choices ? 'choice' : 'text')) as 'text',
      choices: choices && [...choices],
    };
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('field', 'kind', 'choices', 'change') }),
  names: ({ field }) => [field],
});
