import { createHash } from 'node:crypto';

/** Draws bytes as if by chance: the same for the same seed, and never the same twice. */
export function chance(seed: string): (bytes: number) => Uint8Array {
  let drawn = 0;
  return (bytes) => createHash('shake256', { outputLength: bytes }).update(`${seed} ${drawn++}`).digest();
}
