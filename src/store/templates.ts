import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Db, ReadDb } from './kysely.ts';

/** A template as names are told apart, and its text. */
export interface TemplateRow {
  readonly id: number;
  readonly name: string;
  readonly body: string;
}

/** Every template of a workspace, by name; only that one where an id is given. */
export const templatesOf = (
  { all }: Connection,
  workspaceId: number,
  id: number | null = null,
): Promise<TemplateRow[]> =>
  all<TemplateRow>(
    `select t.id, t.name, t.body from templates t where t.workspace_id = $1 ${id === null ? '' : 'and t.id = $2'} order by t.name`,
    id === null ? [workspaceId] : [workspaceId, id],
  );

/** Templates with who made them and who changed them last, by name, as a query that can be run or streamed. */
export const templatesQuery = (db: ReadDb, workspaceId: number) =>
  db
    .selectFrom('templates as t')
    .innerJoin('authorships as m', (join) =>
      join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.number', '=', 't.made'),
    )
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 't.workspace_id').onRef('e.number', '=', 't.changed'),
    )
    .select(['t.id', 't.name', 't.body', 't.version', 't.made', 't.changed'])
    .select(['m.at as made_at', 'm.actor as made_by', 'e.at as changed_at', 'e.actor as changed_by'])
    .where('t.workspace_id', '=', workspaceId)
    .orderBy('t.name');

/** Makes a template. */
export async function beginTemplate(
  db: Db,
  workspaceId: number,
  entry: number,
  { name, body }: Omit<TemplateRow, 'id'>,
): Promise<void> {
  const id = sql<number>`(select coalesce(max(t.id), 0) + 1 from templates t where t.workspace_id = ${workspaceId})`;
  await db
    .insertInto('templates')
    .values({ workspace_id: workspaceId, id, name, body, version: 1, made: entry, changed: entry })
    .execute();
}

/** Changes a template, as its next version. */
export async function editTemplate(
  db: Db,
  workspaceId: number,
  entry: number,
  { id, name, body }: TemplateRow,
): Promise<void> {
  await db
    .updateTable('templates')
    .set((eb) => ({ name, body, version: eb('version', '+', 1), changed: entry }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Takes a template out. */
export async function endTemplate(db: Db, workspaceId: number, id: number): Promise<void> {
  await db.deleteFrom('templates').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}
