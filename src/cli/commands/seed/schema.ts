import { act } from '../../face.ts';

/** Prints the JSON Schema of a document. */
export const schema = act({
  usage: 'schema',
  about: 'print the JSON Schema of a workspace as a file (draft 2020-12), as editors use it',
  examples: [
    ['switchboard seed schema > switchboard.schema.json', 'then, as the first line of the YAML:'],
    ['# yaml-language-server: $schema=switchboard.schema.json', 'the editor completes keys and marks mistakes'],
  ],
  acts: async () => (await import('../../seed/document.ts')).seedSchema(),
  show: (answer) => ({ lines: JSON.stringify(answer, null, 2).split('\n') }),
});
