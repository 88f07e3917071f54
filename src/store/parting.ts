// The work of members who are removed or suspended: it goes back to everybody, or to whoever takes it over.
import type { Connection } from './connection.ts';
import { CONVERSATION_PARTS, type ConversationRow } from './records.ts';

/** What became of work, in numbers. */
export interface Parted {
  readonly conversations: number;
  readonly contacts: number;
  readonly blasts: number;
}

/** Whose work it is, whose it will be (null: nobody's), and what is told of it. */
export interface Parting {
  readonly userIds: readonly number[];
  readonly heir: number | null;
  /** What the thread says: the part before the address of whoever had it, and the part behind. */
  readonly event: readonly [string, string];
  readonly author: number;
  readonly reason: string;
  /** UTC milliseconds. */
  readonly at: number;
}

const ids = (userIds: readonly number[]): string => JSON.stringify(userIds.map((id) => ({ id })));

/** The conversations that these people hold. */
export const claimsOf = ({ all, dialect }: Connection, workspaceId: number, userIds: readonly number[]) =>
  all<ConversationRow>(
    `${CONVERSATION_PARTS} where v.workspace_id = $1
       and v.claimed_by in (select n.id from ${dialect.rows('$2', { id: 'integer' })} as n) order by v.id`,
    [workspaceId, ids(userIds)],
  );

/** Parts people from their work: claims, contacts that are theirs, blasts that they scheduled. Four statements, whatever there is. */
export async function partWithWork(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  { userIds, heir, event: [before, behind], author, reason, at }: Parting,
): Promise<Parted> {
  const them = (value: string) => `(select n.id from ${dialect.rows(value, { id: 'integer' })} as n)`;
  const people = ids(userIds);
  await run(
    `insert into messages (workspace_id, conversation_id, id, kind, body, at, author, entry)
     select v.workspace_id, v.id, 1 + coalesce((select max(m.id) from messages m
         where m.workspace_id = v.workspace_id and m.conversation_id = v.id), 0),
       'event', cast($3 as text) || u.email || cast($4 as text), cast($5 as bigint), cast($6 as bigint), cast($7 as bigint)
     from conversations v join users u on u.id = v.claimed_by
     where v.workspace_id = $1 and v.claimed_by in ${them('$2')} order by v.id`,
    [workspaceId, people, before, behind, at, author, entry],
  );
  const conversations = await run(
    `update conversations as v set claimed_by = cast($3 as bigint), version = v.version + 1, changed = $4,
       state = case when cast($3 as bigint) is null then 'open' else 'claimed' end
     where v.workspace_id = $1 and v.claimed_by in ${them('$2')}`,
    [workspaceId, people, heir, entry],
  );
  const contacts = await run(
    `update contacts as c set assignee = cast($3 as bigint), version = c.version + 1, changed = $4
     where c.workspace_id = $1 and c.assignee in ${them('$2')}`,
    [workspaceId, people, heir, entry],
  );
  const blasts = await run(
    `update blasts as b set state = 'paused', reason = $3, version = b.version + 1, changed = $4
     where b.workspace_id = $1 and b.author in ${them('$2')} and b.state in ('scheduled', 'sending')`,
    [workspaceId, people, reason, entry],
  );
  return { conversations, contacts, blasts };
}
