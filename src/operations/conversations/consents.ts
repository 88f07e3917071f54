import { saysHow } from '../../access/opted-out.ts';
import { rfc3339 } from '../../domain/time.ts';
import type { ConsentStretch } from '../../store/consent.ts';

/** What was agreed to on a line, for a while: `until` is null while it is in force. */
export interface ConsentAnswer {
  readonly state: string;
  readonly at: string;
  /** By what: a word, a file, a reason given by hand. */
  readonly how: string;
  readonly origin: string;
  readonly word: string | null;
  readonly by: string;
  readonly entry: number;
  readonly until: string | null;
}

/** A consent from a row of the store. */
export const consentAnswer = (row: ConsentStretch): ConsentAnswer => ({
  state: row.state,
  at: rfc3339(row.at),
  how: saysHow(row),
  origin: row.origin,
  word: row.word,
  by: row.by,
  entry: row.since,
  until: row.until === null ? null : rfc3339(row.until),
});

/** What is in force of a history whose latest part comes first; `unknown` where nobody said anything. */
export const consentNow = ([latest]: readonly ConsentStretch[]): string =>
  latest === undefined || latest.until !== null ? 'unknown' : latest.state;
