// The database itself, as people handle it: long for its flags and notes, one face after the other.

import { basename, resolve } from 'node:path';
import { invalid } from '../../domain/errors.ts';
import { plural } from '../../domain/words.ts';
import type { Figures } from '../../operations/db/info.ts';
import { checksTree } from '../checks.ts';
import { confirmed, confirmFlag } from '../confirm.ts';
import { storeNamed } from '../context.ts';
import { column, columns, face, type Noun } from '../face.ts';

/** Every figure that a file or a server has. */
type Named = { readonly [K in Figures extends infer F ? (F extends unknown ? keyof F : never) : never]: unknown };

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
    columns: columns<Named>(
      'database',
      ...('server' in answer ? (['server'] as const) : []),
      column('bytes', { kind: 'number' }),
      ...('server' in answer ? [] : [column('walBytes', { title: 'bytes in the WAL', kind: 'number' })]),
      'schema',
      ...('server' in answer ? [] : (['journal'] as const)),
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

const init = face({
  usage: 'init',
  about: 'make a PostgreSQL database ready to be shared, or bring its roles, doors and walls to date',
  examples: [
    [
      'switchboard db init --db postgres://postgres@db.acme.com/acme --login ada=ada@acme.com',
      'and the login ada is hers',
    ],
    [
      'switchboard db init --db postgres://db.acme.com/acme --print > init.sql',
      'the statements, to be read and run by hand',
    ],
  ],
  flags: [
    { flags: '--owner-role <role>', about: 'the role that owns the tables, without a login (switchboard_owner)' },
    { flags: '--app-role <role>', about: 'the role that logins of the application are members of (switchboard_app)' },
    { flags: '--login <login=email...>', about: 'a login of the database that is one person’s own' },
    { flags: '--print', about: 'print the statements instead of running them' },
  ],
  notes:
    'Run it with a login that may make roles. A login that is one person’s own vouches for them (db-login); all others ' +
    'are shared, and want a personal token (token). It can be run again, to add logins.',
  operation: async () => (await import('../../operations/db/init.ts')).dbInit,
  gather: (given) => ({
    ownerRole: given.text('ownerRole') ?? 'switchboard_owner',
    appRole: given.text('appRole') ?? 'switchboard_app',
    logins: Object.fromEntries((given.list('login') ?? []).map(loginOf)),
    print: given.flag('print'),
  }),
  lines: ({ sql }) => (sql === null ? undefined : printed(sql)),
  show: (answer) => ({
    record: {
      ...answer,
      logins: Object.entries(answer.logins).map(([login, email]) => `${login} is ${email}`),
    },
    columns: columns<typeof answer>(
      'database',
      column('ownerRole', { title: 'owner role' }),
      column('appRole', { title: 'application role' }),
      'logins',
      column('from', { title: 'from schema' }),
      column('to', { title: 'to schema' }),
    ),
  }),
  names: (answer) => [answer.database],
});

const copy = face({
  usage: 'copy <from> <to>',
  about: 'copy a database into an empty one, from file to server or back: ledgers, hashes and numbers as they are',
  examples: [
    ['switchboard db copy acme.db postgres://postgres@db.acme.com/acme', 'into a server that db init made ready'],
    [
      'switchboard db copy postgres://postgres@db.acme.com/acme acme.db --only acme',
      'one workspace of it, into a new file',
    ],
  ],
  flags: [
    { flags: '--only <workspace>', about: 'one workspace, with its people' },
    { flags: '--restart', about: 'drop what a copy that was stopped has left in the target, and begin anew' },
  ],
  notes:
    'Stopped at any moment, it goes on from there when it is run again; until it is done the target cannot be used. At ' +
    'the end every ledger is verified, and every table compared by its digest. A server is copied by a login of its owner.',
  storeFrom: ({ args }) => args[0] as string,
  operation: async () => (await import('../../operations/db/copy.ts')).dbCopy,
  gather: (given, { cwd }) => ({
    to: storeNamed(given.args[1] as string, cwd),
    only: given.text('only'),
    restart: given.flag('restart'),
  }),
  show: (answer) => ({
    record: { ...answer, tables: answer.tables.map(({ table, rows }) => `${table} ${rows}`) },
    columns: columns<typeof answer>('from', 'to', 'workspaces', column('rows', { kind: 'number' }), 'tables'),
    notes: answer.resumed ? ['it went on from where another copy had been stopped'] : [],
  }),
  names: (answer) => [answer.to],
});

function loginOf(pair: string): [login: string, email: string] {
  const at = pair.indexOf('=');
  if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
  throw invalid('usage', `--login takes LOGIN=EMAIL, not "${pair}"`);
}

async function* printed(sql: string): AsyncGenerator<string> {
  yield sql;
}

/** The database itself. */
export const db: Noun = {
  name: 'db',
  about: 'the database itself: look at it, check it, copy it, put a copy back, bring it to date',
  faces: [init, info, check, copy, backup, restore, migrate],
};
