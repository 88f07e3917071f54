import { type SqlBool, sql } from 'kysely';
import type { ReadDb } from './kysely.ts';
import type { EntriesTable } from './schema.ts';

/** What a list of entries may be narrowed to. Every part is optional, and all that are given hold together. */
export interface EntryFilter {
  /** An acting user: the spelling that was typed, and the identity key of it. */
  readonly actor?: { readonly spelling: string; readonly key: string } | undefined;
  /** An operation, or a noun that stands for all of its operations. */
  readonly operation?: string | undefined;
  readonly outcome?: string | undefined;
  /** UTC milliseconds: from `since` on, before `until`. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Which part of the ledger, in which order: `after` is the number of the entry before the first wanted. */
export interface EntryRange {
  readonly order: 'oldest' | 'newest';
  readonly after?: number | undefined;
  /** 0 means all of them. */
  readonly limit: number;
}

/** The entries of a workspace, whole, as a query that can be run or streamed. */
export function entriesQuery(
  db: ReadDb,
  workspaceId: number,
  filter: EntryFilter,
  { order, after, limit }: EntryRange,
) {
  let query = db.selectFrom('entries as e').selectAll().where('e.workspace_id', '=', workspaceId);
  const { actor, operation, outcome, since, until } = filter;
  if (actor !== undefined) {
    query = query.where(sql<SqlBool>`(${isPerson('e.actor', actor)} or ${isPerson('e.impersonator', actor)})`);
  }
  if (operation !== undefined) {
    const noun = `${operation} `;
    query = query.where(sql<SqlBool>`(e.operation = ${operation} or substr(e.operation, 1, ${noun.length}) = ${noun})`);
  }
  if (outcome !== undefined) query = query.where('e.outcome', '=', outcome);
  if (since !== undefined) query = query.where('e.at', '>=', since);
  if (until !== undefined) query = query.where('e.at', '<', until);
  if (after !== undefined) query = query.where('e.number', order === 'oldest' ? '>' : '<', after);
  const ordered = query.orderBy('e.number', order === 'oldest' ? 'asc' : 'desc');
  return limit > 0 ? ordered.limit(limit) : ordered;
}

/** Whether a column of an entry says a person: as they were typed, by their key, or as they are spelled. */
const isPerson = (column: string, { spelling, key }: NonNullable<EntryFilter['actor']>) =>
  sql<SqlBool>`(${sql.ref(column)} in (${spelling}, ${key})
    or ${sql.ref(column)} in (select u.email from users u where u.email_key = ${key}))`;

/** One entry by its number; undefined where there is none. */
export const entryNumbered = (db: ReadDb, workspaceId: number, number: number): Promise<EntriesTable | undefined> =>
  db
    .selectFrom('entries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '=', number)
    .executeTakeFirst();
