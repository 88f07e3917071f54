import type { Sender } from '../../../domain/sender.ts';
import type { LineRow } from '../../../store/subjects.ts';

/** A message that comes in, its words looked up. `at` is UTC milliseconds. */
export interface Message {
  readonly line: LineRow;
  readonly sender: Sender;
  readonly text: string;
  /** What its channel knows it by; the same one again is not taken in twice. */
  readonly id: string | null;
  readonly at: number;
  readonly automatic: boolean;
  /** The name of who wrote, where the channel tells it: a contact that is new gets it. */
  readonly name: string | null;
}

/** What came of a message. */
export interface Received {
  readonly conversation: string;
  readonly id: string | null;
  readonly change: 'received' | 'unchanged';
  readonly contact: 'added' | 'known';
  /** Whether the conversation began with it, began again, or went on. */
  readonly began: 'opened' | 'reopened' | 'goes on';
  readonly claimedBy: string | null;
  /** To whom it was dealt out now. */
  readonly dealtTo: string | null;
  /** What they agreed to now; null where the message was taken in before. */
  readonly consent: string | null;
  /** Which responder had the word, and why. */
  readonly responder: string | null;
  readonly why: string | null;
  /** What was answered; null where nothing went out, and `silent` says why. */
  readonly reply: string | null;
  readonly silent: string | null;
  /** What the responder did beside, as it is typed: `tag=lead`. */
  readonly did: readonly string[];
  /** What it could not do, and why. */
  readonly skipped: readonly string[];
}
