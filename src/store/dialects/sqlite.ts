// SQLite: how its files are opened and worked with, but for their header (file.ts); how it says things is in sqlite-words.ts.
import { statSync, unlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import { unavailable } from '../../domain/errors.ts';
import type { Connection, Identity } from '../connection.ts';
import { chained, headOf } from '../ledger.ts';
import { bound, unpeeked } from './sqlite-values.ts';
import { sqlite } from './sqlite-words.ts';

/** Whoever can open the file is believed: the operating system alone vouches for them. */
const ANYBODY: Identity = { vouched: 'local-file', email: null, token: null };

/**
 * How many KiB of pages are kept at hand. A bulk change writes into indexes in no order, and whatever does not fit is written
 * again and again: with 16 MB a million contacts took twice as long to write, and ten times as much of the system's time.
 */
const CACHE = 16_000;
const BULK_CACHE = 48_000;

/** How long a writer waits for another one, in milliseconds. */
export const PATIENCE = 30_000;

/**
 * How a file is opened. Readers cannot write, whatever they are told; one that `isNew` is gone again where nothing was kept
 * in it; `toWal` turns it to WAL when it is closed.
 */
export interface Opening {
  readonly mode: 'read' | 'write';
  readonly isNew?: boolean;
  readonly toWal: boolean;
  readonly patience?: number | undefined;
  /** Called with every statement before it runs: tests count them. */
  readonly onStatement?: ((statement: string) => void) | undefined;
  /** Makes the tables of a fresh file, once nobody else can write to it. */
  readonly bringUp?: ((connection: Connection) => Promise<void>) | undefined;
}

/** Opens a file that is there. */
export function openSqlite(
  path: string,
  { mode, isNew = false, toWal, patience = PATIENCE, onStatement, bringUp }: Opening,
): Connection {
  const which = identityOf(path);
  const database = guarded(path, () => {
    const opened = new Database(path, { fileMustExist: true, timeout: patience });
    // Set on every connection: better-sqlite3 builds SQLite with NORMAL in WAL mode, which may lose the last commits.
    opened.pragma('synchronous = full');
    opened.pragma(`cache_size = -${CACHE}`);
    if (mode === 'read') opened.pragma('query_only = on');
    return opened;
  });
  const prepared = new Map<string, Database.Statement>();
  let lookUp: Database.Statement | undefined;
  const connection: Connection = {
    dialect: sqlite,
    identity: ANYBODY,
    all: async (statement, values = []) =>
      guarded(path, () => {
        const ready = prepare(statement);
        if (ready.reader) return ready.all(bound(statement, values)) as never;
        ready.run(bound(statement, values));
        return [];
      }),
    tuples: async (statement, values = []) =>
      guarded(path, () => prepare(statement, true).all(bound(statement, values)) as readonly unknown[][]),
    run: async (statement, values = []) =>
      guarded(path, () => (isThere(statement) ? 0 : prepare(statement).run(bound(statement, values)).changes)),
    async *stream(statement, values = []) {
      // A statement of its own: a cached one would stay busy while its rows are being read.
      onStatement?.(statement);
      const rows = guarded(path, () => database.prepare(unpeeked(statement)).iterate(bound(statement, values)));
      try {
        for (let next = guarded(path, () => rows.next()); !next.done; next = guarded(path, () => rows.next())) {
          yield next.value as never;
        }
      } finally {
        rows.return?.();
      }
    },
    load: async (table, columns, rows) => {
      const marks = columns.map(() => '?').join(', ');
      guarded(path, () => {
        const insert = prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`);
        for (const row of rows) insert.run(row);
      });
    },
    append: async (entry, expected) => {
      const whole = chained(entry, expected ?? (await headOf(connection, entry.workspace_id)));
      const columns = Object.keys(whole) as (keyof typeof whole)[];
      await connection.run(
        `insert into entries (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
        columns.map((column) => whole[column]),
      );
      return { number: whole.number, hash: whole.hash };
    },
    begin: async (kind) => {
      if (kind === 'stage') database.pragma(`cache_size = -${BULK_CACHE}`);
      guarded(path, () => database.exec(kind === 'write' ? 'begin immediate' : 'begin'));
      // Whoever waited while a backup was put back would write into the file that was put aside.
      if (kind === 'write' && identityOf(path) !== which) throw replaced(path);
      if (kind === 'write') await bringUp?.(connection);
    },
    mark: async () => void guarded(path, () => database.exec('savepoint mark')),
    backToMark: async () => void guarded(path, () => database.exec('rollback to savepoint mark')),
    commit: async () => void guarded(path, () => database.exec('commit')),
    rollback: async () => {
      if (database.inTransaction) guarded(path, () => database.exec('rollback'));
    },
    close: async () => {
      const isGone = isNew && removedUnused(database, path, which);
      // Only now: a header written in WAL mode would stay in the journal, where readHeader does not look.
      if (toWal && !isGone) turnToWal(database);
      database.close();
    },
  };
  return connection;

  /** Whether what is to be made for a while is there from an operation before, as it would be made; another of its name goes. */
  function isThere(statement: string): boolean {
    const [, kind, said, name] = MAKING.exec(statement) ?? [];
    if (kind === undefined) return false;
    lookUp ??= database.prepare('select sql from sqlite_temp_schema where name = ?').pluck();
    const found = lookUp.get(name);
    if (found === undefined || found === `CREATE ${kind.toUpperCase()} ${said}`) return found !== undefined;
    prepare(`drop ${kind} temp.${name}`).run();
    return false;
  }

  function prepare(statement: string, raw = false): Database.Statement {
    onStatement?.(statement);
    const key = raw ? `raw ${statement}` : statement;
    let ready = prepared.get(key);
    if (ready === undefined) {
      ready = database.prepare(unpeeked(statement));
      if (raw) ready.raw();
      prepared.set(key, ready);
    }
    return ready;
  }
}

/** What makes a temporary table or view, or an index on one: its kind, and what is said of it from its name on. */
const MAKING = /^create (?:temporary (?=table|view))?(table|view|index) ((\w+)\b.*)$/s;

const identityOf = (path: string): string => {
  const { dev, ino } = statSync(path, { throwIfNoEntry: false }) ?? { dev: 0, ino: 0 };
  return `${dev}:${ino}`;
};

/** Removes a file without an entry in its ledger. Nobody writes while it goes, and whoever waits for it finds it replaced. */
function removedUnused(database: Database.Database, path: string, which: string): boolean {
  try {
    database.pragma('busy_timeout = 0');
    database.exec('begin exclusive');
    const isEmpty =
      database.pragma('user_version', { simple: true }) === 0 ||
      database.prepare('select 1 from entries limit 1').get() === undefined;
    const goes = isEmpty && identityOf(path) === which;
    if (goes) unlinkSync(path);
    database.exec('rollback');
    return goes;
  } catch (error) {
    // Somebody else is making something of it.
    if (error instanceof Database.SqliteError) return false;
    throw error;
  }
}

const replaced = (path: string) =>
  unavailable('replaced', `${path} was replaced by another file while this command waited`, {
    hint: 'nothing was changed: run the command again',
  });

/**
 * From now on readers do not wait for writers. What the command did is done already: where this fails, because another
 * process is at work or the disk is full, it is left for the next one that writes.
 */
function turnToWal(database: Database.Database): void {
  try {
    database.pragma('journal_mode = wal');
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

const SENTENCES: readonly (readonly [RegExp, string, string, string])[] = [
  [/^SQLITE_BUSY/, 'locked', 'is being written by another process', 'try again when that process is done'],
  [
    /^SQLITE_FULL/,
    'disk-full',
    'cannot grow: the disk is full',
    'free some space, there and where temporary files are kept (SQLITE_TMPDIR, or /var/tmp), and run the command again',
  ],
  [/^SQLITE_IOERR/, 'input-output', 'cannot be read or written', 'check the disk, then run: switchboard db check'],
  [/^SQLITE_READONLY/, 'read-only', 'cannot be written', 'check the permissions of the file and its folder'],
  [/^SQLITE_CANTOPEN/, 'cannot-open', 'cannot be opened', 'check the permissions of the file and its folder'],
  [
    /^SQLITE_(PROTOCOL|NOLFS)/,
    'cannot-lock',
    'cannot be locked',
    'keep it on a disk of this machine: not every network drive knows locks',
  ],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged', 'is damaged', 'run: switchboard db check, then restore a backup'],
];

/** Runs a step, with SQLite's errors in our words: file, cause and what to do next. */
export function guarded<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const found = SENTENCES.find(([pattern]) => pattern.test(code));
    if (found === undefined) throw error;
    const [, ours, words, hint] = found;
    throw unavailable(ours, `${path} ${words} (${code})`, { hint, cause: error, details: { file: path, cause: code } });
  }
}
