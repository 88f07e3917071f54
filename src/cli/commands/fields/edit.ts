import { plural } from '../../../domain/words.ts';
import { columns, face } from '../../face.ts';

/** Edits a field. */
export const edit = face({
  usage: 'edit <field>',
  about: 'change the name or the choices of a custom field; its kind stays',
  examples: [
    ['switchboard fields edit city --name town', 'its values stay'],
    ['switchboard fields edit plan --choices free,silver,gold,platinum', 'one more to choose'],
    ['switchboard fields edit plan --replace silver=gold', 'contacts with silver get gold, and silver goes'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called from now on' },
    { flags: '--choices <choices...>', about: 'all that there is to choose from, in its order' },
    { flags: '--replace <old=new...>', about: 'what contacts get instead of a choice that goes' },
  ],
  operation: async () => (await import('../../../operations/fields/edit.ts')).editField,
  gather: (given) => {
    const [choices, replace] = [given.list('choices'), given.list('replace')];
    return {
      field: given.args[0] as string,
      name: given.text('name'),
      choices: choices && [...choices],
      replace: replace && [...replace],
    };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('field', 'kind', 'choices', 'change'),
    notes: answer.replaced === 0 ? [] : [`${plural(answer.replaced, 'contact')} got another choice`],
  }),
  names: ({ field }) => [field],
});
