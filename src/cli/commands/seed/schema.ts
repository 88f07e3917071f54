import { invalid } from '../../../domain/errors.ts';
import { SEED_PARTS } from '../../../domain/seed.ts';
import { nearest } from '../../../domain/words.ts';
import { act, type Given } from '../../face.ts';

/** Prints the JSON Schema of a document. */
export const schema = act({
  usage: 'schema [part]',
  about: 'print the JSON Schema of a workspace as a file (draft 2020-12), as editors use it',
  examples: [
    [
      'switchboard seed schema > switchboard.schema.json',
      'for an editor, which completes keys and marks mistakes by it',
    ],
    ['switchboard seed schema users', 'what may be said of users'],
  ],
  notes: 'Editors find it by a line above the document: # yaml-language-server: $schema=switchboard.schema.json',
  acts: async (given) => {
    const { seedSchema } = await import('../../seed/document.ts');
    const whole = seedSchema();
    const part = partGiven(given);
    return part === undefined ? whole : (whole.properties as Readonly<Record<string, object>>)[part];
  },
  show: (answer) => ({ lines: JSON.stringify(answer, null, 2).split('\n') }),
});

function partGiven({ args }: Given): string | undefined {
  const [typed] = args;
  const part = SEED_PARTS.find((one) => one === typed);
  if (part !== undefined || typed === undefined) return part;
  const near = nearest(typed, SEED_PARTS);
  throw invalid('unknown-part', `a workspace as a file has no "${typed}"`, {
    hint: near ? `did you mean "${near}"?` : `it has ${SEED_PARTS.join(', ')}`,
  });
}
