import type { Readable } from 'node:stream';
import type { Shared } from '../access/session.ts';
import type { FailureKind } from '../domain/errors.ts';
import type { Context } from './context.ts';
import type { Outcome } from './perform.ts';
import type { Sink } from './sink.ts';
import type { TokenGiven } from './token.ts';

/** Another program that was started. */
export interface Started {
  /** Its exit code, as a shell would tell it; rejected where it could not be started. */
  readonly ended: Promise<number>;
  /** Passes a signal on to it, unless the terminal has done so. */
  readonly tell: (signal: string) => void;
}

/** Everything outside the program that a command may touch: passed in, never taken. */
export interface Io {
  readonly stdin: () => Readable & { readonly isTTY?: boolean };
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly cwd: string;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly osUser: () => string;
  readonly host: () => string;
  /** Starts another program on the same streams, in the same folder; no shell stands between. */
  readonly start: (command: string, args: readonly string[], env: Env) => Started;
  /** Calls back with a signal's name when one comes, once or for `every` one; answers how to stop listening. */
  readonly onSignal: (heard: (signal: string) => void, every?: true) => () => void;
}

/** The environment's variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What a command is surrounded by once its global options are read. */
export interface Surroundings extends Io {
  readonly env: Env;
  readonly context: Context;
  /** The token that was handed over, or is kept for the server; `anew` for one that is not kept yet. Read once. */
  readonly token: (which?: { readonly anew: true }) => Promise<TokenGiven | undefined>;
  /** Aborted when a signal was heard. */
  readonly signal: AbortSignal;
  /** Begins to hear signals; answers how to stop, after which a signal ends the process as usual. */
  readonly listen: () => () => void;
  /** Whether questions may be asked: all three streams are terminals and nobody said no. */
  readonly asks: boolean;
  readonly now: () => number;
  /** The number that a process ends with where this came of its command. */
  readonly exitOf: (end: Outcome | FailureKind | 'bug') => number;
  /** The store that this command shares with others. */
  readonly shared?: Shared | undefined;
  /** Puts off what is settled once it is certain what came of a command, until it is certain of all that share a store. */
  readonly settling?: ((settle: (kept: boolean) => Promise<void>) => void) | undefined;
  /** A line beside the answer, on standard error. */
  readonly note: (text: string) => Promise<void>;
}
