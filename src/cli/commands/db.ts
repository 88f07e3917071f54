import { basename, resolve } from 'node:path';
import { plural } from '../../domain/words.ts';
import { checksTree } from '../checks.ts';
import { confirmed, confirmFlag } from '../confirm.ts';
import { column, columns, face, type Noun } from '../face.ts';

const info = face({
  usage: 'info',
  about: 'say where the database is, how large, and how many rows are in each table',
  examples: [
    ['switchboard db info', 'which database commands here use'],
    ['switchboard db info --db old.db --format json', 'the version of another one, for a script'],
  ],
  operation: async () => (await import('../../operations/db/info.ts')).dbInfo,
  gather: () => ({}),
  show: (answer) => ({
    record: { ...answer, tables: answer.tables.map(({ table, rows }) => `${table} ${rows}`) },
    columns: columns<typeof answer>(
      'database',
      column('bytes', { kind: 'number' }),
      column('walBytes', { title: 'bytes in the WAL', kind: 'number' }),
      'schema',
      'journal',
      'workspaces',
      column('tables', { title: 'rows' }),
    ),
    notes: answer.schema < answer.current ? ['made by an older Switchboard: run switchboard db migrate'] : [],
  }),
  names: (answer) => [answer.database],
});

const check = face({
  usage: 'check',
  about: 'look the database over: its file, its pages, its references, and the ledgers of all workspaces',
  examples: [
    ['switchboard db check', 'exit 0 where it is sound, 1 where it is not'],
    ['switchboard db check --db backup.db', 'whether a backup could be put back'],
  ],
  operation: async () => (await import('../../operations/db/check.ts')).dbCheck,
  gather: () => ({}),
  show: ({ database, sound, checks }) => ({
    tree: checksTree(
      sound,
      sound ? `${database} is sound` : `${database} is not sound`,
      checks,
      sound ? [] : [`to put a backup in its place: switchboard db restore BACKUP --confirm ${basename(database)}`],
    ),
  }),
  isNo: ({ sound }) => !sound,
});

const backup = face({
  usage: 'backup <to>',
  about: 'copy the database into a new file, also while others write to it',
  examples: [
    ['switchboard db backup acme-2026-11-21.db', 'a file that only you can read; nothing is written over'],
    ['switchboard db backup /mnt/backups/acme.db && switchboard db check --db /mnt/backups/acme.db', 'and looked over'],
  ],
  notes: 'A backup is a whole database: it can be read with --db, and put back with switchboard db restore.',
  operation: async () => (await import('../../operations/db/backup.ts')).dbBackup,
  gather: ({ args }, { cwd }) => ({ to: resolve(cwd, args[0] as string) }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>('backup', 'database', column('bytes', { kind: 'number' })),
  }),
  names: (answer) => [answer.backup],
});

const restore = face({
  usage: 'restore <from>',
  about: 'put a backup in the place of the database, which is kept beside it',
  examples: [
    ['switchboard db restore acme-2026-11-21.db --confirm switchboard.db', 'back to that day'],
    ['switchboard db restore acme-2026-11-21.db --dry-run', 'only say what it would do'],
  ],
  flags: [confirmFlag("name of the database's file")],
  notes:
    'It must be allowed in every workspace of both. Each ledger of the restored database tells of it, and invitation ' +
    'tokens that are in the backup no longer work: send those invitations again.',
  operation: async () => (await import('../../operations/db/restore.ts')).dbRestore,
  gather: async (given, around) => {
    await confirmed(given, around, basename(around.context.db));
    return { from: resolve(around.cwd, given.args[0] as string) };
  },
  show: (answer) => ({
    record: {
      ...answer,
      workspaces: answer.workspaces.map(
        ({ workspace, entry, tokensVoided }) =>
          `${workspace} (entry ${entry}${tokensVoided > 0 ? `, ${plural(tokensVoided, 'token')} void` : ''})`,
      ),
    },
    columns: columns<typeof answer>('restored', 'from', column('kept', { title: 'kept beside it' }), 'workspaces'),
  }),
  names: (answer) => [answer.restored],
});

const migrate = face({
  usage: 'migrate',
  about: 'bring a database of an older Switchboard to this version, after a copy beside it',
  examples: [
    ['switchboard db migrate', 'any command that writes would do the same'],
    ['switchboard db migrate --db old-backup.db', 'a backup, before it is put back'],
  ],
  operation: async () => (await import('../../operations/db/migrate.ts')).dbMigrate,
  gather: () => ({}),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'database',
      column('from', { title: 'from schema' }),
      column('to', { title: 'to schema' }),
      'copy',
    ),
    notes: answer.from === answer.to ? ['nothing to do: it is of this version already'] : [],
  }),
  names: (answer) => [answer.database],
});

/** The database itself. */
export const db: Noun = {
  name: 'db',
  about: 'the database itself: look at it, check it, copy it, put a copy back, bring it to date',
  faces: [info, check, backup, restore, migrate],
};
