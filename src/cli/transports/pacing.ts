import { setTimeout as pause } from 'node:timers/promises';
import type { Pace } from '../../domain/transport.ts';

/** Turns of a line: so many segments a second, all resting together where the gateway asks for it. */
export function pacing({ rate, milliseconds }: Pace, signal: AbortSignal) {
  const ends = performance.now() + milliseconds;
  let free = performance.now();
  return {
    /** Waits for the turn of so many segments; false where none comes any more. */
    async next(segments: number): Promise<boolean> {
      const turn = Math.max(free, performance.now());
      if (signal.aborted || turn > ends) return false;
      free = turn + (segments * 1000) / rate;
      const wait = turn - performance.now();
      if (wait >= 1) await pause(wait, undefined, { signal }).catch(() => {});
      return !signal.aborted;
    },
    /** Nobody has a turn for so many milliseconds. */
    rest(wait: number): void {
      free = Math.max(free, performance.now() + wait);
    },
  };
}
