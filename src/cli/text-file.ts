import { resolve } from 'node:path';
import { invalid } from '../domain/errors.ts';
import type { Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

const LONGEST = 64 * 1024;

/** The text of a small file, `-` being standard input, without the line end at its end. */
async function textFile(source: string, around: Surroundings): Promise<string> {
  const { wholeBytes } = await import('./reading/bytes.ts');
  const from = source === '-' ? around.stdin() : resolve(around.cwd, source);
  const name = source === '-' ? 'standard input' : source;
  const tooLong = () => invalid('too-long', `${name} is too long to be a message`);
  const bytes = await wholeBytes(from, LONGEST, tooLong, around.signal);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch (cause) {
    throw invalid('bad-encoding', `${name} is no UTF-8 text`, { cause, hint: 'save it as UTF-8' });
  }
}

/** A text that is typed as a word, or read from the file that a flag names; not both. Nothing where neither is said. */
export async function textOrFile(
  typed: string | undefined,
  given: Given,
  around: Surroundings,
): Promise<string | undefined> {
  const file = given.text('file');
  if (file === undefined) return typed;
  if (typed !== undefined) throw invalid('usage', `which text: the one that was typed, or ${file} of --file?`);
  return textFile(file, around);
}
