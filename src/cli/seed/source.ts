import { Failure, invalid } from '../../domain/errors.ts';
import { wholeBytes } from '../reading/bytes.ts';
import type { Surroundings } from '../surroundings.ts';

/** Larger documents are not read: contacts by the hundred thousand stand in a file of their own. */
const LARGEST = 32 * 1024 * 1024;

/** The text of a document, `-` being standard input. Throws where it cannot be had. */
export async function sourceText(path: string, name: string, { stdin, signal }: Surroundings): Promise<string> {
  const tooLarge = () =>
    invalid('too-large', `${name} is larger than ${LARGEST / 1024 / 1024} MiB`, {
      hint: 'put the contacts into a file of their own: contacts: {file: people.csv}',
    });
  const bytes = await wholeBytes(path === '-' ? stdin() : path, LARGEST, tooLarge, signal);
  if (bytes.includes(0) && !isWide(bytes)) throw invalid('binary-file', `${name} is no text`);
  try {
    return new TextDecoder(isWide(bytes) ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid('bad-encoding', `${name} is no UTF-8 text`, { cause, hint: 'save it as UTF-8' });
  }
}

const isWide = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** Whether an error says that a file cannot be read, and not that this program is wrong. */
export const isUnreadable = (error: unknown): error is Failure =>
  error instanceof Failure && (error.kind === 'invalid' || error.kind === 'missing');
