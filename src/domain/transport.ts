/** A message on its way out: its key is the same however often it is tried. `attempt` counts from 1. */
export interface Parcel {
  readonly key: string;
  readonly attempt: number;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly segments: number;
}

/**
 * What became of a parcel. `waiting`: it was surely not taken, and is due again at `due`; `uncertain`: nobody knows.
 * `back` is 1 where it was not even tried. Times are UTC milliseconds.
 */
export interface Told {
  readonly key: string;
  readonly attempt: number;
  readonly state: 'handed' | 'failed' | 'waiting' | 'uncertain';
  readonly outcome: string | null;
  readonly at: number;
  readonly due: number | null;
  readonly segments: number | null;
  readonly back: 0 | 1;
}

/** How a chunk is to be handed over: so many segments a second, nothing begun after so many milliseconds. */
export interface Pace {
  readonly rate: number;
  readonly milliseconds: number;
}

/** A way out for messages, and who goes it. */
export interface Way {
  readonly name: 'outbox' | 'http';
  /** Who runs: a name that no other run has. */
  readonly runner: string;
  /** Whether the runner of that name is no more, as far as this machine knows. */
  readonly isGone: (runner: string) => boolean;
  /** Whether what was in hand when a runner died stays in doubt, rather than being handed over again. */
  readonly neverTwice: boolean;
  /** What a runner that is gone left word of: every message that it handed over, and what became of it. */
  readonly leftBy: (runner: string) => readonly Told[] | undefined;
  /** How many messages it takes at once. */
  readonly chunk: number;
  /** Hands messages over and tells what became of every one, in any order; of the outbox there is nothing to tell. */
  hand(parcels: readonly Parcel[], pace: Pace): Promise<readonly Told[]>;
}
