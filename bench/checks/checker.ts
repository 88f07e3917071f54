import type { World } from './world.ts';

/** One way to answer questions of access, with everything it keeps made ready beforehand. */
export interface Checker {
  /** Answers the first questions of the world, one after the other: 1 for yes. Each has a loop of its own, so that none slows another's. */
  readonly answer: (into: Uint8Array) => void | Promise<void>;
}

/** Makes a checker ready for a world. */
export type Preparing = (world: World) => Checker | Promise<Checker>;
