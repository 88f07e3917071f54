// A store copied into an empty one of another kind, or of the same: row by row as it is, ledger, hashes and numbers. In
// pieces, each with a mark of how far it came, so that whoever was stopped goes on from there. Verified at the end.
import { conflict, missing, unavailable } from '../domain/errors.ts';
import type { Connection } from './connection.ts';
import { canonical, sha256 } from './ledger.ts';
import { digested, PIECE, piece, type Row, TABLES } from './table-rows.ts';
import { type Check, checkFacts, walkChain } from './verify.ts';
import { databaseId, nameDatabase, workspaceNames } from './workspaces.ts';

/** One side of a copy: how its transactions begin and end there, and where it keeps how far it came. */
export interface CopyTarget {
  readonly connection: Connection;
  /** Makes what was copied into a store that can be used. */
  readonly finish: () => Promise<void>;
}

/** One table, as it was copied. */
interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over its rows in the order of their keys; the same on both sides. */
  readonly sha256: string;
}

/** What was copied. `resumed`: it went on from where another copy was stopped. */
export interface Copied {
  readonly workspaces: readonly string[];
  readonly resumed: boolean;
  readonly rows: number;
  readonly tables: readonly CopiedTable[];
}

/** How far a copy came: the last key of a table that is there. */
interface Mark {
  readonly table: number;
  readonly key: readonly unknown[] | null;
}

const START: Mark = { table: 0, key: null };

/** A workspace by its id and slug. */
interface Named {
  readonly id: number;
  readonly slug: string;
}

/** The workspaces of a source that are to be copied: at least one. */
export async function workspacesOf(source: Connection, only: string | null): Promise<readonly Named[]> {
  const found = (await workspaceNames(source)).filter(({ slug }) => only === null || slug === only);
  if (found.length > 0) return found;
  const what = only === null ? 'there is no workspace in it' : `there is no workspace "${only}" in it`;
  throw missing('nothing-to-copy', what, { hint: 'see them: switchboard workspaces list' });
}

/** Copies what stands in a source's open reading transaction: all of it, or one workspace. */
export async function copyInto(
  source: Connection,
  target: CopyTarget,
  workspaces: readonly Named[],
  only: string | null,
  restarts: boolean,
  uninterrupted: () => Promise<void>,
): Promise<Copied> {
  const { connection } = target;
  const ids = workspaces.map(({ id }) => id);
  const place = only === null ? null : (ids[0] as number);
  const what = { source: await databaseId(source), heads: await headsOf(source, ids) };
  await connection.begin('write');
  const mark = await begun(connection, what, restarts);
  await connection.commit();
  await copyRows(source, connection, place, mark ?? START, uninterrupted);
  await connection.begin('write');
  const tables = await compared(source, connection, place);
  for (const { id, slug } of workspaces) await mustHold(connection, id, slug);
  await connection.run('update this_database set id = $1', [what.source]);
  await nameDatabase(connection, what.source);
  await connection.run('delete from copies');
  await connection.commit();
  await target.finish();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { workspaces: workspaces.map(({ slug }) => slug), resumed: mark !== undefined, rows, tables };
}

/** Where every ledger ends: any change of a store moves one of them. */
async function headsOf(source: Connection, ids: readonly number[]): Promise<string> {
  const heads: unknown[] = [];
  for (const id of ids) {
    heads.push(
      await source.all('select number, hash from entries where workspace_id = $1 order by number desc limit 1', [id]),
    );
  }
  return sha256(canonical(heads));
}

/** The mark of a copy of the same that was stopped, undefined where it begins; any other content is refused. */
async function begun(
  target: Connection,
  { source, heads }: { readonly source: string; readonly heads: string },
  restarts: boolean,
): Promise<Mark | undefined> {
  const [stopped] = await target.all<{ source: string; heads: string; done: string }>(
    'select source, heads, done from copies',
  );
  if (stopped !== undefined && !restarts) {
    if (stopped.source === source && stopped.heads === heads) return JSON.parse(stopped.done) as Mark;
    throw conflict('other-copy', 'a copy of something else, or of what has changed since, was stopped in the target', {
      hint: 'to drop that and begin anew: --restart',
    });
  }
  if (stopped !== undefined) {
    for (const [table] of TABLES.toReversed()) await target.run(`delete from ${table}`);
    await target.run('delete from copies');
  }
  for (const [table] of TABLES) {
    const [row] = await target.all(`select 1 as there from ${table} limit 1`);
    if (row !== undefined) {
      throw conflict('not-empty', `the target is not empty: it has ${table} already`, { hint: 'name an empty one' });
    }
  }
  await target.run('insert into copies (source, heads, done) values ($1, $2, $3)', [
    source,
    heads,
    JSON.stringify(START),
  ]);
  return undefined;
}

async function copyRows(
  source: Connection,
  target: Connection,
  workspaceId: number | null,
  from: Mark,
  uninterrupted: () => Promise<void>,
): Promise<void> {
  for (let table = from.table; table < TABLES.length; table++) {
    let key = table === from.table ? from.key : null;
    for (;;) {
      await uninterrupted();
      const rows = await piece(source, table, key, workspaceId);
      if (rows.length === 0) break;
      const [name, ...parts] = TABLES[table] as (typeof TABLES)[number];
      key = parts.map((part) => rows.at(-1)?.[part]);
      const columns = Object.keys(rows[0] as Row);
      await target.begin('write');
      await lay(target, name, columns, rows);
      await target.run('update copies set done = $1', [JSON.stringify({ table, key })]);
      await target.commit();
      if (rows.length < PIECE) break;
    }
  }
}

/** Lays rows into a table. A server lets nobody copy straight into a table with walls, so there it goes by a temporary one. */
async function lay(target: Connection, table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => columns.map((column) => row[column]));
  if (target.dialect.doors === null) return target.load(table, columns, values);
  await target.run(`create temporary table piece (like ${table}) on commit drop`);
  await target.load('piece', columns, values);
  await target.run(`insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from piece`);
}

/** Every table of both sides, row by row: where a digest differs nothing is finished. */
async function compared(source: Connection, target: Connection, workspaceId: number | null): Promise<CopiedTable[]> {
  const tables: CopiedTable[] = [];
  for (const [i, [table]] of TABLES.entries()) {
    const [there, here] = [await digested(source, i, workspaceId), await digested(target, i, null)];
    if (there.sha256 !== here.sha256) {
      throw unavailable(
        'copy-differs',
        `${table} is not the same on both sides: ${there.rows} rows, and ${here.rows}`,
        {
          hint: 'begin anew with --restart; if it happens again, see: switchboard db check',
        },
      );
    }
    tables.push({ table, ...here });
  }
  return tables;
}

async function mustHold(target: Connection, workspaceId: number, slug: string): Promise<void> {
  const checks: readonly Check[] = [
    (await walkChain(target, workspaceId)).check,
    await checkFacts(target, workspaceId),
  ];
  const fail = checks.find(({ outcome }) => outcome === 'fail');
  if (fail === undefined) return;
  throw unavailable('copy-does-not-hold', `the ledger of ${slug} does not hold: ${fail.says}`, {
    hint: 'it did not in the source either: see switchboard audit verify there',
  });
}
