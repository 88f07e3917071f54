// What a message may say of a contact, in plain SQL: what answers by itself asks here too.
import { wholeName } from '../domain/contact-name.ts';
import { CONTACT_VARIABLES, variableName } from '../domain/message-body.ts';
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** What a message may say of one contact, by the canonical name of the variable; null where it is not known of them. */
export type ContactVariables = ReadonlyMap<string, string | null>;

interface Said {
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

interface SaidInField {
  readonly name: string;
  readonly contact_id: number | null;
  readonly value: string | null;
}

/** The variables of these contacts by their ids, custom fields among them: two statements, however many. */
export async function variablesOf(
  { all, dialect }: Connection,
  workspaceId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, ContactVariables>> {
  if (contactIds.length === 0) return new Map();
  const ids = JSON.stringify(contactIds.map(String));
  const rows = await all<Said>(
    `select c.id, c.phone, c.email, c.first_name, c.last_name from contacts c
     where c.workspace_id = $1 and c.id in ${idsOf(dialect, '$2')}`,
    [workspaceId, ids],
  );
  const fields = await all<SaidInField>(
    `select f.name, v.contact_id, v.value from fields f
     left join contact_values v on v.workspace_id = f.workspace_id and v.field_id = f.id
       and v.contact_id in ${idsOf(dialect, '$2')}
     where f.workspace_id = $1`,
    [workspaceId, ids],
  );
  const blank = fields.map(({ name }) => [variableName(name), null] as const);
  const found = new Map(rows.map(({ id }) => [id, new Map<string, string | null>(blank)]));
  for (const { name, contact_id, value } of fields) {
    if (contact_id !== null) found.get(contact_id)?.set(variableName(name), value);
  }
  for (const row of rows) {
    // What every contact has wins over a field that took its name.
    for (const name of CONTACT_VARIABLES)
      found.get(row.id)?.set(name, name === 'name' ? wholeName(row.first_name, row.last_name) : row[name]);
  }
  return found;
}

/** Every variable that a message of the workspace may have: what each contact has, and its custom fields. */
export async function variableNames({ all }: Connection, workspaceId: number): Promise<string[]> {
  const fields = await all<{ name: string }>('select f.name from fields f where f.workspace_id = $1 order by f.name', [
    workspaceId,
  ]);
  return [...new Set([...CONTACT_VARIABLES, ...fields.map(({ name }) => variableName(name))])];
}
