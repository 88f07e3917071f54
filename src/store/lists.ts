import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Db } from './kysely.ts';

/** A list as names are told apart: with a filter (JSON) it is a segment. */
export interface ListRow {
  readonly id: number;
  readonly name: string;
  readonly about: string | null;
  readonly filter: string | null;
  readonly wants_consent: number;
}

/** Every list of a workspace with who changed it last, by name. */
export const listsOf = ({ all }: Connection, workspaceId: number) =>
  all<ListRow & { readonly version: number; readonly changed: number; readonly at: number; readonly by: string }>(
    `select l.id, l.name, l.about, l.filter, l.wants_consent, l.version, l.changed, e.at, e.actor as by
     from lists l join authorships e on e.workspace_id = l.workspace_id and e.number = l.changed
     where l.workspace_id = $1 order by l.name`,
    [workspaceId],
  );

/** The condition that a contact (`c` in the statement) was put on a list by hand. */
export function isMember(listId: number, c = 'c'): string {
  if (!Number.isSafeInteger(listId)) throw new Error('a list is known by a whole number');
  return `exists (select 1 from list_members put where put.workspace_id = ${c}.workspace_id
    and put.list_id = ${listId} and put.contact_id = ${c}.id)`;
}

/** What is said of a list. */
export type ListParts = Omit<ListRow, 'id'>;

/** Makes a list. */
export async function beginList(db: Db, workspaceId: number, entry: number, parts: ListParts): Promise<void> {
  const id = sql<number>`(select coalesce(max(l.id), 0) + 1 from lists l where l.workspace_id = ${workspaceId})`;
  await db
    .insertInto('lists')
    .values({ workspace_id: workspaceId, id, ...parts, version: 1, made: entry, changed: entry })
    .execute();
}

/** Changes what is said of a list, as its next version. */
export async function editList(db: Db, workspaceId: number, entry: number, { id, ...parts }: ListRow): Promise<void> {
  await db
    .updateTable('lists')
    .set((eb) => ({ ...parts, version: eb('version', '+', 1), changed: entry }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Takes a list out. Answers how many contacts were on it by hand. */
export async function endList(db: Db, workspaceId: number, id: number): Promise<number> {
  const members = await db
    .deleteFrom('list_members')
    .where('workspace_id', '=', workspaceId)
    .where('list_id', '=', id)
    .executeTakeFirst();
  await db.deleteFrom('lists').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
  return Number(members.numDeletedRows);
}
