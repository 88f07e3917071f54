import Database from 'better-sqlite3';
import { unpeeked } from '../../src/store/dialects/sqlite-values.ts';
import type { Desk } from './desk.ts';
import { statementsOf } from './statements.ts';

/** The tables of which a workspace may have very many rows. */
const GROWING: readonly string[] = [
  ...['memberships', 'restrictions', 'line_grants', 'product_grants', 'team_members', 'consents'],
  ...['contacts', 'contact_values', 'contact_tags', 'list_members', 'conversations', 'messages'],
  ...['responder_answers', 'blast_messages', 'users'],
];

/** A table that a statement reads through, of a workspace or altogether, where it could have looked rows up. */
export interface Walk {
  readonly table: string;
  readonly index: string;
  readonly statement: string;
}

/** What a line reads through, as SQLite goes about its statements on a desk's file once the line has run. */
export async function walksOf(place: Desk, line: string, tables = GROWING): Promise<readonly Walk[]> {
  const ran = await statementsOf(place, line);
  const database = new Database(place.path('switchboard.db'));
  try {
    return walksOfAll(database, ran, tables);
  } finally {
    database.close();
  }
}

/** The same for statements as they follow each other. Nothing is written but the tables that they make for themselves. */
export function walksOfAll(
  database: Database.Database,
  statements: readonly string[],
  tables = GROWING,
): readonly Walk[] {
  const made = /^\s*(create|drop)\b/i;
  return statements
    .filter((one, i) => made.test(one) || statements.indexOf(one) === i)
    .flatMap((statement) => {
      if (!made.test(statement)) return /^\s*pragma\b/i.test(statement) ? [] : walksIn(database, statement, tables);
      database.prepare(statement).run(...blanks(statement));
      return [];
    });
}

interface Opcode {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
  readonly p3: number;
  readonly p4: string | null;
}

/**
 * Read off the program that SQLite makes of a statement (https://sqlite.org/opcode.html), since a plan in words knows
 * tables only by their aliases: a cursor that is set to its first row, or sought by the workspace alone, goes through all. Users are no workspace's.
 */
function walksIn(database: Database.Database, statement: string, tables: readonly string[]): Walk[] {
  const program = database.prepare<unknown[], Opcode>(`explain ${unpeeked(statement)}`).all(...blanks(statement));
  const roots = new Map(
    database
      .prepare<[], { root: number; table: string; index: string }>(
        'select rootpage as root, tbl_name as "table", name as "index" from sqlite_schema where rootpage > 0',
      )
      .all()
      .map(({ root, ...named }) => [root, named]),
  );
  const cursors = new Map(
    program
      .filter(({ opcode, p3 }) => ['OpenRead', 'OpenWrite', 'ReopenIdx'].includes(opcode) && p3 === 0)
      .map(({ p1, p2 }) => [p1, roots.get(p2)]),
  );
  return program.flatMap(({ opcode, p1, p4 }) => {
    const named = cursors.get(p1);
    if (named === undefined || !tables.includes(named.table)) return [];
    const isSought = /^Seek[GL][ET]$/.test(opcode) && (p4 !== '1' || named.table === 'users');
    if (isSought || !/^(Rewind|Last|Seek[GL][ET])$/.test(opcode)) return [];
    return isOnlyReferred(statement, named.table)
      ? []
      : [{ ...named, statement: statement.replace(/\s+/g, ' ').trim() }];
  });
}

/** What refers to a table is looked into for each row that goes; for one that comes, only where something is amiss already. */
const isOnlyReferred = (statement: string, table: string): boolean =>
  /^\s*insert\b/i.test(statement) && !new RegExp(`\\b(from|join)\\s+"?${table}\\b`, 'i').test(statement);

/** A null for every value: what is looked up by it is looked up all the same. */
function blanks(statement: string): readonly unknown[] {
  const numbers = [...statement.matchAll(/\$(\d+)/g)].map(([, number]) => [Number(number), null]);
  return numbers.length > 0 ? [Object.fromEntries(numbers)] : [...statement.matchAll(/\?/g)].map(() => null);
}
