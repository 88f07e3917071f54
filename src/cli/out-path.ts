import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAddress } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';
import { agreed } from './confirm.ts';
import type { Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Where a file is written that was named. What is there already is written over only where that is meant, or its beginning
 * says that it `isReplaced`; the files that the command is about, never.
 */
export async function pathFor(
  name: string,
  kept: readonly string[],
  isReplaced: (beginning: string) => boolean,
  given: Given,
  around: Surroundings,
): Promise<string> {
  if (name === '-') throw invalid('usage', '- is no file that can be written', { hint: 'name a file, as done.jsonl' });
  const path = resolve(around.cwd, name);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return path;
  const real = realpathSync(path);
  const own = kept.filter((one) => one !== '-' && !isAddress(one)).map((one) => resolve(around.cwd, one));
  if (own.some((one) => statSync(one, { throwIfNoEntry: false }) !== undefined && realpathSync(one) === real)) {
    throw invalid('would-overwrite', `${name} is what the command works on, and would be written over`, {
      hint: 'name another file',
    });
  }
  const isSpecial = !there.isFile();
  if (!isSpecial && !isReplaced(beginningOf(path)))
    await agreed(given, around, `${name} is there already and would be written over`);
  return path;
}

function beginningOf(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(64);
    return bytes.toString('latin1', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
