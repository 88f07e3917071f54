import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uninterrupted } from '../../../access/interruption.ts';
import { act } from '../../face.ts';
import { commandOf, lent, privatePlace } from '../../lending.ts';
import { viewOf } from './shown.ts';

/** The same of documents: they are applied to an empty database, by the owner whom they name. */
export const runDocuments = act({
  usage: 'run <files...>',
  behind: '<command> [args...]',
  about: 'give a command a database of its own, made of documents, and remove it after',
  examples: [['switchboard seed run acme.yaml -- npm test', 'the tests find it in SWITCHBOARD_DB']],
  asking: 'switchboard seed plan FILE tells every right that is missing',
  acts: async (given, around, rehearsal) => {
    commandOf(given);
    const [{ applied }, { readSeed }] = await Promise.all([
      import('../../seed/planned.ts'),
      import('../../seed/read.ts'),
    ]);
    const { owner } = (await readSeed(given.args, around)).document.workspace;
    const { as: typed, origins } = around.context;
    const as = origins.as.from === 'flag' ? typed : (owner ?? typed);
    const deaf = around.listen();
    const database = privatePlace();
    let isKept = false;
    try {
      const context = { ...around.context, db: database, as, state: join(dirname(database), 'heads') };
      const answer = await applied(given.args, { ...around, context }, { prunes: false, rehearsal });
      await uninterrupted(around.signal);
      const isReady = !rehearsal && answer.unmet.length === 0;
      const exit = isReady ? await lent(database, as, given, around) : undefined;
      isKept = isReady && given.flag('keep');
      return { ...answer, exit };
    } finally {
      deaf();
      if (!isKept) rmSync(dirname(database), { recursive: true, force: true });
    }
  },
  ends: ({ exit }) => exit,
  show: (answer, _, isTerminal) => viewOf(answer, isTerminal),
  isNo: ({ unmet }) => unmet.length > 0,
});
