// Contacts as they are made and changed: one statement for each table, whatever the contacts.
import type { Connection } from './connection.ts';
import type { Db } from './kysely.ts';

/** What is said of a contact in its own row. */
export interface ContactParts {
  readonly phone: string | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly name_key: string;
  readonly assignee: number | null;
  readonly team_id: number | null;
  readonly time_zone: string | null;
}

/** The greatest number of a contact of the workspace, also where whoever asks does not see it; 0 where there is none. */
export async function lastContact({ all, dialect }: Connection, workspaceId: number): Promise<number> {
  const [row] = await all<{ last: number | null }>(
    dialect.doors?.lastContact ?? 'select coalesce(max(c.id), 0) as last from contacts c where c.workspace_id = $1',
    [workspaceId],
  );
  return row?.last ?? 0;
}

/** Makes contacts. Answers the ids of those that were not there already, in the order given. */
export async function makeContacts(
  connection: Connection,
  db: Db,
  workspaceId: number,
  entry: number,
  contacts: readonly ContactParts[],
): Promise<number[]> {
  const first = (await lastContact(connection, workspaceId)) + 1;
  const rows = contacts.map((parts, i) => ({
    ...{ workspace_id: workspaceId, id: first + i, ...parts },
    ...{ version: 1, made: entry, changed: entry },
  }));
  const { numInsertedOrUpdatedRows: made } = await db
    .insertInto('contacts')
    .values(rows)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return Number(made) === rows.length ? rows.map(({ id }) => id) : [];
}

/** Changes contacts, as their next version; nothing but that where no parts are given. */
export async function changeContacts(
  db: Db,
  workspaceId: number,
  entry: number,
  ids: readonly number[],
  parts: Partial<ContactParts>,
): Promise<void> {
  await db
    .updateTable('contacts')
    .set((eb) => ({ ...parts, changed: entry, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
}

/** A text in the place of a value: the field by its id. */
export type FieldValues = readonly (readonly [field: number, value: string])[];

/** Gives contacts values of fields, in the place of those that they had. */
export async function giveValues(
  db: Db,
  workspaceId: number,
  ids: readonly number[],
  values: FieldValues,
): Promise<void> {
  if (values.length === 0 || ids.length === 0) return;
  await db
    .insertInto('contact_values')
    .values(
      ids.flatMap((contact_id) =>
        values.map(([field_id, value]) => ({ workspace_id: workspaceId, contact_id, field_id, value })),
      ),
    )
    .onConflict((clash) =>
      clash
        .columns(['workspace_id', 'contact_id', 'field_id'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
    )
    .execute();
}

/** Takes contacts' values of fields away. */
export async function takeValues(
  db: Db,
  workspaceId: number,
  ids: readonly number[],
  fields: readonly number[],
): Promise<void> {
  if (fields.length === 0) return;
  await db
    .deleteFrom('contact_values')
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', 'in', ids)
    .where('field_id', 'in', fields)
    .execute();
}

/** Puts tags on contacts. */
export async function putTags(
  db: Db,
  workspaceId: number,
  ids: readonly number[],
  tags: readonly string[],
): Promise<void> {
  if (tags.length === 0 || ids.length === 0) return;
  await db
    .insertInto('contact_tags')
    .values(ids.flatMap((contact_id) => tags.map((tag) => ({ workspace_id: workspaceId, contact_id, tag }))))
    .onConflict((clash) => clash.doNothing())
    .execute();
}

/** Takes tags off contacts. */
export async function dropTags(
  db: Db,
  workspaceId: number,
  ids: readonly number[],
  tags: readonly string[],
): Promise<void> {
  if (tags.length === 0) return;
  await db
    .deleteFrom('contact_tags')
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', 'in', ids)
    .where('tag', 'in', tags)
    .execute();
}
