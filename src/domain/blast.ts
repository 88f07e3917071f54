import type { Condition } from './contact-filter.ts';

/** The states of a blast, in the order of its life. */
export const BLAST_STATES = [
  'draft',
  'pending',
  'approved',
  'rejected',
  'scheduled',
  'sending',
  'paused',
  'completed',
  'cancelled',
  'failed',
] as const;
export type BlastState = (typeof BLAST_STATES)[number];

/** What may still be rewritten: nothing of it has gone out. */
export const isEditable = (state: string): boolean =>
  ['draft', 'pending', 'approved', 'rejected', 'scheduled'].includes(state);

/** Whether nobody can bring a new blast there: something has gone out of it, or somebody said no to it. */
export const isBeyondMaking = (state: string): boolean =>
  ['sending', 'completed', 'failed', 'rejected'].includes(state);

/** Whether it has come to its end. */
export const isOver = (state: string): boolean => ['completed', 'cancelled', 'failed'].includes(state);

/** Whom a blast is for, in the words that were typed: what they mean is looked up when it is sent. */
export interface Audience {
  readonly lists: readonly string[];
  readonly contacts: readonly string[];
  readonly where: Condition;
  readonly exclude: readonly string[];
}

/** Why a candidate is no recipient; each is counted under the first that holds. */
export type Exclusion =
  | 'excluded'
  | 'no-number'
  | 'invalid-number'
  | 'duplicate'
  | 'opted-out'
  | 'no-consent'
  | 'no-window';

/** How many there are, and why the others are not among them: `candidates` is the sum of all the rest. */
export interface AudienceCount {
  readonly candidates: number;
  readonly duplicates: number;
  readonly optedOut: number;
  readonly noConsent: number;
  readonly noNumber: number;
  readonly invalidNumber: number;
  readonly excluded: number;
  readonly noWindow: number;
  readonly recipients: number;
}

/**
 * What became of a recipient's message. `claimed`: a runner has it in hand; `uncertain`: it was in hand and nobody knows
 * whether the gateway took it; `gone`: the contact was removed before its turn came.
 */
export const MESSAGE_STATES = [
  'waiting',
  'claimed',
  'handed',
  'failed',
  'uncertain',
  'opted-out',
  'gone',
  'cancelled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** How many messages are in each state. */
export type Outcomes = Readonly<Record<MessageState, number>>;

/** The runner that has a blast in hand, and until when (UTC milliseconds) nobody else takes it up. */
interface Lease {
  readonly runner: string;
  readonly until: number;
}

/** What is kept of a blast once it is scheduled: how many it was for, what they cost, who has it in hand. */
export interface BlastRecord {
  readonly audience: AudienceCount;
  readonly segments: number;
  readonly lease: Lease | null;
}
