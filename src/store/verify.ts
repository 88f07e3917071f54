// Whether a ledger is what it was: no entry changed, taken out, put in or moved, and none missing at its end.
import type { Connection } from './connection.ts';
import { unfoundedFacts } from './facts.ts';
import { headState } from './heads.ts';
import { GENESIS, type Head, hashOf, headOf } from './ledger.ts';
import type { EntriesTable } from './schema.ts';

/** One thing that was looked at. `none`: there was nothing to look at. `code` and what follows it belong to a fail. */
export interface Check {
  readonly check: string;
  readonly outcome: 'pass' | 'fail' | 'none';
  readonly says: string;
  readonly code?: string;
  /** The first entry that does not fit. */
  readonly entry?: number;
  readonly expected?: string;
  readonly found?: string;
  readonly hint?: string;
}

const CHUNK = 500;

/** Walks a chain from its first entry to its last, or to the first that does not fit. Memory does not grow with it. */
export async function walkChain(
  connection: Connection,
  workspaceId: number,
): Promise<{ readonly head: Head; readonly check: Check }> {
  let head = GENESIS;
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const chunk = await connection.all<EntriesTable>(
      'select * from entries where workspace_id = $1 and number > $2 order by number limit $3',
      [workspaceId, last, CHUNK],
    );
    for (const entry of chunk) {
      const misfit = misfitOf(entry, head);
      if (misfit !== undefined) return { head, check: { check: 'chain', outcome: 'fail', ...misfit } };
      head = { number: entry.number, hash: entry.hash };
      last = entry.number;
    }
    if (chunk.length < CHUNK) break;
    await new Promise(setImmediate);
  }
  const says = `${head.number} ${head.number === 1 ? 'entry' : 'entries'}, numbered from 1 without a gap, each with the hash of the one before`;
  return { head, check: { check: 'chain', outcome: 'pass', says } };
}

/** What is wrong with an entry that should follow a head: the place, what was expected there, what is there instead. */
function misfitOf(entry: EntriesTable, head: Head): Omit<Check, 'check' | 'outcome'> | undefined {
  const wanted = head.number + 1;
  const at = { entry: wanted };
  if (entry.number !== wanted) {
    const [expected, found] = [`entry ${wanted}`, `entry ${entry.number}`];
    return { code: 'ledger.gap', says: `entry ${wanted} is missing: ${found} is next`, ...at, expected, found };
  }
  if (entry.previous !== head.hash) {
    const says = `entry ${wanted} does not follow the entry before it: one of them was put in, moved or rewritten`;
    return { code: 'ledger.broken', says, ...at, expected: head.hash, found: entry.previous };
  }
  const expected = hashOf(entry);
  if (entry.hash === expected) return undefined;
  return {
    code: 'ledger.changed',
    says: `entry ${wanted} is not what it was when it was written`,
    ...at,
    expected,
    found: entry.hash,
  };
}

/** Whether every fact was begun and ended by entries that are there and were accepted. */
export async function checkFacts(connection: Connection, workspaceId: number): Promise<Check> {
  const [first, ...more] = await unfoundedFacts(connection, workspaceId);
  if (first === undefined) return { check: 'facts', outcome: 'pass', says: 'each rests on entries that were accepted' };
  const { fact, since, until } = first;
  const kinds = more.length === 0 ? '' : `, and so do facts of ${more.length} more kinds`;
  return {
    check: 'facts',
    outcome: 'fail',
    code: 'ledger.unfounded-fact',
    says: `a ${fact} holds ${until === null ? `since entry ${since}` : `from entry ${since} to entry ${until}`}, where no command was accepted${kinds}`,
    entry: since,
  };
}

/**
 * Whether a chain still has the head that was remembered of it outside the store. That of a copy may end earlier than
 * its original, whose file is named then.
 */
export async function checkHead(
  connection: Connection,
  workspaceId: number,
  remembered: Head | undefined,
  original: string | undefined,
): Promise<Check> {
  const check = 'remembered head';
  const head = await headOf(connection, workspaceId);
  const state = await headState(connection, remembered, workspaceId, head);
  if (remembered === undefined) return { check, outcome: 'none', says: 'no head of this ledger is remembered here' };
  const at = { entry: remembered.number, expected: remembered.hash };
  const hint = 'if a person agrees to that: switchboard audit accept-rollback';
  if (state === 'behind' && original !== undefined) {
    const says = `a copy of ${original}, which was at entry ${remembered.number}; this ends at ${head.number}`;
    return { check, outcome: 'none', says };
  }
  if (state === 'behind') {
    const says = `entry ${remembered.number} was there before, and the ledger now ends at ${head.number}: its tail was cut off, or an older file put back`;
    return { check, outcome: 'fail', code: 'ledger.behind', says, ...at, found: `entry ${head.number}`, hint };
  }
  if (state === 'sideways') {
    const says = `entry ${remembered.number} is another than it was before: the ledger was rewritten, or went on from an older file`;
    return { check, outcome: 'fail', code: 'ledger.sideways', says, ...at, found: 'another hash', hint };
  }
  return { check, outcome: 'pass', says: `entry ${remembered.number} is there, as it was` };
}

/** An anchor: what a ledger's head was, kept where whoever can write the store cannot. */
export interface Anchor extends Head {
  readonly database: string;
  readonly workspace: string;
}

/** An anchor as one line. */
export const anchorLine = ({ database, workspace, number, hash }: Anchor): string =>
  `switchboard-anchor ${database} ${workspace} ${number} ${hash}`;

/** The anchor on a line; undefined where it is none. */
export function readAnchor(line: string): Anchor | undefined {
  const found = /^switchboard-anchor (\S+) (\S+) (\d{1,15}) ([0-9a-f]{64})$/.exec(line.trim());
  if (found === null) return undefined;
  const [, database, workspace, number, hash] = found as unknown as readonly [string, string, string, string, string];
  return { database, workspace, number: Number(number), hash };
}

/** Whether a chain still has the head that an anchor says. */
export async function checkAnchor(
  connection: Connection,
  workspaceId: number,
  database: string,
  anchor: Anchor,
): Promise<Check> {
  const check = 'expected line';
  const at = { entry: anchor.number, expected: anchor.hash };
  if (database !== anchor.database) {
    const says = `the line is of database ${anchor.database}, and this is ${database}`;
    return { check, outcome: 'fail', code: 'ledger.other-database', says, ...at };
  }
  const [row] = await connection.all<{ hash: string }>(
    'select hash from entries where workspace_id = $1 and number = $2',
    [workspaceId, anchor.number],
  );
  if (row?.hash === anchor.hash)
    return { check, outcome: 'pass', says: `entry ${anchor.number} is there, as the line says` };
  const says = row
    ? `entry ${anchor.number} is another than the line says`
    : `entry ${anchor.number} of the line is not there`;
  return {
    check,
    outcome: 'fail',
    code: row ? 'ledger.sideways' : 'ledger.behind',
    says,
    ...at,
    found: row?.hash ?? 'nothing',
  };
}
