// The records that words name, in plain SQL: the smallest questions ask here.
import type { Connection } from './connection.ts';

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
    `select ${PARTS} from contacts c where c.workspace_id = $1 and c.phone in ${dialect.texts('$2')}
     union select ${PARTS} from contacts c where c.workspace_id = $1 and c.email_key in ${dialect.texts('$2')} order by 1`,
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

/** The rows of conversations, up to the condition that says which. */
export const CONVERSATION_PARTS = `select ${PARTS}, v.id as conversation_id, v.line_id, l.address, v.state, v.claimed_by
  from conversations v join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
  join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id`;

/** The conversations of these contacts, in one statement. */
export const conversationsOf = ({ all, dialect }: Connection, workspaceId: number, contactIds: readonly number[]) =>
  all<ConversationRow>(
    `${CONVERSATION_PARTS}
     where v.workspace_id = $1 and cast(v.contact_id as text) in ${dialect.texts('$2')} order by v.id`,
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
