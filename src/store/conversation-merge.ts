// Conversations of several contacts that become one's: two on a line become one, what was said in the order of its time.
import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** A conversation as it is merged. */
export interface MergedConversation {
  readonly id: number;
  readonly line_id: number;
  readonly contact_id: number;
  readonly state: string;
  readonly claimed_by: number | null;
  readonly opened: number;
  readonly latest: number;
  readonly note: string | null;
  readonly category: string | null;
}

/** Every conversation of these contacts. */
export const conversationsToMerge = ({ all, dialect }: Connection, workspaceId: number, ids: readonly number[]) =>
  all<MergedConversation>(
    `select v.id, v.line_id, v.contact_id, v.state, v.claimed_by, v.opened, v.latest, v.note, v.category
     from conversations v where v.workspace_id = $1 and v.contact_id in ${idsOf(dialect, '$2')}
     order by v.line_id, v.id`,
    [workspaceId, JSON.stringify(ids.map(String))],
  );

/** A conversation (`origin`) whose messages go into another one (`target`); one that stays goes into itself. */
export interface Joining {
  readonly origin: number;
  readonly target: number;
}

/**
 * Puts the messages of conversations together, numbered anew by their time, and takes out the conversations that are
 * empty then. Their numbers are turned around first, so that none meets another on its way.
 */
export async function joinMessages(
  { run, dialect }: Connection,
  workspaceId: number,
  joinings: readonly Joining[],
): Promise<void> {
  if (joinings.length === 0) return;
  const pairs = dialect.rows('$2', { origin: 'integer', target: 'integer' });
  const values = [workspaceId, JSON.stringify(joinings)];
  await run(
    `update messages as m set conversation_id = r.target, id = -r.place
     from (select x.conversation_id, x.id, j.target,
         row_number() over (partition by j.target order by x.at, x.conversation_id, x.id) as place
       from messages x join ${pairs} as j on j.origin = x.conversation_id where x.workspace_id = $1) as r
     where m.workspace_id = $1 and m.conversation_id = r.conversation_id and m.id = r.id`,
    values,
  );
  await run(
    `update messages set id = -id
     where workspace_id = $1 and id < 0 and conversation_id in (select j.target from ${pairs} as j)`,
    values,
  );
  await run(
    `delete from conversations
     where workspace_id = $1 and id in (select j.origin from ${pairs} as j where j.origin <> j.target)`,
    values,
  );
}

/** Gives conversations to one contact, as they stand together, as their next versions. */
export async function giveConversations(
  { run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  keep: number,
  conversations: readonly MergedConversation[],
): Promise<void> {
  if (conversations.length === 0) return;
  const rows = dialect.rows('$4', {
    ...({ id: 'integer', state: 'text', claimed_by: 'integer', opened: 'integer' } as const),
    ...({ latest: 'integer', note: 'text', category: 'text' } as const),
  });
  await run(
    `update conversations as v set contact_id = $3, state = n.state, claimed_by = n.claimed_by, opened = n.opened,
       latest = n.latest, note = n.note, category = n.category, version = v.version + 1, changed = $2
     from ${rows} as n where v.workspace_id = $1 and v.id = n.id`,
    [workspaceId, entry, keep, JSON.stringify(conversations)],
  );
}
