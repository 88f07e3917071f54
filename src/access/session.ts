import type { Head } from '../store/ledger.ts';
import type { SharedStore } from '../store/shared.ts';

/** How far the gate goes: all the way, all the way and back, or only as far as the decision. */
export type Mode = 'run' | 'dry-run' | 'can-i' | 'explain';

/** A store that many commands share, and what is done once all of them are. */
export interface Shared {
  readonly store: SharedStore;
  /** Keeps the head of a workspace's ledger to be remembered, once all is committed. */
  readonly wrote: (workspaceId: number, head: Head) => void;
  /** The head that one of them wrote, if any did: it need not be compared with what is remembered. */
  readonly last: (workspaceId: number) => Head | undefined;
  /** Called when an operation was refused, before that is entered. */
  readonly refused?: (() => Promise<void>) | undefined;
}

/** Who asks, of which store, and everything from outside that the gate may use. Nothing is taken from the air. */
export interface Session {
  /** A file, or the address of a server. */
  readonly store: string;
  /** A workspace's slug; null where it is left out because there is only one. */
  readonly workspace: string | null;
  /** The acting user's e-mail address; null where none was given. Whom a server vouches for acts as them by it. */
  readonly as: string | null;
  readonly mode: Mode;
  /** What the environment says of servers: users, passwords, services. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The token that says who is there, where one was handed over. */
  readonly token?: string | undefined;
  /** The id by which a command that was done is known again; drawn where none was given. */
  readonly operationId?: string | undefined;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly osUser: string;
  readonly host: string;
  /** The folder in which ledger heads are remembered; null remembers none. */
  readonly heads: string | null;
  /** How long to wait for another writer, in milliseconds. */
  readonly patience: number | undefined;
  readonly signal: AbortSignal;
  /** Called before the store is locked: from here a signal ends the process, and the store forgets the command. */
  readonly beforeApply: () => void;
  /** Called before what was done is committed: from here a signal waits until all of it is in its place. */
  readonly beforeCommit?: () => void;
  /** A line for the person, beside the answer. */
  readonly note: (text: string) => void;
  /** The store that stays open for this and other commands, as one transaction. */
  readonly shared?: Shared | undefined;
  /** Every statement the store runs: tests count them. */
  readonly onStatement?: ((statement: string) => void) | undefined;
}
