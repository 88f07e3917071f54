// What people agreed to on a line, by their address there: facts, so that a later word never wipes out an earlier one.
import type { Connection, Dialect } from './connection.ts';

/** What somebody at an address agreed to. Nothing said is no row. */
export type ConsentState = 'opted-in' | 'opted-out';

/** How a consent came about: by their own message, a responder, a file, a merge of contacts, or by hand. */
type ConsentOrigin = 'message' | 'responder' | 'hand' | 'import' | 'merge';

/** A consent as it is set: `word` is what was said, or the reason where it was set by hand; `at` is UTC milliseconds. */
interface ConsentParts {
  readonly state: ConsentState;
  readonly word: string | null;
  readonly origin: ConsentOrigin;
  readonly at: number;
}

/** A consent in force at an address, E.164 or the key of an e-mail address. */
export interface ConsentRow extends ConsentParts {
  readonly address: string;
  readonly since: number;
}

/** What is in force at these addresses of one line; where nobody ever said anything there is no row. One statement. */
export const consentOf = (
  { all, dialect }: Connection,
  workspaceId: number,
  lineId: number,
  addresses: readonly string[],
): Promise<ConsentRow[]> =>
  all<ConsentRow>(
    `select c.address, c.state, c.word, c.origin, c.at, c.since from consents c
     where c.workspace_id = $1 and c.line_id = $2 and c.until is null and c.address in ${dialect.texts('$3')}
     order by c.address`,
    [workspaceId, lineId, JSON.stringify(addresses)],
  );

/** A consent to be set at an address of a line. */
export interface ConsentChange extends ConsentParts {
  readonly lineId: number;
  readonly address: string;
}

/**
 * Ends what is in force and begins what is said now, where that is something else: two statements, however many. One
 * address of a line once. Answers how many changed.
 */
export async function setConsent(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  changes: readonly ConsentChange[],
): Promise<number> {
  if (changes.length === 0) return 0;
  const said = changesAs(dialect, '$3');
  const values = [workspaceId, entry, JSON.stringify(changes)];
  // By their keys, and not one by one of all that there are: what is said may be little beside what is kept.
  await run(
    `with said as materialized (select * from ${said} as r)
     update consents as c set until = $2 where c.workspace_id = $1 and c.until is null
       and (c.line_id, c.address, c.state) in (select n.lineId, n.address,
         case n.state when 'opted-in' then 'opted-out' else 'opted-in' end from said as n)`,
    values,
  );
  return run(
    `insert into consents (workspace_id, line_id, address, state, word, origin, at, since)
     select cast($1 as integer), n.lineId, n.address, n.state, n.word, n.origin, n.at, cast($2 as integer)
     from ${said} as n where not exists (select 1 from consents c where c.workspace_id = $1 and c.line_id = n.lineId
       and c.address = n.address and c.until is null)
     order by n.lineId, n.address`,
    values,
  );
}

const changesAs = (dialect: Dialect, value: string): string =>
  dialect.rows(value, {
    ...({ lineId: 'integer', address: 'text', state: 'text', word: 'text' } as const),
    ...({ origin: 'text', at: 'integer' } as const),
  });

/** What is in force where something is to be said: at an address of a line each. One statement, however many. */
export const consentsBefore = (
  { all, dialect }: Connection,
  workspaceId: number,
  changes: readonly Pick<ConsentChange, 'lineId' | 'address'>[],
) =>
  all<Omit<ConsentRow, 'at' | 'since'> & { readonly line_id: number }>(
    // From what is said to what is kept: left to itself, SQLite goes the other way.
    `select c.line_id, c.address, c.state, c.word, c.origin from ${changesAs(dialect, '$2')} as n cross join consents c
     where c.workspace_id = $1 and c.line_id = n.lineId and c.address = n.address and c.until is null`,
    [workspaceId, JSON.stringify(changes)],
  );

/** A stretch of what was in force, with who made it so; `until` is when another took its place. Times are UTC milliseconds. */
export interface ConsentStretch extends ConsentParts {
  readonly address: string;
  readonly line_id: number;
  readonly since: number;
  readonly until: number | null;
  readonly by: string;
}

/** All that was ever in force at an address of a line, the latest first. */
export const consentHistory = (
  { all }: Connection,
  workspaceId: number,
  lineId: number,
  address: string,
): Promise<ConsentStretch[]> =>
  all<ConsentStretch>(
    `select c.address, c.line_id, c.state, c.word, c.origin, c.at, c.since, u.at as until, b.actor as by from consents c
     join authorships b on b.workspace_id = c.workspace_id and b.number = c.since
     left join authorships u on u.workspace_id = c.workspace_id and u.number = c.until
     where c.workspace_id = $1 and c.line_id = $2 and c.address = $3 order by c.since desc`,
    [workspaceId, lineId, address],
  );
