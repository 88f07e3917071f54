// Files put where people look for them: whole or not at all, and never over something that is there.
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { conflict, type Failure, invalid, unavailable } from '../../domain/errors.ts';

/** What SQLite keeps beside a database while it is in use, or after a crash. */
const COMPANIONS = ['-wal', '-shm', '-journal'];

/** Lends a file's place in a private folder beside a target, on the same disk; whatever is left there is dropped. */
export async function beside<T>(target: string, use: (part: string) => Promise<T>): Promise<T> {
  const folder = said(target, () => mkdtempSync(join(dirname(target), `.${basename(target)}.`)));
  try {
    return await use(join(folder, basename(target)));
  } finally {
    removed(folder);
  }
}

/** Makes a folder, and those above it, for its owner alone; one that is there is left as it is. */
export function makeFolder(folder: string): void {
  said(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

/** Refuses a target that is there already, be it a link. */
export function mustBeFree(target: string): void {
  if (said(target, () => lstatSync(target, { throwIfNoEntry: false })) !== undefined) throw taken(target);
}

/** Puts a finished file under a name that nothing has yet. */
export function placeNew(part: string, target: string): void {
  said(target, () => {
    flushed(part);
    linkOrCopy(part, target);
    settled(dirname(target));
  });
}

/**
 * Puts a finished database in the place of another, which is kept as `kept` with all that SQLite has beside it. There is
 * one or the other under the name at every moment.
 */
export function placeOver(part: string, target: string, kept: string): void {
  said(target, () => {
    flushed(part);
    if (existsSync(target)) linkOrCopy(target, kept);
    for (const companion of COMPANIONS) {
      if (existsSync(target + companion)) renameSync(target + companion, kept + companion);
    }
    renameSync(part, target);
    settled(dirname(target));
  });
}

/** Puts a finished file under a name, over whatever file has it. */
export function placeAnew(part: string, target: string): void {
  said(target, () => {
    flushed(part);
    renameSync(part, target);
    settled(dirname(target));
  });
}

/** Copies a database that nobody writes, for its owner alone: where the disk can, the two share their blocks. */
export function cloneFile(from: string, to: string): void {
  said(to, () => {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    chmodSync(to, 0o600);
  });
}

/** Removes a database with all that SQLite has beside it, where it is there. */
export function dropDatabase(path: string): void {
  said(path, () => {
    for (const part of ['', ...COMPANIONS]) rmSync(path + part, { force: true });
  });
}

/** A second name for a file, or a copy where the disk knows no second names. Never over something that is there. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    flushed(to);
  }
}

function flushed(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Flushes a folder whose new name is there already: what is done is not taken back where that fails. */
function settled(folder: string): void {
  try {
    flushed(folder);
  } catch {}
}

/** Removes a private folder; whoever cannot has lost some room on the disk, and nothing else. */
function removed(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}

const taken = (path: string): Failure =>
  conflict('file-exists', `${path} is there already`, { hint: 'nothing is written over: name another file' });

/** Runs a step, with the system's errors in our words. */
function said<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === undefined) throw cause;
    if (code === 'EEXIST') throw taken(path);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw invalid('no-folder', `there is no folder for ${path}`);
    throw unavailable('cannot-write', `${path} cannot be written (${code})`, {
      hint: 'check the permissions of its folder, and the space on the disk',
      details: { file: path, cause: code },
      cause,
    });
  }
}
