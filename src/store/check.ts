// The whole store looked over: the file, its pages, its references, its ledgers. What is damaged is named, never thrown.
import { Failure } from '../domain/errors.ts';
import type { Connection } from './connection.ts';
import { type Measure, measure, pageFaults, referenceFaults, settledHeader } from './dialects/upkeep.ts';
import { recollect } from './heads.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { openStore, refusingEmpty } from './open.ts';
import { type Check, checkFacts, checkHead, walkChain } from './verify.ts';
import { workspaceNames } from './workspaces.ts';

/** The store in figures: nothing of what is in its rows. `schema` is the file's version, `current` this program's. */
export interface StoreFigures extends Measure {
  readonly database: string;
  readonly current: number;
  readonly workspaces: number;
}

/** Measures a store that can be opened. */
export function figuresOf(location: string, patience?: number): StoreFigures {
  const { path } = refusingEmpty(settledHeader(location, patience));
  const measured = measure(path, patience);
  const workspaces = measured.tables.find(({ table }) => table === 'workspaces')?.rows ?? 0;
  return { database: path, current: SCHEMA_VERSION, workspaces, ...measured };
}

/** Whether a failure to read a store means that it is not there, or not whole any more. */
export function isDamage(error: unknown): error is Error & { readonly code: string } {
  if (!(error instanceof Error && 'code' in error)) return false;
  return (
    ['no-database', 'not-a-database', 'damaged'].includes(String(error.code)) ||
    String(error.code).startsWith('SQLITE_')
  );
}

/** Looks a store over. Throws only where there is nothing to look at, or it may not be looked at. */
export async function checkStore(location: string, heads: string | null, patience?: number): Promise<Check[]> {
  const header = headerCheck(location, patience);
  if (header.outcome === 'fail') return [header];
  const pages = facing('pages', () =>
    listing('pages', pageFaults(location, patience), 'SQLite finds every page in order'),
  );
  const references = facing('references', () =>
    listing('references', referenceFaults(location, patience), 'every row points to rows that are there'),
  );
  return [header, pages, references, ...(await ledgerChecks(location, heads, patience))];
}

function headerCheck(location: string, patience?: number): Check {
  const check = 'header';
  try {
    const { version } = refusingEmpty(settledHeader(location, patience));
    const older =
      version < SCHEMA_VERSION ? `, older than this program's ${SCHEMA_VERSION}: run switchboard db migrate` : '';
    return { check, outcome: 'pass', says: `a Switchboard database of schema ${version}${older}` };
  } catch (error) {
    if (!(error instanceof Failure) || !['not-a-database', 'not-ours', 'not-a-file', 'damaged'].includes(error.code))
      throw error;
    return { check, outcome: 'fail', code: `file.${error.code}`, says: error.message };
  }
}

const listing = (check: string, faults: readonly string[], well: string): Check =>
  faults.length === 0
    ? { check, outcome: 'pass', says: well }
    : { check, outcome: 'fail', code: `file.${check}`, says: faults.join('; ') };

/** A check whose own failure to read is what it found. */
function facing(check: string, step: () => Check): Check {
  try {
    return step();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return damaged(check, error);
  }
}

const damaged = (check: string, error: Error): Check => ({
  check,
  outcome: 'fail',
  code: 'file.damaged',
  says: error.message,
});

async function ledgerChecks(location: string, heads: string | null, patience?: number): Promise<Check[]> {
  let connection: Connection;
  try {
    connection = await openStore(location, 'read', { patience });
  } catch (error) {
    if (error instanceof Failure && error.code === 'older-version') return [];
    if (isDamage(error)) return [damaged('ledgers', error)];
    throw error;
  }
  try {
    const workspaces = await workspaceNames(connection);
    const { heads: remembered, original } = await recollect(connection, heads, location);
    const lost = Object.keys(remembered).filter((id) => !workspaces.some((one) => String(one.id) === id));
    const fails = (original === undefined ? lost : []).map((id) => lostLedger(remembered[id]?.number ?? 0));
    return [...(await checkLedgers(connection, location, heads, workspaces)), ...fails];
  } catch (error) {
    if (isDamage(error)) return [damaged('ledgers', error)];
    throw error;
  } finally {
    await connection.rollback();
    await connection.close();
  }
}

/** The chain, facts and remembered head of these workspaces; one line each where they hold everywhere. */
export async function checkLedgers(
  connection: Connection,
  location: string,
  heads: string | null,
  workspaces: readonly { readonly id: number; readonly slug: string }[],
): Promise<Check[]> {
  const { heads: remembered, original } = await recollect(connection, heads, location);
  const fails: Check[] = [];
  let entries = 0;
  let known = 0;
  for (const { id, slug } of workspaces) {
    const { head, check: chain } = await walkChain(connection, id);
    const checks = [chain, await checkFacts(connection, id), await checkHead(connection, id, remembered[id], original)];
    entries += head.number;
    if (checks.at(-1)?.outcome === 'pass') known++;
    for (const check of checks) if (check.outcome === 'fail') fails.push(ofLedger(check, slug));
  }
  if (fails.length > 0) return fails;
  return [
    {
      check: 'ledgers',
      outcome: 'pass',
      says: `${workspaces.length} checked, ${entries} entries: none changed, none missing`,
    },
    original !== undefined
      ? {
          check: 'remembered heads',
          outcome: 'none',
          says: `a copy of ${original}: nothing in it contradicts what is remembered of that`,
        }
      : known === 0
        ? { check: 'remembered heads', outcome: 'none', says: 'no head of these ledgers is remembered here' }
        : {
            check: 'remembered heads',
            outcome: 'pass',
            says: `${known} of ${workspaces.length} ledgers compared: none went back`,
          },
  ];
}

const ofLedger = ({ hint, ...check }: Check, slug: string): Check => ({
  ...check,
  check: `ledger of ${slug}`,
  hint: hint === undefined ? `see: switchboard audit verify --workspace ${slug}` : `${hint} --workspace ${slug}`,
});

const lostLedger = (entries: number): Check => ({
  check: 'remembered heads',
  outcome: 'fail',
  code: 'ledger.behind',
  says: `a workspace with a ledger of ${entries} entries was there before, and is not now: an older file was put back`,
});
