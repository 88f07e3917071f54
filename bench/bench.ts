import type { Figures } from './page.ts';

/** What every measure is given. */
export interface Bench {
  /** A folder for databases and files, cleared away at the end. */
  readonly folder: string;
  /** Small sizes and few rounds: to see that everything runs, not to be quoted. */
  readonly quick: boolean;
  /** Tells whoever waits how far it has come. */
  readonly say: (text: string) => void;
}

/** One of the things that are measured. */
export type Measure = (bench: Bench) => Promise<Figures>;
