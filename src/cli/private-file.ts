import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Failure, invalid, unavailable } from '../domain/errors.ts';
import type { Io } from './surroundings.ts';

/** Writes a file, 0600, in a folder, 0700, so that whoever reads it finds the old text or the new one. */
export function writeWhole(file: string, text: string, random: Io['random']): void {
  const beside = `${file}.${Buffer.from(random(6)).toString('hex')}.tmp`;
  let made = false;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(beside, 'wx', 0o600);
    made = true;
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (cause) {
    if (made) rmSync(beside, { force: true });
    throw unwritable(file, cause);
  }
}

/** Why a file cannot be written. */
export function unwritable(file: string, cause: unknown): Failure {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EISDIR')
    return invalid('not-a-file', `is a folder, not a file: ${file}`, { hint: 'name a file in it' });
  return unavailable('cannot-write', `${file} cannot be written (${code})`, {
    hint: 'check that its folder is there, its permissions, and the space on the disk',
    cause,
  });
}
