import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { Desk, Ran } from './desk.ts';

type Row = Readonly<Record<string, unknown>>;

/** Everything that a database holds, table by table, but the ledger and what SQLite keeps for itself. */
export function contentsOf(file: string): Readonly<Record<string, readonly Row[]>> {
  return reading(file, (db) => {
    const tables = db
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'entries' order by name",
      )
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((name) => [name, sorted(db.prepare(`select * from "${name}"`).all() as Row[])]),
    );
  });
}

const sorted = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** An entry of the ledger, as far as a test asks. */
export interface EntryRow {
  readonly workspace_id: number;
  readonly number: number;
  readonly actor: string;
  readonly operation: string;
  readonly outcome: 'done' | 'refused';
  readonly codes: readonly string[] | null;
}

/** The ledgers of all workspaces, in order. */
export const entriesOf = (file: string): readonly EntryRow[] =>
  reading(file, (db) =>
    (db.prepare('select * from entries order by workspace_id, number').all() as (EntryRow & { codes: string })[]).map(
      (row) => ({
        ...row,
        codes: row.codes === null ? null : (JSON.parse(row.codes) as string[]),
      }),
    ),
  );

function reading<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** What a command did to a database: nothing but the ledger may differ, and the entries that it wrote. */
export interface Effect extends Ran {
  readonly changed: boolean;
  readonly written: readonly EntryRow[];
}

/** Runs a command and says what it changed. */
export async function effectOf(place: Desk, line: string | readonly string[], stdin?: string): Promise<Effect> {
  const file = place.path('switchboard.db');
  const before = { contents: JSON.stringify(contentsOf(file)), entries: entriesOf(file) };
  const ran = await place.run(line, stdin);
  const known = new Set(before.entries.map(({ workspace_id, number }) => `${workspace_id}/${number}`));
  return {
    ...ran,
    changed: JSON.stringify(contentsOf(file)) !== before.contents,
    written: entriesOf(file).filter(({ workspace_id, number }) => !known.has(`${workspace_id}/${number}`)),
  };
}

/** Runs a command that must be refused with this code: exit 3, nothing changed, one entry of the refusal. */
export async function expectRefused(place: Desk, line: string, code: string, stdin?: string): Promise<Effect> {
  const effect = await effectOf(place, line, stdin);
  const told = {
    code: effect.code,
    changed: effect.changed,
    written: effect.written.map(({ outcome, codes }) => ({ outcome, codes })),
  };
  expect(told, effect.err + effect.out).toEqual({
    code: 3,
    changed: false,
    written: [{ outcome: 'refused', codes: expect.arrayContaining([code]) }],
  });
  return effect;
}
