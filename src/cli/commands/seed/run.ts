import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { uninterrupted } from '../../../access/interruption.ts';
import { invalid } from '../../../domain/errors.ts';
import { column, columns, face } from '../../face.ts';
import { commandOf, lent, privatePlace } from '../../lending.ts';
import { runDocuments } from './run-documents.ts';

const DOCUMENT = /\.(ya?ml|json)$/i;

export const run = face({
  usage: 'run <files...>',
  behind: '<command> [args...]',
  about: 'give a command a database of its own, made of documents or copied from another, and remove it after',
  examples: [
    ['switchboard seed run acme.yaml -- npm test', 'the tests find it in SWITCHBOARD_DB'],
    ['switchboard seed run switchboard.db.snapshots/base.db -- ./smoke.sh', 'a copy of a database, here of a snapshot'],
    ['switchboard seed run acme.yaml --keep -- npm test', 'leave it there, and say where'],
  ],
  flags: [{ flags: '--keep', about: 'do not remove the database; say where it is' }],
  notes:
    'The command is started without a shell, on the same streams, with SWITCHBOARD_DB and SWITCHBOARD_AS (the owner that ' +
    'the documents name, or who copies) in its environment. Signals are passed on to it, and its exit code is the ' +
    'answer. The database is in a folder that only you can read, and is removed however the command ends.',
  instead: ({ args }) => (args.length > 0 && args.every((file) => DOCUMENT.test(file)) ? runDocuments : undefined),
  storeFrom: ({ args }) => args[0] as string,
  operation: async () => (await import('../../../operations/seed/run.ts')).seedRun,
  gather: (given) => {
    commandOf(given);
    if (given.args.length > 1) {
      throw invalid('usage', 'seed run takes one database, or documents that end in .yaml, .yml or .json');
    }
    return { to: privatePlace(), keep: given.flag('keep') };
  },
  lends: async ({ database }, given, around) => {
    await uninterrupted(around.signal);
    return lent(database, around.context.as, given, around);
  },
  settle: (_, { to, keep }) => {
    if (!keep || !existsSync(to)) rmSync(dirname(to), { recursive: true, force: true });
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('from', column('bytes', { kind: 'number' })),
  }),
});
