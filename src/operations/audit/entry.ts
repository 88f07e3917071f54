import { rfc3339 } from '../../domain/time.ts';
import type { EntriesTable } from '../../store/schema.ts';

/** An entry of the ledger as lists show it. */
export interface EntryAnswer {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  /** Who really was there, where they acted as the actor. */
  readonly impersonator: string | null;
  readonly operation: string;
  readonly outcome: string;
  /** Why it was refused; empty where it was done. */
  readonly codes: readonly string[];
  /** What came of it, in numbers. */
  readonly counts: Readonly<Record<string, number>>;
}

/** An entry whole, as it is chained. */
export interface WholeEntry extends EntryAnswer {
  readonly vouched: string;
  readonly osUser: string;
  readonly host: string;
  readonly input: unknown;
  readonly digest: string;
  readonly previous: string;
  readonly hash: string;
  /** By which a command that was done is known again. */
  readonly operationId: string | null;
}

/** An entry from a row of the store. */
export const entryAnswer = (row: EntriesTable): EntryAnswer => ({
  number: row.number,
  at: rfc3339(row.at),
  actor: row.actor,
  impersonator: row.impersonator,
  operation: row.operation,
  outcome: row.outcome,
  codes: row.codes === null ? [] : (parsed(row.codes) as string[]),
  counts: parsed(row.counts) as Record<string, number>,
});

/** A whole entry from a row of the store. */
export const wholeEntry = (row: EntriesTable): WholeEntry => ({
  ...entryAnswer(row),
  vouched: row.vouched,
  osUser: row.os_user,
  host: row.host,
  input: parsed(row.input),
  digest: row.digest,
  previous: row.previous,
  hash: row.hash,
  operationId: row.operation_id,
});

/** A row that somebody tampered with must still be shown. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
