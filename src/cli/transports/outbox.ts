import { appendFile } from 'node:fs/promises';
import { unavailable } from '../../domain/errors.ts';
import type { Parcel } from '../../domain/transport.ts';
import type { Io } from '../surroundings.ts';

/** A message as a line of JSON: what a program that sends it must know. */
const lineOf = ({ key, from, to, body, segments }: Parcel): string =>
  `${JSON.stringify({ key, from, to, body, segments })}\n`;

/** Writes what was handed over as JSON lines: behind what is in the file, or (`-`) to standard output. */
export async function writeOut(
  file: string,
  parcels: readonly Parcel[],
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  const text = parcels.map(lineOf).join('');
  if (text === '') return;
  if (file === '-') return stdout.write(text);
  await appendFile(file, text, { mode: 0o600, flush: true }).catch((cause: NodeJS.ErrnoException) => {
    throw unavailable('cannot-write', `${file} cannot be written (${cause.code})`, {
      hint: 'the messages are in the outbox: switchboard blasts messages',
      cause,
    });
  });
}
