// What SQLite itself does for a database as a whole: copy it, look it over, hold it while it is replaced.
import { closeSync, existsSync, openSync, realpathSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type FileHeader, readHeader } from './file.ts';
import { cloneFile } from './placing.ts';
import { guarded, PATIENCE } from './sqlite.ts';

/** A database as a whole, in figures. */
export interface Measure {
  readonly bytes: number;
  /** What is committed, but not yet in the file itself. */
  readonly walBytes: number;
  readonly schema: number;
  readonly journal: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** The file that a path means, through links. */
export const fileOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** Opens a file for one step, and closes it whatever comes of it. */
function opened<T>(path: string, patience: number | undefined, step: (database: Database.Database) => T): T {
  return guarded(path, () => {
    const database = new Database(path, { fileMustExist: true, timeout: patience ?? PATIENCE });
    try {
      return step(database);
    } finally {
      database.close();
    }
  });
}

/**
 * The header of a file that has a journal beside it: somebody is writing it for the first time, or was killed while
 * doing so. SQLite waits for them, or undoes what they left half-made; only then does the header tell the truth.
 */
export function settledHeader(location: string, patience?: number): FileHeader {
  const header = readHeader(location);
  if (!existsSync(`${fileOf(header.path)}-journal`)) return header;
  opened(header.path, patience, (database) => void single(database, 'user_version'));
  return readHeader(location);
}

const single = (database: Database.Database, name: string): unknown => database.pragma(name, { simple: true });

/**
 * Copies a database into a new file that only its owner can read, as it is at one moment, whoever is writing to it.
 * `named` is what the copy will be called: failures to write it speak of that.
 */
export function copyDatabase(from: string, to: string, named: string, patience?: number): void {
  closeSync(openSync(to, 'wx', 0o600));
  opened(from, patience, (database) => {
    try {
      database.prepare('vacuum into ?').run(to);
    } catch (error) {
      if (!/^SQLITE_(?:FULL|IOERR|CANTOPEN|READONLY)/.test(codeOf(error))) throw error;
      guarded(named, () => {
        throw error;
      });
    }
  });
}

/** How long a copy waits for a writer before it is made page by page, which waits for nobody. */
const SHORTLY = 500;

/**
 * The same by a copy of the file, which takes next to no time where the disk can share its blocks. Where somebody is
 * reading what is not in the file itself yet, or goes on writing, it is copied page by page.
 */
export function cloneDatabase(from: string, to: string, named: string, patience?: number): void {
  const path = fileOf(from);
  const cloned = opened(path, Math.min(patience ?? SHORTLY, SHORTLY), (database) => {
    const version = () => single(database, 'data_version');
    const before = version();
    const [came] = database.pragma('wal_checkpoint(passive)') as [
      { readonly busy: number; readonly log: number; readonly checkpointed: number },
    ];
    // Busy: somebody else is taking the WAL into the file at this moment.
    if (came.busy !== 0 || came.log !== came.checkpointed || !begun(database)) return false;
    const isSame = version() === before;
    if (isSame) cloneFile(path, to);
    database.exec('rollback');
    return isSame;
  });
  if (!cloned) copyDatabase(from, to, named, patience);
}

/** Keeps others from writing; false where one of them is. */
function begun(database: Database.Database): boolean {
  try {
    database.exec('begin immediate');
    return true;
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Turns a database to WAL, so that readers do not wait for writers. A copy comes without it. */
export const turnIntoWal = (path: string): void =>
  opened(path, undefined, (database) => void single(database, 'journal_mode = wal'));

/** Turns a database from WAL, so that what is written next is in the file itself, or the writer hears that it is not. */
export const turnFromWal = (path: string): void =>
  opened(path, undefined, (database) => void single(database, 'journal_mode = delete'));

/** Takes what is committed in the WAL into the file itself, as far as others who read let it. */
export const takeIn = (path: string, patience?: number): void =>
  opened(path, patience, (database) => void database.pragma('wal_checkpoint(truncate)'));

/** The schema version that a file has for those who read it now. */
export const versionOf = (path: string): number =>
  opened(path, undefined, (database) => Number(single(database, 'user_version')));

/** Size, version, journal mode and the rows of each table. Nothing of what is in the rows. */
export const measure = (path: string, patience?: number): Measure =>
  opened(path, patience, (database) => {
    database.pragma('query_only = on');
    const tables = database
      .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name")
      .pluck()
      .all() as string[];
    const count = (table: string) => database.prepare(`select count(*) from "${table}"`).pluck().get() as number;
    return {
      bytes: statSync(path).size,
      walBytes: statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      schema: Number(single(database, 'user_version')),
      journal: String(single(database, 'journal_mode')),
      tables: tables.map((table) => ({ table, rows: count(table) })),
    };
  });

const MOST = 20;

/** What SQLite finds wrong with the pages of a file, in its own words; nothing where all is well. */
export const pageFaults = (path: string, patience?: number): string[] =>
  opened(path, patience, (database) => {
    database.pragma('query_only = on');
    const found = database.pragma(`integrity_check(${MOST})`) as { readonly integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((words) => words !== 'ok');
  });

/** Rows that point to rows which are not there, as `table → table: count`. */
export const referenceFaults = (path: string, patience?: number): string[] =>
  opened(path, patience, (database) => {
    database.pragma('query_only = on');
    const found = database.pragma('foreign_key_check') as { readonly table: string; readonly parent: string }[];
    const pairs = Map.groupBy(found, ({ table, parent }) => `${table} → ${parent}`);
    return [...pairs].map(([pair, rows]) => `${pair}: ${rows.length}`);
  });

const BETWEEN = 50;

/**
 * Holds a database so that nobody else reads or writes it, with all that is committed in the file itself. Answers how to
 * let go of it. Waits for others, and then gives up (`locked`).
 */
export async function hold(path: string, patience = PATIENCE): Promise<() => void> {
  const database = guarded(path, () => new Database(path, { fileMustExist: true, timeout: patience }));
  try {
    // SQLite does not wait here by itself.
    const end = performance.now() + patience;
    while (!guarded(path, () => withoutWal(database, performance.now() < end))) await pause(BETWEEN);
    guarded(path, () => database.exec('begin exclusive'));
  } catch (error) {
    database.close();
    throw error;
  }
  return () => database.close();
}

/** Takes what is in the WAL into the file and ends the WAL; false where others have the file open and there is time. */
function withoutWal(database: Database.Database, hasTime: boolean): boolean {
  try {
    database.pragma('journal_mode = delete');
    return true;
  } catch (error) {
    if (hasTime && codeOf(error).startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}
