import { type SqlBool, sql } from 'kysely';
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';
import type { ReadDb } from './kysely.ts';
import { conversationsWithin, type Reached } from './sight.ts';

/** What a list of conversations is narrowed to. Every part is optional, and all that are given hold together. */
export interface ConversationFilter {
  readonly lineIds?: readonly number[] | undefined;
  readonly states?: readonly string[] | undefined;
  /** The user id of who claimed it; null: nobody did. */
  readonly claimedBy?: number | null | undefined;
  readonly contactId?: number | undefined;
  readonly teamIds?: readonly number[] | undefined;
  /** UTC milliseconds of the last message, or later. */
  readonly since?: number | undefined;
}

/** The place of a conversation in a list: newest first. */
export interface ConversationCursor {
  readonly latest: number;
  readonly id: number;
}

/** A conversation as lists show it. Times are UTC milliseconds. */
export interface ListedConversation extends ConversationCursor {
  readonly line: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly state: string;
  readonly claimed_by: number | null;
  readonly holder: string | null;
  readonly team: string | null;
  readonly opened: number;
  readonly note: string | null;
  readonly category: string | null;
  readonly version: number;
}

function within(db: ReadDb, workspaceId: number, reached: Reached, filter: ConversationFilter) {
  let query = db
    .selectFrom('conversations as v')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.workspace_id', '=', 'v.workspace_id').onRef('c.id', '=', 'v.contact_id'),
    )
    .where('v.workspace_id', '=', workspaceId)
    .where(sql.raw<SqlBool>(conversationsWithin(reached)));
  if (filter.lineIds) query = query.where('v.line_id', 'in', filter.lineIds);
  if (filter.states) query = query.where('v.state', 'in', filter.states);
  if (filter.claimedBy === null) query = query.where('v.claimed_by', 'is', null);
  else if (filter.claimedBy !== undefined) query = query.where('v.claimed_by', '=', filter.claimedBy);
  if (filter.contactId !== undefined) query = query.where('v.contact_id', '=', filter.contactId);
  if (filter.teamIds) query = query.where('c.team_id', 'in', filter.teamIds);
  if (filter.since !== undefined) query = query.where('v.latest', '>=', filter.since);
  return query;
}

/** The conversations within somebody's reach, the latest first, as a query that can be run or streamed; `limit` 0: all. */
export function conversationsQuery(
  db: ReadDb,
  workspaceId: number,
  reached: Reached,
  filter: ConversationFilter,
  after: ConversationCursor | undefined,
  limit: number,
) {
  let query = within(db, workspaceId, reached, filter)
    .innerJoin('lines as l', (join) =>
      join.onRef('l.workspace_id', '=', 'v.workspace_id').onRef('l.id', '=', 'v.line_id'),
    )
    .leftJoin('users as u', 'u.id', 'v.claimed_by')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.id', '=', 'c.team_id'),
    )
    .select(['v.id', 'v.latest', 'v.opened', 'v.state', 'v.claimed_by', 'v.note', 'v.category', 'v.version'])
    .select(['l.address as line', 'c.phone', 'c.email', 'c.first_name', 'c.last_name'])
    .select(['u.email as holder', 't.name as team'])
    .orderBy('v.latest', 'desc')
    .orderBy('v.id', 'desc');
  if (after) query = query.where(sql<SqlBool>`(v.latest, v.id) < (${after.latest}, ${after.id})`);
  return limit > 0 ? query.limit(limit) : query;
}

/** How many conversations there are within somebody's reach. */
export async function countConversations(
  db: ReadDb,
  workspaceId: number,
  reached: Reached,
  filter: ConversationFilter,
): Promise<number> {
  const found = within(db, workspaceId, reached, filter).select(sql<number>`count(*)`.as('conversations'));
  return (await found.executeTakeFirstOrThrow()).conversations;
}

/** One conversation as lists show it. */
export const conversationShown = (db: ReadDb, workspaceId: number, reached: Reached, id: number) =>
  conversationsQuery(db, workspaceId, reached, {}, undefined, 0).where('v.id', '=', id).executeTakeFirstOrThrow();

/** A row of a thread, with who wrote it; times are UTC milliseconds. */
export interface ThreadRow {
  readonly id: number;
  readonly kind: string;
  readonly body: string;
  readonly at: number;
  readonly author: string | null;
  readonly responder: string | null;
  readonly message_key: string | null;
}

/** What was said in a conversation, from its end backwards; `limit` 0: all of it. */
export function threadOf(db: ReadDb, workspaceId: number, conversationId: number, limit: number): Promise<ThreadRow[]> {
  const query = db
    .selectFrom('messages as m')
    .leftJoin('users as u', 'u.id', 'm.author')
    .select(['m.id', 'm.kind', 'm.body', 'm.at', 'u.email as author', 'm.responder', 'm.message_key'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.conversation_id', '=', conversationId)
    .orderBy('m.id', 'desc');
  return (limit > 0 ? query.limit(limit) : query).execute();
}

/** Something that was said in one of several conversations. */
export type SaidRow = Pick<ThreadRow, 'kind' | 'body' | 'at'> & { readonly conversation_id: number };

/** What was said in these conversations, the oldest first, in one statement. */
export const saidIn = ({ all, dialect }: Connection, workspaceId: number, ids: readonly number[]): Promise<SaidRow[]> =>
  all<SaidRow>(
    `select m.conversation_id, m.kind, m.body, m.at from messages m
     where m.workspace_id = $1 and m.conversation_id in ${idsOf(dialect, '$2')} order by m.conversation_id, m.id`,
    [workspaceId, JSON.stringify(ids.map(String))],
  );

/** As what these conversations ended, and what was noted then. One statement. */
export const endingsOf = ({ all, dialect }: Connection, workspaceId: number, ids: readonly number[]) =>
  all<{ readonly id: number; readonly note: string | null; readonly category: string | null }>(
    `select v.id, v.note, v.category from conversations v where v.workspace_id = $1 and v.id in ${idsOf(dialect, '$2')}`,
    [workspaceId, JSON.stringify(ids.map(String))],
  );
