import type { Surroundings } from '../surroundings.ts';

const PORTION = 4096;

/** Randomness drawn by the portion: asking for a few bytes takes as long as asking for thousands. */
export function inPortions(draw: Surroundings['random']): Surroundings['random'] {
  let portion = new Uint8Array(0);
  let at = 0;
  return (bytes) => {
    if (at + bytes > portion.length) {
      portion = Uint8Array.from(draw(Math.max(PORTION, bytes)));
      at = 0;
    }
    at += bytes;
    return portion.slice(at - bytes, at);
  };
}
