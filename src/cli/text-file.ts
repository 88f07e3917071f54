import { resolve } from 'node:path';
import { invalid } from '../domain/errors.ts';
import type { Given } from './face.ts';
import type { Surroundings } from './surroundings.ts';

const LONGEST = 64 * 1024;

/** The text of a small file, `-` being standard input, without the line end at its end. */
async function textFile(source: string, around: Surroundings): Promise<string> {
  const { wholeText } = await import('./reading/whole-text.ts');
  const from = source === '-' ? around.stdin() : resolve(around.cwd, source);
  const name = source === '-' ? 'standard input' : source;
  const tooLarge = () => invalid('too-long', `${name} is too long to be a message`);
  const text = await wholeText(from, name, { most: LONGEST, tooLarge, signal: around.signal });
  if (typeof text === 'string') return text.replace(/\r?\n$/, '');
  const { line, column, code, message, suggestion } = text;
  throw invalid(code, `${name}:${line}:${column}: ${message}`, { hint: suggestion ?? undefined });
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
