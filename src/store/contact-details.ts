import type { Connection } from './connection.ts';
import { conversationsWithin, type Reached } from './sight.ts';

/** A contact with who made and changed it when. */
export interface ContactWhole {
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly time_zone: string | null;
  readonly assignee_id: number | null;
  readonly team_id: number | null;
  readonly assignee: string | null;
  readonly team: string | null;
  readonly version: number;
  readonly made: number;
  readonly made_at: number;
  readonly made_by: string;
  readonly changed: number;
  readonly changed_at: number;
  readonly changed_by: string;
}

const ids = (contacts: readonly number[]): string => JSON.stringify(contacts.map(String));

/** These contacts, by id. */
export const contactsById = ({ all, dialect }: Connection, workspaceId: number, contacts: readonly number[]) =>
  all<ContactWhole>(
    `select c.id, c.phone, c.email, c.email_key, c.first_name, c.last_name, c.time_zone, c.assignee as assignee_id,
       c.team_id, u.email as assignee, g.name as team, c.version, c.made, m.at as made_at, m.actor as made_by,
       c.changed, h.at as changed_at, h.actor as changed_by
     from contacts c left join users u on u.id = c.assignee
     left join teams g on g.workspace_id = c.workspace_id and g.id = c.team_id
     join authorships m on m.workspace_id = c.workspace_id and m.number = c.made
     join authorships h on h.workspace_id = c.workspace_id and h.number = c.changed
     where c.workspace_id = $1 and c.id in (select cast(w.id as integer) from (${named(dialect, '$2')}) w) order by c.id`,
    [workspaceId, ids(contacts)],
  );

/** The texts of a JSON array as rows of one column, `id`. */
const named = (dialect: Connection['dialect'], value: string): string =>
  `with w (id) as ${dialect.texts(value)} select w.id from w`;

/** The values that these contacts have, by the fields' names. */
export const valuesById = ({ all, dialect }: Connection, workspaceId: number, contacts: readonly number[]) =>
  all<{ readonly contact_id: number; readonly field_id: number; readonly field: string; readonly value: string }>(
    `select v.contact_id, v.field_id, f.name as field, v.value from contact_values v
     join fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
     where v.workspace_id = $1 and v.contact_id in (select cast(w.id as integer) from (${named(dialect, '$2')}) w)
     order by f.name`,
    [workspaceId, ids(contacts)],
  );

/** The tags of these contacts. */
export const tagsById = ({ all, dialect }: Connection, workspaceId: number, contacts: readonly number[]) =>
  all<{ readonly contact_id: number; readonly tag: string }>(
    `select t.contact_id, t.tag from contact_tags t
     where t.workspace_id = $1 and t.contact_id in (select cast(w.id as integer) from (${named(dialect, '$2')}) w)
     order by ${dialect.unindexed('t.tag')}`,
    [workspaceId, ids(contacts)],
  );

/** The lists that a contact was put on. */
export const listsOfContact = ({ all }: Connection, workspaceId: number, contact: number) =>
  all<{ readonly name: string }>(
    `select l.name from list_members m join lists l on l.workspace_id = m.workspace_id and l.id = m.list_id
     where m.workspace_id = $1 and m.contact_id = $2 order by l.name`,
    [workspaceId, contact],
  );

/** What a contact agreed to on the lines within reach. */
export const consentsOfContact = ({ all }: Connection, workspaceId: number, contact: number, reached: Reached) =>
  all<{
    readonly line: string;
    readonly state: string;
    readonly at: number;
    readonly origin: string;
    readonly word: string | null;
  }>(
    `select l.address as line, k.state, k.at, k.origin, k.word from contacts c
     join consents k on k.workspace_id = c.workspace_id and k.address in (c.phone, c.email_key) and k.until is null
     join lines l on l.workspace_id = k.workspace_id and l.id = k.line_id
     where c.workspace_id = $1 and c.id = $2 and ${conversationsWithin(reached, 'k', 'c')} order by l.address`,
    [workspaceId, contact],
  );

/** A contact's conversations within reach. */
export const conversationsOfContact = ({ all }: Connection, workspaceId: number, contact: number, reached: Reached) =>
  all<{ readonly line: string; readonly state: string; readonly claimed_by: string | null; readonly latest: number }>(
    `select l.address as line, v.state, u.email as claimed_by, v.latest from conversations v
     join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
     join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id
     left join users u on u.id = v.claimed_by
     where v.workspace_id = $1 and v.contact_id = $2 and ${conversationsWithin(reached)} order by l.address`,
    [workspaceId, contact],
  );
