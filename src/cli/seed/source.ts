import { Failure, invalid } from '../../domain/errors.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { wholeText } from '../reading/whole-text.ts';
import type { Surroundings } from '../surroundings.ts';

/** Larger documents are not read: contacts by the hundred thousand stand in a file of their own. */
const LARGEST = 32 * 1024 * 1024;

/** The text of a document, `-` being standard input, or where it is none. Throws where it cannot be had. */
export async function sourceText(
  path: string,
  name: string,
  { stdin, signal }: Surroundings,
): Promise<string | SeedFault> {
  const tooLarge = () =>
    invalid('too-large', `${name} is larger than ${LARGEST / 1024 / 1024} MiB`, {
      hint: 'put the contacts into a file of their own: contacts: {file: people.csv}',
    });
  const text = await wholeText(path === '-' ? stdin() : path, name, { most: LARGEST, tooLarge, signal });
  if (typeof text === 'string') return text;
  const { line, column, code, message, suggestion } = text;
  return { file: name, line, column, path: '', code, message, suggestion };
}

/** Whether an error says that a file cannot be read, and not that this program is wrong. */
export const isUnreadable = (error: unknown): error is Failure =>
  error instanceof Failure && (error.kind === 'invalid' || error.kind === 'missing');
