import { uninterrupted } from '../../access/interruption.ts';
import type { Surroundings } from '../surroundings.ts';

/** How signals are heard while the steps of a document are taken. */
export interface Hearing {
  /** Lets a signal that is waiting be heard before the next step, and stops where one was. */
  readonly turn: () => Promise<void>;
  /** From here a signal ends the process, and nothing is changed: no handler runs while a statement does. */
  readonly deaf: () => void;
}

/** Hears signals between steps, and while rows are read for one. */
export function hearingOf({ listen, signal }: Pick<Surroundings, 'listen' | 'signal'>): Hearing {
  let unhear: (() => void) | undefined;
  return {
    turn: async () => {
      unhear ??= listen();
      await uninterrupted(signal);
    },
    deaf: () => {
      unhear?.();
      unhear = undefined;
    },
  };
}
