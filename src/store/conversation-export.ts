// Conversations as documents tell them, by the page of contacts: in the order of their numbers, then of their addresses.
import type { Connection } from './connection.ts';
import { conversationsWithin, type Reached } from './sight.ts';

/** A conversation as it is exported. */
export interface ExportedConversation {
  readonly id: number;
  readonly line: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly state: string;
  readonly holder: string | null;
  readonly note: string | null;
  readonly category: string | null;
}

/** Something that was said in a conversation; `at` is in UTC milliseconds. */
export interface ExportedMessage {
  readonly conversation_id: number;
  readonly kind: string;
  readonly body: string;
  readonly at: number;
  /** Who wrote it, where they are a member still. */
  readonly author: string | null;
  readonly responder: string | null;
  /** 1 where it was written by who is no member any more. */
  readonly is_parted: number;
}

/** Some conversations with what was said in them. */
export interface ConversationPage {
  readonly conversations: readonly ExportedConversation[];
  readonly messages: readonly ExportedMessage[];
}

const PAGE = 200;

const ROADS = [
  { key: 'c.phone', where: 'c.phone is not null', index: 'contacts_by_phone' },
  { key: 'c.email_key', where: 'c.phone is null', index: 'contacts_by_address' },
] as const;

/** All conversations within reach, page by page. */
export async function* conversationPages(
  { all, dialect }: Connection,
  workspaceId: number,
  reached: Reached,
): AsyncGenerator<ConversationPage> {
  const [some] = await all('select 1 from conversations v where v.workspace_id = $1 limit 1', [workspaceId]);
  if (some === undefined) return;
  for (const { key, where, index } of ROADS) {
    const after = `c.workspace_id = $1 and ${where} and ${key} > $2`;
    for (let last = ''; ; ) {
      const keys = await all<{ key: string }>(
        `select ${key} as key from contacts c ${dialect.by(index)} where ${after} and exists (select 1 from conversations v
           where v.workspace_id = c.workspace_id and v.contact_id = c.id) order by ${key} limit cast($3 as integer)`,
        [workspaceId, last, PAGE],
      );
      const next = keys.at(-1)?.key;
      if (next === undefined) break;
      const span = `${after} and ${key} <= $3 and v.workspace_id = c.workspace_id and v.contact_id = c.id
        and ${conversationsWithin(reached)}`;
      // Crossed, so that SQLite goes from the few contacts of a page to what was said, and not the other way round.
      const joined = `contacts c ${dialect.by(index)} cross join conversations v
        join lines l on l.workspace_id = v.workspace_id and l.id = v.line_id`;
      const values = [workspaceId, last, next];
      const conversations = await all<ExportedConversation>(
        `select v.id, l.address as line, c.phone, c.email, v.state, u.email as holder, v.note, v.category
         from ${joined} left join users u on u.id = v.claimed_by where ${span} order by ${key}, l.address`,
        values,
      );
      const messages = await all<ExportedMessage>(
        `select m.conversation_id, m.kind, m.body, m.at, u.email as author, m.responder,
           case when m.author is not null and u.id is null then 1 else 0 end as is_parted
         from ${joined} cross join messages m
         left join memberships a on a.workspace_id = m.workspace_id and a.user_id = m.author and a.until is null
         left join users u on u.id = a.user_id
         where ${span} and m.workspace_id = v.workspace_id and m.conversation_id = v.id order by ${key}, l.address, m.id`,
        values,
      );
      yield { conversations, messages };
      if (keys.length < PAGE) break;
      last = next;
    }
  }
}
