import { columns, face } from '../../face.ts';
import { textOrFile } from '../../text-file.ts';

/** Edits a template. */
export const edit = face({
  usage: 'edit <template>',
  about: 'change the name or the text of a template',
  examples: [
    ['switchboard templates edit hours --body "We are open 9 to 6, {first_name|there}."', 'another text'],
    ['switchboard templates edit hours --name "opening hours"', 'another name'],
  ],
  flags: [
    { flags: '--name <name>', about: 'what it is called' },
    { flags: '--body <text>', about: 'what it says' },
    { flags: '--file <file>', about: 'read what it says from there (- for standard input)' },
  ],
  operation: async () => (await import('../../../operations/templates/edit.ts')).editTemplate,
  gather: async (given, around) => ({
    template: given.args[0] as string,
    name: given.text('name'),
    body: await textOrFile(given.text('body'), given, around),
  }),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('name', 'body', 'variables', 'change') }),
  names: ({ name }) => [name],
});
