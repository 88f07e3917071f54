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

/** A way out for messages. It tells what became of every one, in any order, and never throws for one of them. */
export interface Transport {
  /** How many messages it takes at once. */
  readonly chunk: number;
  hand(parcels: readonly Parcel[], pace: Pace): Promise<readonly Told[]>;
}
