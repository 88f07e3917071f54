import { expect } from 'vitest';
import { FACT_TABLES } from '../../src/store/facts.ts';
import type { Desk, Ran } from './desk.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a server keeps beside what the product keeps: nothing of that is what a command changes. */
const BESIDE = ['schema_version', 'seals', 'logins', 'role_rules', 'restriction_rules', 'copies'];

/** Everything that a store holds, table by table, but the ledger and what the store keeps for itself. */
export async function contentsOf({ store }: Desk): Promise<Readonly<Record<string, readonly Row[]>>> {
  const tables = await store.rows<{ name: string }>(
    store.name === 'sqlite'
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
      : "select tablename as name from pg_tables where schemaname = 'switchboard' order by tablename",
  );
  const names = tables.map(({ name }) => name).filter((name) => name !== 'entries' && !BESIDE.includes(name));
  const contents: [string, Row[]][] = [];
  for (const name of names) contents.push([name, sorted(await store.rows<Row>(`select * from "${name}"`))]);
  return Object.fromEntries(contents);
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
export const entriesOf = async ({ store }: Desk): Promise<readonly EntryRow[]> =>
  (await store.rows<EntryRow & { codes: string }>('select * from entries order by workspace_id, number')).map(
    (row) => ({
      ...row,
      codes: row.codes === null ? null : (JSON.parse(row.codes) as string[]),
    }),
  );

/** Takes a store of one workspace back to how it was at an entry, as who puts an older copy of it in its place. */
export const wentBack = ({ store }: Desk, entry: number): Promise<void> =>
  store.meddle(
    ...Object.keys(FACT_TABLES).flatMap((table) => [
      `delete from ${table} where since > ${entry}`,
      `update ${table} set until = null where until > ${entry}`,
    ]),
    `delete from batch_rows where entry > ${entry}`,
    `delete from entries where number > ${entry}`,
  );

/** What a command did to a database: nothing but the ledger may differ, and the entries that it wrote. */
export interface Effect extends Ran {
  readonly changed: boolean;
  readonly written: readonly EntryRow[];
}

/** Runs a command and says what it changed. */
export async function effectOf(place: Desk, line: string | readonly string[], stdin?: string): Promise<Effect> {
  const before = { contents: JSON.stringify(await contentsOf(place)), entries: await entriesOf(place) };
  const ran = await place.run(line, stdin);
  const known = new Set(before.entries.map(({ workspace_id, number }) => `${workspace_id}/${number}`));
  return {
    ...ran,
    changed: JSON.stringify(await contentsOf(place)) !== before.contents,
    written: (await entriesOf(place)).filter(({ workspace_id, number }) => !known.has(`${workspace_id}/${number}`)),
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
