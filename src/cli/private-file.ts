import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { unavailable } from '../domain/errors.ts';
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
    throw unavailable('cannot-write', `${file} cannot be written (${(cause as NodeJS.ErrnoException).code})`, {
      hint: 'check the permissions of its folder, and the space on the disk',
      cause,
    });
  }
}
