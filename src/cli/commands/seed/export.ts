import { dirname, relative, resolve } from 'node:path';
import { invalid } from '../../../domain/errors.ts';
import type { Held } from '../../../operations/seed/rights.ts';
import { face, type Given } from '../../face.ts';
import type { Writing } from '../../seed/written.ts';
import type { Surroundings } from '../../surroundings.ts';

/** Writes a workspace down as a document. */
export const exporting = face({
  usage: 'export',
  about: 'write everything that the workspace holds as a document that seed apply makes a workspace of',
  examples: [
    ['switchboard seed export > acme.yaml', 'all of it, on standard output'],
    ['switchboard seed export --out acme.yaml --contacts people.csv', 'its contacts in a file beside it'],
    ['switchboard seed export --only roles,lines,users --comments', 'who may do what, for people to read'],
  ],
  flags: [
    { flags: '--out <file>', about: 'write it there (YAML, or JSON where the name ends so), for its owner alone' },
    { flags: '--contacts <where>', about: 'inline, the default, or a CSV file in the folder of the document' },
    { flags: '--only <parts...>', about: 'only these parts: roles, lines, users, …; the workspace is always said' },
    { flags: '--comments', about: 'say above each part of a YAML document what it is' },
    { flags: '--partial', about: 'leave out what you do not see, and say what; without it that is refused' },
  ],
  notes: [
    'YAML, or with --format json JSON. Everything stands in the order of its natural keys: the same workspace gives the',
    'same bytes on every machine and store, and so does a workspace that was made of the document. No token and no',
    'invitation is in it. What no document can say is told on standard error.',
  ].join('\n'),
  ownFormats: ['yaml'],
  operation: async () => (await import('../../../operations/seed/export.ts')).exportSeed,
  gather: (given, around) => {
    const { out, contacts } = writingOf(given, around);
    const file = contacts && relative(out === undefined ? around.cwd : dirname(out), contacts).replaceAll('\\', '/');
    if (file?.startsWith('..')) {
      throw invalid('outside-folder', 'the file of contacts stands in the folder of the document, or in one below', {
        hint: `--contacts takes a path below ${out === undefined ? 'this folder' : dirname(out)}`,
      });
    }
    return { only: given.list('only') as Held[] | undefined, partial: given.flag('partial'), file };
  },
  after: async (answer, around, given) => {
    const writing = writingOf(given, around);
    const { writeFiles } = await import('../../seed/written.ts');
    await writeFiles(answer, writing);
  },
  lines: (answer, given, around) => printed(answer, given, around),
  show: () => ({ lines: [] }),
});

type Answer = import('../../../operations/seed/export.ts').SeedExport;

/** Prints the document where it goes into no file; then says what is not in it. */
async function* printed(answer: Answer, given: Given, around: Surroundings): AsyncGenerator<string> {
  const writing = writingOf(given, around);
  const { documentText } = await import('../../seed/written.ts');
  if (writing.out === undefined) yield* documentText(answer, writing);
  for (const one of answer.leftOut()) await around.note(`left out: ${one}`);
}

/** How it is to be written, as was typed. */
function writingOf(given: Given, { cwd, context }: Surroundings): Writing {
  const typed = given.text('out');
  const out = typed === undefined ? undefined : resolve(cwd, typed);
  const format = given.text('format') ?? context.format;
  if (!['yaml', 'json', 'table'].includes(format)) {
    throw invalid('unknown-format', `a document is YAML or JSON, not ${format}`, {
      hint: 'leave --format out for YAML, or say --format json',
    });
  }
  const isJson = format === 'json' || (given.text('format') === undefined && out?.endsWith('.json') === true);
  const comments = given.flag('comments');
  if (isJson && comments) throw invalid('usage', 'JSON has no comments', { hint: 'say --format yaml' });
  const where = given.text('contacts') ?? 'inline';
  const contacts = where === 'inline' ? undefined : resolve(cwd, where);
  if (contacts !== undefined && contacts === out) throw invalid('usage', 'the document and its contacts are two files');
  return { form: isJson ? 'json' : 'yaml', comments, out, contacts };
}
