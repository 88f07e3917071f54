import type { ContactField, FieldKind } from '../domain/field-definition.ts';
import type { Connection } from './connection.ts';
import type { Db } from './kysely.ts';
import { contactsWithin, type Reached } from './sight.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly choices: string | null;
}

const fieldOf = ({ id, name, kind, choices }: Row): ContactField => ({
  id,
  name,
  kind: kind as FieldKind,
  choices: choices === null ? null : (JSON.parse(choices) as string[]),
});

/** The custom fields of a workspace's contacts, in the order in which they were made. */
export async function fieldsOf({ all }: Connection, workspaceId: number): Promise<ContactField[]> {
  const rows = await all<Row>(
    'select f.id, f.name, f.kind, f.choices from fields f where f.workspace_id = $1 order by f.id',
    [workspaceId],
  );
  return rows.map(fieldOf);
}

/** A field with how many of the contacts within reach have a value in it, and who made and changed it when. */
export interface FieldTold extends ContactField {
  readonly version: number;
  readonly contacts: number;
  readonly made: number;
  readonly made_at: number;
  readonly made_by: string;
  readonly changed: number;
  readonly changed_at: number;
  readonly changed_by: string;
}

/** The fields as they are told, by name; `id` narrows them to one. */
export async function fieldsTold(
  { all }: Connection,
  workspaceId: number,
  reached: Reached,
  id: number | null = null,
): Promise<FieldTold[]> {
  const rows = await all<FieldTold & Row>(
    `select f.id, f.name, f.kind, f.choices, f.version, f.made, m.at as made_at, m.actor as made_by,
       f.changed, h.at as changed_at, h.actor as changed_by, (select count(*) from contact_values v
         where v.workspace_id = f.workspace_id and v.field_id = f.id and ${seen('v', reached)}) as contacts
     from fields f join authorships m on m.workspace_id = f.workspace_id and m.number = f.made
     join authorships h on h.workspace_id = f.workspace_id and h.number = f.changed
     where f.workspace_id = $1 ${id === null ? '' : 'and f.id = $2'} order by f.name`,
    id === null ? [workspaceId] : [workspaceId, id],
  );
  return rows.map((row) => ({ ...row, ...fieldOf(row) }));
}

/** The condition that a value is one of a contact within reach; it looks at contacts only where that is narrowed. */
const seen = (v: string, reached: Reached): string => {
  const within = contactsWithin(reached);
  return within === '1 = 1'
    ? within
    : `exists (select 1 from contacts c where c.workspace_id = ${v}.workspace_id and c.id = ${v}.contact_id and ${within})`;
};

/** How many of the contacts within reach have each value of a field. */
export const valueCounts = ({ all }: Connection, workspaceId: number, fieldId: number, reached: Reached) =>
  all<{ readonly value: string; readonly contacts: number }>(
    `select v.value, count(*) as contacts from contact_values v
     where v.workspace_id = $1 and v.field_id = $2 and ${seen('v', reached)} group by v.value order by v.value`,
    [workspaceId, fieldId],
  );

/** What is said of a field that is made. */
export type FieldParts = Omit<ContactField, 'id'>;

const choicesText = (choices: readonly string[] | null): string | null =>
  choices === null ? null : JSON.stringify(choices);

/** Makes a field. */
export async function makeField(
  { run }: Connection,
  workspaceId: number,
  entry: number,
  { name, kind, choices }: FieldParts,
): Promise<void> {
  await run(
    `insert into fields (workspace_id, id, name, kind, choices, version, made, changed)
     select $1, coalesce(max(f.id), 0) + 1, $2, $3, cast($4 as text), 1, cast($5 as integer), cast($5 as integer)
     from fields f where f.workspace_id = $1`,
    [workspaceId, name, kind, choicesText(choices), entry],
  );
}

/** Changes a field's name and choices, as its next version. */
export async function changeField(
  db: Db,
  workspaceId: number,
  entry: number,
  { id, name, choices }: Omit<ContactField, 'kind'>,
): Promise<void> {
  await db
    .updateTable('fields')
    .set((eb) => ({ name, choices: choicesText(choices), changed: entry, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Puts other values in the place of some of a field's. Answers how many contacts had one of them. */
export async function replaceValues(
  { run }: Connection,
  workspaceId: number,
  fieldId: number,
  others: ReadonlyMap<string, string>,
): Promise<number> {
  if (others.size === 0) return 0;
  const pairs = [...others].flat();
  const cases = [...others].map((_, i) => `when $${2 * i + 3} then $${2 * i + 4}`).join(' ');
  const olds = [...others].map((_, i) => `$${2 * i + 3}`).join(', ');
  return run(
    `update contact_values set value = case value ${cases} end
     where workspace_id = $1 and field_id = $2 and value in (${olds})`,
    [workspaceId, fieldId, ...pairs],
  );
}

/** Removes a field with every value in it. Answers how many contacts lost one. */
export async function dropField({ run }: Connection, workspaceId: number, id: number): Promise<number> {
  const lost = await run('delete from contact_values where workspace_id = $1 and field_id = $2', [workspaceId, id]);
  await run('delete from fields where workspace_id = $1 and id = $2', [workspaceId, id]);
  return lost;
}
