import { invalid } from '../../../domain/errors.ts';
import { columns, face } from '../../face.ts';
import { textOrFile } from '../../text-file.ts';

/** Adds a template. */
export const add = face({
  usage: 'add <name> [body]',
  about: 'add a template: a text to answer with, in which {first_name} and the like stand for what is known',
  examples: [
    [
      'switchboard templates add hours "Hi {first_name|there}, we are open 9 to 5."',
      'with what to say to the nameless',
    ],
    ['switchboard templates add welcome --file welcome.txt', 'the text of a file; - is standard input'],
  ],
  flags: [{ flags: '--file <file>', about: 'read the text from there (- for standard input)' }],
  notes: [
    'Variables: {first_name}, {last_name}, {name}, {phone}, {email}, and every custom field by its name.',
    'What stands behind a bar is said where a value is missing: {first_name|there}. {{ and }} are braces.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/templates/add.ts')).addTemplate,
  gather: async (given, around) => {
    const body = await textOrFile(given.args[1], given, around);
    if (body === undefined) {
      throw invalid('usage', 'the template has no text', { hint: 'write it behind the name, or say --file FILE' });
    }
    return { name: given.args[0] as string, body };
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('name', 'body', 'variables', 'change') }),
  names: ({ name }) => [name],
});
