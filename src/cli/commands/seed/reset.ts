import { basename } from 'node:path';
import { isAddress } from '../../../domain/address.ts';
import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';

export const reset = face({
  usage: 'reset',
  about: 'put a database of tests back to a snapshot, or empty it',
  examples: [
    ['switchboard seed reset --to base --confirm switchboard.db', 'back to the snapshot, in a moment'],
    ['switchboard seed reset --confirm switchboard.db', 'no workspace is left in it'],
    ['switchboard seed reset --to base --dry-run', 'only say what it would do'],
  ],
  flags: [
    { flags: '--to <snapshot>', about: 'the snapshot; without it the database is emptied' },
    confirmFlag('name of the database or its file'),
  ],
  notes:
    'It must be allowed in every workspace of the database, and of the snapshot. Each ledger of the snapshot tells of it, ' +
    'and invitation tokens in it no longer work. What was there is kept as DATABASE.before-reset, until the next time. ' +
    'On a server it is for a login that owns the database and may make others, and no ledger tells of it; nobody else ' +
    'may be connected meanwhile.',
  operation: async () => (await import('../../../operations/seed/reset.ts')).seedReset,
  gather: async (given, around) => {
    await confirmed(given, around, nameOf(around.context.db));
    return { to: given.text('to') };
  },
  show: (answer, given) => ({
    record: {
      ...answer,
      to: answer.to ?? 'nothing: there is no workspace in it',
      workspaces: answer.workspaces.map(
        ({ workspace, entry, tokensVoided }) =>
          `${workspace} (entry ${entry}${tokensVoided > 0 ? `, ${plural(tokensVoided, 'token')} void` : ''})`,
      ),
    },
    columns: columns<typeof answer>(
      'reset',
      'to',
      column('kept', { title: 'kept beside it' }),
      ...(answer.to === null ? [] : (['workspaces'] as const)),
    ),
    notes:
      answer.to === null
        ? ['next: switchboard workspaces create NAME --owner EMAIL']
        : given.flag('dryRun')
          ? []
          : ['the ledgers went back on purpose: these heads are remembered now'],
  }),
  names: (answer) => [answer.reset],
});

/** What a database is called: its file, or its name on a server. */
const nameOf = (db: string): string =>
  isAddress(db) ? decodeURIComponent(new URL(db).pathname.slice(1)) || 'the database' : basename(db);
