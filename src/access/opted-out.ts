import { conflict } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { rfc3339 } from '../domain/time.ts';
import type { Connection } from '../store/connection.ts';
import { type ConsentRow, consentOf } from '../store/consent.ts';

/** How a consent came about, as the end of a sentence: `by STOP`. */
export const saysHow = ({ word, origin }: Pick<ConsentRow, 'word' | 'origin'>): string => {
  if (origin === 'hand') return word === null ? 'set by hand' : `set by hand: ${word}`;
  return word === null ? `by ${origin}` : `by ${word}`;
};

/** Sees to it that nothing goes out to an address of a line that said stop there. Every path out asks here. */
export async function refuseOptedOut(
  connection: Connection,
  workspaceId: number,
  line: { readonly id: number; readonly name: string },
  address: string,
): Promise<void> {
  const [consent] = await consentOf(connection, workspaceId, line.id, [address]);
  if (consent?.state !== 'opted-out') return;
  const at = rfc3339(consent.at);
  throw conflict('opted-out', `${address} opted out of ${line.name} on ${at}, ${saysHow(consent)}`, {
    hint: `they opt in again by writing START; its history: switchboard conversations consent ${shellWord(`${line.name}/${address}`)}`,
    details: { address, line: line.name, at, word: consent.word, origin: consent.origin },
  });
}
