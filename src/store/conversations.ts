// What is written of conversations and said in them: sets of rows as one JSON value, so that one costs what many cost.
import type { Connection } from './connection.ts';

export const CONVERSATION_STATES = ['open', 'claimed', 'ended'] as const;
type ConversationState = (typeof CONVERSATION_STATES)[number];

/** How a conversation stands from now on. Times are UTC milliseconds; what is left out stays. */
export interface ConversationChange {
  readonly id: number;
  readonly state: ConversationState;
  readonly claimedBy: number | null;
  readonly opened?: number;
  readonly latest?: number;
  /** What was noted when it ended, and as what; both are forgotten once it opens again. */
  readonly note?: string | undefined;
  readonly category?: string | undefined;
}

/** Changes conversations, as their next versions: one statement, however many. */
export async function changeConversations(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  changes: readonly ConversationChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const said = dialect.rows('$3', {
    ...({ id: 'integer', state: 'text', claimedBy: 'integer', opened: 'integer' } as const),
    ...({ latest: 'integer', note: 'text', category: 'text' } as const),
  });
  const ended = (column: string) =>
    `case when n.state = 'ended' then n.${column} when v.state = 'ended' then null else v.${column} end`;
  await run(
    `update conversations as v set state = n.state, claimed_by = n.claimedBy, opened = coalesce(n.opened, v.opened),
       latest = case when n.latest > v.latest then n.latest else v.latest end, note = ${ended('note')}, category = ${ended('category')},
       version = v.version + 1, changed = $2
     from ${said} as n where v.workspace_id = $1 and v.id = n.id`,
    [workspaceId, entry, JSON.stringify(changes)],
  );
}

/** A conversation that begins; its id is one that nobody has yet. */
export interface FreshConversation {
  readonly id: number;
  readonly lineId: number;
  readonly contactId: number;
  readonly state: ConversationState;
  readonly claimedBy: number | null;
  readonly opened: number;
  readonly latest: number;
}

/** Begins conversations: one statement, however many. */
export async function beginConversations(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  fresh: readonly FreshConversation[],
): Promise<void> {
  if (fresh.length === 0) return;
  const said = dialect.rows('$3', {
    ...({ id: 'integer', lineId: 'integer', contactId: 'integer', state: 'text' } as const),
    ...({ claimedBy: 'integer', opened: 'integer', latest: 'integer' } as const),
  });
  await run(
    `insert into conversations (workspace_id, id, line_id, contact_id, state, claimed_by, opened, latest, version, made, changed)
     select cast($1 as integer), n.id, n.lineId, n.contactId, n.state, n.claimedBy, n.opened, n.latest, 1,
       cast($2 as integer), cast($2 as integer) from ${said} as n order by n.id`,
    [workspaceId, entry, JSON.stringify(fresh)],
  );
}

/** What a row of a thread is: written by them, by a member, by a responder; said among members; or what happened. */
type MessageKind = 'in' | 'reply' | 'auto' | 'note' | 'event';

/** Something said, or done, in a conversation. `key` is what the channel knows the message by. */
export interface Said {
  readonly conversation: number;
  readonly kind: MessageKind;
  readonly body: string;
  readonly at: number;
  readonly author: number | null;
  readonly responder?: string;
  readonly key?: string | null;
}

/** Puts what was said at the end of its conversations, in the order given: one statement, however much. */
export async function say(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  said: readonly Said[],
): Promise<void> {
  if (said.length === 0) return;
  const places = new Map<number, number>();
  const placed = said.map((one) => {
    const place = (places.get(one.conversation) ?? 0) + 1;
    places.set(one.conversation, place);
    return { ...one, place };
  });
  const rows = dialect.rows('$3', {
    ...({ conversation: 'integer', place: 'integer', kind: 'text', body: 'text', at: 'integer' } as const),
    ...({ author: 'integer', responder: 'text', key: 'text' } as const),
  });
  await run(
    `insert into messages (workspace_id, conversation_id, id, kind, body, at, author, responder, message_key, entry)
     select cast($1 as integer), n.conversation, n.place + coalesce((select max(m.id) from messages m
         where m.workspace_id = $1 and m.conversation_id = n.conversation), 0),
       n.kind, n.body, n.at, n.author, n.responder, n.key, cast($2 as integer)
     from ${rows} as n order by n.conversation, n.place`,
    [workspaceId, entry, JSON.stringify(placed)],
  );
}
