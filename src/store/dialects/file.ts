import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { missing, unavailable } from '../../domain/errors.ts';
import { SCHEMA_VERSION } from '../migrate.ts';

/** Written into every database's header, so that another program's file is never taken for ours ("SwBd"). */
export const APPLICATION_ID = 0x53774264;

/** What a database file says of itself before SQLite opens it. `version` is 0 for an empty file. */
export interface FileHeader {
  readonly path: string;
  readonly bytes: number;
  readonly version: number;
  /** Whether readers need not wait for writers. */
  readonly isWal: boolean;
}

const RIGHT_FILE = 'name the right file with --db; if it is the right one, see: switchboard db check';

const refuse = (path: string, code: string, words: string, hint: string) =>
  unavailable(code, `${path} ${words}`, { hint, details: { file: path } });

/** Reads the header of a file, and refuses what is no database of ours with a sentence. Nothing is written. */
export function readHeader(given: string): FileHeader {
  const path = resolve(given);
  const descriptor = openQuietly(path);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refuse(path, 'not-a-file', 'is not a regular file', 'name a file with --db');
    const header = Buffer.alloc(100);
    const length = readQuietly(path, descriptor, header);
    if (length === 0) return { path, bytes: 0, version: 0, isWal: false };
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
      throw refuse(path, 'not-a-database', 'is not a Switchboard database', RIGHT_FILE);
    }
    const isWal = header[18] === 2;
    if (header.readUInt32BE(68) !== APPLICATION_ID) {
      // The first page of a database is written by one write: a fresh file can say nothing of itself yet.
      if (header.readUInt32BE(60) === 0 && header.readUInt32BE(28) <= 1)
        return { path, bytes: stat.size, version: 0, isWal };
      throw refuse(path, 'not-ours', 'is a database of another program', 'name the right file with --db');
    }
    const version = header.readUInt32BE(60);
    if (version > SCHEMA_VERSION) {
      throw refuse(path, 'newer-version', `was made by a newer Switchboard (schema ${version})`, 'update Switchboard');
    }
    return { path, bytes: stat.size, version, isWal };
  } finally {
    closeSync(descriptor);
  }
}

function openQuietly(path: string): number {
  try {
    // Not blocking: a FIFO without a writer would hold the program for ever.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      throw missing('no-database', `there is no database at ${path}`, {
        hint: 'make one: switchboard workspaces create NAME --owner EMAIL, or name another with --db',
        details: { file: path },
      });
    }
    throw refuse(path, 'cannot-open', `cannot be opened (${code})`, 'check the permissions of the file and its folder');
  }
}

function readQuietly(path: string, descriptor: number, into: Buffer): number {
  try {
    return readSync(descriptor, into, 0, into.length, 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(path, 'input-output', `cannot be read (${code})`, 'check the disk, then run: switchboard db check');
  }
}

/** Makes an empty file that only its owner can read, so that its journal files become so too; says whether none was there. */
export function makeFile(path: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    throw refuse(path, 'cannot-create', `cannot be created (${code})`, 'check the permissions of its folder');
  }
}
