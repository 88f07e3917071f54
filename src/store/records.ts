// The records that words name, in plain SQL: the smallest questions ask here.
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** A contact as decisions need it. */
export interface ContactRow {
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly assignee: number | null;
  readonly team_id: number | null;
  /** What its team is called, where that may be seen. */
  readonly team: string | null;
}

const PARTS = `c.id, c.phone, c.email, c.email_key, c.assignee, c.team_id,
  (select t.name from teams t where t.workspace_id = c.workspace_id and t.id = c.team_id) as team`;

/** The contacts with these numbers (E.164) or e-mail keys, in one statement; several may share an address. */
export const contactsNamed = ({ all, dialect }: Connection, workspaceId: number, words: readonly string[]) =>
  all<ContactRow>(
    // Left to itself, SQLite reads all contacts in the order of their ids, to merge the two without sorting.
    `select ${PARTS} from contacts c ${dialect.by('contacts_by_phone')}
       where c.workspace_id = $1 and c.phone is not null and c.phone in ${dialect.texts('$2')}
     union select ${PARTS} from contacts c ${dialect.by('contacts_by_email')}
       where c.workspace_id = $1 and c.email_key is not null and c.email_key in ${dialect.texts('$2')} order by 1`,
    [workspaceId, JSON.stringify(words)],
  );

/** A conversation as decisions need it, with its line and its contact. */
export interface ConversationRow extends ContactRow {
  readonly conversation_id: number;
  readonly line_id: number;
  readonly address: string;
  readonly state: string;
  readonly claimed_by: number | null;
}

/** The statement that tells of the conversations of which a condition holds. */
export const conversationsWhere = (condition: string): string =>
  `select ${PARTS}, v.id as conversation_id, v.line_id, l.address, v.state, v.claimed_by
   from conversations v join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
   join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id where ${condition}`;

/** The conversations of these contacts, in one statement. */
export const conversationsOf = ({ all, dialect }: Connection, workspaceId: number, contactIds: readonly number[]) =>
  all<ConversationRow>(
    conversationsWhere(`v.workspace_id = $1 and v.contact_id in ${idsOf(dialect, '$2')} order by v.id`),
    [workspaceId, JSON.stringify(contactIds.map(String))],
  );

/** A blast as decisions need it. */
export interface BlastRow {
  readonly id: number;
  readonly name: string;
  readonly line_id: number;
  readonly author: number;
  readonly state: string;
}

/** The blasts with these names, in one statement. */
export const blastsNamed = ({ all, dialect }: Connection, workspaceId: number, names: readonly string[]) =>
  all<BlastRow>(
    `select b.id, b.name, b.line_id, b.author, b.state from blasts b
     where b.workspace_id = $1 and b.name in ${dialect.texts('$2')}`,
    [workspaceId, JSON.stringify(names)],
  );
