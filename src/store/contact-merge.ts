// What of several contacts becomes one's: long, because each table that knows of contacts has its statement here.
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** A contact whole, as far as it lies in its own row. */
export interface WholeContact {
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly assignee: number | null;
  readonly team_id: number | null;
  readonly time_zone: string | null;
}

/** A value in a custom field. */
export interface ContactValue {
  readonly contact_id: number;
  readonly field_id: number;
  readonly value: string;
}

const texts = (ids: readonly number[]): string => JSON.stringify(ids.map(String));
const among = ({ dialect }: Connection, column: string, value: string): string =>
  `${column} in ${idsOf(dialect, value)}`;

/** Contacts by their ids. */
export const wholeContacts = (connection: Connection, workspaceId: number, ids: readonly number[]) =>
  connection.all<WholeContact>(
    `select c.id, c.phone, c.email, c.email_key, c.first_name, c.last_name, c.assignee, c.team_id, c.time_zone
     from contacts c where c.workspace_id = $1 and ${among(connection, 'c.id', '$2')}`,
    [workspaceId, texts(ids)],
  );

/** What contacts have in custom fields. */
export const valuesOf = (connection: Connection, workspaceId: number, ids: readonly number[]) =>
  connection.all<ContactValue>(
    `select v.contact_id, v.field_id, v.value from contact_values v
     where v.workspace_id = $1 and ${among(connection, 'v.contact_id', '$2')}`,
    [workspaceId, texts(ids)],
  );

/** What is in force at an address of a line. */
export interface AgreedTo {
  readonly line_id: number;
  readonly line: string;
  readonly kind: string;
  readonly address: string;
  readonly state: string;
  readonly word: string | null;
  readonly at: number;
}

/** What is in force at these addresses, on every line. */
export const agreedAt = ({ all, dialect }: Connection, workspaceId: number, addresses: readonly string[]) =>
  all<AgreedTo>(
    `select k.line_id, l.address as line, l.kind, k.address, k.state, k.word, k.at from consents k
     join lines l on l.workspace_id = k.workspace_id and l.id = k.line_id
     where k.workspace_id = $1 and k.until is null and k.address in ${dialect.texts('$2')} order by l.address, k.address`,
    [workspaceId, JSON.stringify(addresses)],
  );

/** Puts one contact on the lists of others, and takes those off. Answers on how many more lists it is. */
export async function uniteLists(
  connection: Connection,
  workspaceId: number,
  entry: number,
  keep: number,
  others: readonly number[],
): Promise<number> {
  const put = await connection.run(
    `insert into list_members (workspace_id, list_id, contact_id, made)
     select distinct m.workspace_id, m.list_id, cast($2 as integer), cast($4 as integer) from list_members m
     where m.workspace_id = $1 and ${among(connection, 'm.contact_id', '$3')} on conflict do nothing`,
    [workspaceId, keep, texts(others), entry],
  );
  await dropOf(connection, 'list_members', workspaceId, others);
  return put;
}

/** Gives one contact the tags of others, and takes theirs. Answers how many it had not. */
export async function uniteTags(
  connection: Connection,
  workspaceId: number,
  keep: number,
  others: readonly number[],
): Promise<number> {
  const put = await connection.run(
    `insert into contact_tags (workspace_id, contact_id, tag)
     select distinct t.workspace_id, cast($2 as integer), t.tag from contact_tags t
     where t.workspace_id = $1 and ${among(connection, 't.contact_id', '$3')} on conflict do nothing`,
    [workspaceId, keep, texts(others)],
  );
  await dropOf(connection, 'contact_tags', workspaceId, others);
  return put;
}

/** Writes what one contact has in custom fields from now on, and takes what others have in any. */
export async function giveValues(
  connection: Connection,
  workspaceId: number,
  keep: number,
  others: readonly number[],
  values: readonly Pick<ContactValue, 'field_id' | 'value'>[],
): Promise<void> {
  await dropOf(connection, 'contact_values', workspaceId, others);
  if (values.length === 0) return;
  const rows = connection.dialect.rows('$3', { field_id: 'integer', value: 'text' });
  await connection.run(
    `insert into contact_values (workspace_id, contact_id, field_id, value)
     select cast($1 as integer), cast($2 as integer), n.field_id, n.value from ${rows} as n where 1 = 1
     on conflict (workspace_id, contact_id, field_id) do update set value = excluded.value`,
    [workspaceId, keep, JSON.stringify(values)],
  );
}

/** What answered others last counts for the one contact; what blasts sent to others is of it, at the address it went to. */
export async function inherit(
  connection: Connection,
  workspaceId: number,
  keep: number,
  others: readonly number[],
): Promise<number> {
  await connection.run(
    `insert into responder_answers (workspace_id, responder_id, contact_id, at)
     select a.workspace_id, a.responder_id, cast($2 as integer), max(a.at) from responder_answers a
     where a.workspace_id = $1 and (a.contact_id = $2 or ${among(connection, 'a.contact_id', '$3')})
     group by a.workspace_id, a.responder_id
     on conflict (workspace_id, responder_id, contact_id) do update set at = excluded.at`,
    [workspaceId, keep, texts(others)],
  );
  await dropOf(connection, 'responder_answers', workspaceId, others);
  return connection.run(
    `update blast_messages set contact_id = $2
     where workspace_id = $1 and ${among(connection, 'contact_id', '$3')}`,
    [workspaceId, keep, texts(others)],
  );
}

type OfContacts = 'list_members' | 'contact_tags' | 'contact_values' | 'responder_answers';

const dropOf = (connection: Connection, table: OfContacts, workspaceId: number, ids: readonly number[]) =>
  connection.run(`delete from ${table} where workspace_id = $1 and ${among(connection, 'contact_id', '$2')}`, [
    workspaceId,
    texts(ids),
  ]);

/** Takes contacts out, of whom nothing is left. */
export const dropContacts = (connection: Connection, workspaceId: number, ids: readonly number[]) =>
  connection.run(`delete from contacts where workspace_id = $1 and ${among(connection, 'id', '$2')}`, [
    workspaceId,
    texts(ids),
  ]);

/** Writes a contact as it is from now on, as its next version. */
export const rewriteContact = (
  { run }: Connection,
  workspaceId: number,
  entry: number,
  contact: WholeContact & { readonly name_key: string },
) =>
  run(
    `update contacts set phone = cast($3 as text), email = cast($4 as text), email_key = cast($5 as text),
       first_name = cast($6 as text), last_name = cast($7 as text), name_key = $8, assignee = cast($9 as integer),
       team_id = cast($10 as integer), time_zone = cast($11 as text), version = version + 1, changed = $12
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      contact.id,
      contact.phone,
      contact.email,
      contact.email_key,
      contact.first_name,
      contact.last_name,
      contact.name_key,
      contact.assignee,
      contact.team_id,
      contact.time_zone,
      entry,
    ],
  );
