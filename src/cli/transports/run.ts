// A run of blasts as its face goes on with it: each run of the operation takes a chunk in hand, what lies between hands it over.
import { setTimeout as pause } from 'node:timers/promises';
import type { Done } from '../../access/gate.ts';
import { cancelled, invalid } from '../../domain/errors.ts';
import type { Told, Transport } from '../../domain/transport.ts';
import { nearest } from '../../domain/words.ts';
import type { Progress, Step } from '../../operations/blasts/run.ts';
import type { Face, Given } from '../face.ts';
import type { Surroundings } from '../surroundings.ts';
import { isGone, runnerName } from './runner.ts';

/** What the operation is run with, a chunk at a time; `way` and the like are the face's own. */
export interface RunInput {
  readonly blast?: string | undefined;
  readonly transport: 'outbox' | 'http';
  readonly runner: string;
  readonly isGone: (runner: string) => boolean;
  readonly told: readonly Told[];
  readonly most: number;
  readonly neverTwice: boolean;
  readonly retryUncertain: boolean;
}
