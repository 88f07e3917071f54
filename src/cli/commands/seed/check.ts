import { SEED_PARTS, type SeedDocument } from '../../../domain/seed.ts';
import type { SeedFault } from '../../../domain/seed-fault.ts';
import { listed, plural } from '../../../domain/words.ts';
import { act, columns } from '../../face.ts';

/** Checks documents. */
export const check = act({
  usage: 'check <files...>',
  about: 'check a workspace written as a file, with its contacts beside it; no database is opened',
  examples: [
    ['switchboard seed check acme.yaml', 'everything that is wrong with it, each with its line and column'],
    ['switchboard seed check acme.yaml people.yaml', 'several files, of which the later add to the earlier'],
    ['switchboard seed check acme.yaml --format json', 'the same for a script; exit code 2 where something is wrong'],
  ],
  notes:
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how variables are written in documents
    'A file is YAML or JSON. include: names files beside it; ${NAME} and ${NAME:-default} are taken from the environment. What it names and does not make is only noted: it may be in the workspace already.',
  acts: async ({ args }, around) => {
    const { trySeed } = await import('../../seed/read.ts');
    const { checkContacts } = await import('../../seed/contacts.ts');
    const { read, faults: found, doubts, files } = await trySeed(args, around);
    const { faults: rows, contacts } = read === undefined ? { faults: [], contacts: 0 } : await checkContacts(read);
    const faults: readonly SeedFault[] = [...found, ...rows];
    return {
      files,
      faults,
      doubts,
      makes: read === undefined || rows.length > 0 ? null : tally(read.document, contacts),
    };
  },
  show: ({ files, faults, doubts, makes }) => ({
    columns: columns<SeedFault>('file', 'line', 'column', 'path', 'code', 'message', 'suggestion'),
    rows: faults.map((fault) => ({ ...fault })),
    reports: true,
    notes: [
      faults.length === 0 ? `nothing is wrong with ${listed(files)}` : plural(faults.length, 'fault'),
      ...(makes === null
        ? []
        : [
            `it makes ${listed(Object.entries(makes).map(([part, count]) => plural(count, nounOf(part)))) || 'nothing'}`,
          ]),
      ...doubts.map(
        ({ file, line, column, path, message, suggestion }) =>
          `${file}:${line}:${column} ${path}: ${message}${suggestion === null ? '' : `; ${suggestion}`}`,
      ),
    ],
  }),
  comesTo: ({ faults }) => (faults.length > 0 ? 'invalid' : 'yes'),
});

/** How many of each part a document makes; parts that are not there are not told. */
const tally = (document: SeedDocument, contacts: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    SEED_PARTS.flatMap((part): [string, number][] => {
      const said = document[part];
      if (said === undefined) return [];
      return Array.isArray(said) ? [[part, said.length]] : part === 'contacts' ? [[part, contacts]] : [];
    }),
  );

/** What an item of a part is called. */
const nounOf = (part: string): string => (part === 'expect' ? 'expectation' : part.replace(/s$/, ''));
