/** The kinds of failure a person can do something about. Anything else that is thrown is a bug and keeps its stack. */
export type FailureKind = 'invalid' | 'missing' | 'conflict' | 'refused' | 'unavailable' | 'cancelled';

/** What a failure carries besides its sentence. `hint` says what to do next; `details` is plain JSON for programs. */
export interface FailureParts {
  readonly hint?: string | undefined;
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** A failure with a stable `code` (never reworded) and a sentence that says what went wrong and where. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly details: unknown;

  constructor(kind: FailureKind, code: string, message: string, parts: FailureParts = {}) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.kind = kind;
    this.code = code;
    this.hint = parts.hint;
    this.details = parts.details;
  }
}

type Make = (code: string, message: string, parts?: FailureParts) => Failure;

/** Wrong usage or a value that is not what it should be. */
export const invalid: Make = (code, message, parts) => new Failure('invalid', code, message, parts);
/** Not there, or not for the acting user's eyes: both in the same words. */
export const missing: Make = (code, message, parts) => new Failure('missing', code, message, parts);
/** Exists already, taken by someone else, or changed meanwhile. */
export const conflict: Make = (code, message, parts) => new Failure('conflict', code, message, parts);
/** The acting user may not. */
export const refused: Make = (code, message, parts) => new Failure('refused', code, message, parts);
/** The store or an output cannot be used now: locked, full, not a database, made by a newer version. */
export const unavailable: Make = (code, message, parts) => new Failure('unavailable', code, message, parts);
/** A person or a signal stopped it; nothing was changed. */
export const cancelled: Make = (code, message, parts) => new Failure('cancelled', code, message, parts);
