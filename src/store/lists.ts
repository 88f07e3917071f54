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

/** Every list of a workspace with who changed it last, by name; only that one where an id is given. */
export const listsOf = ({ all }: Connection, workspaceId: number, id: number | null = null) =>
  all<ListRow & { readonly version: number; readonly changed: number; readonly at: number; readonly by: string }>(
    `select l.id, l.name, l.about, l.filter, l.wants_consent, l.version, l.changed, e.at, e.actor as by
     from lists l join authorships e on e.workspace_id = l.workspace_id and e.number = l.changed
     where l.workspace_id = $1 ${id === null ? '' : 'and l.id = $2'} order by l.name`,
    id === null ? [workspaceId] : [workspaceId, id],
  );

/** How many contacts were put on a list by hand. */
export async function membersOn({ all }: Connection, workspaceId: number, id: number): Promise<number> {
  const [row] = await all<{ n: number }>(
    'select count(*) as n from list_members m where m.workspace_id = $1 and m.list_id = $2',
    [workspaceId, id],
  );
  return row?.n ?? 0;
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
