// The work of members who are removed or suspended: it goes back to everybody, or to whoever takes it over.
import type { Connection } from './connection.ts';
import { type ConversationRow, conversationsWhere } from './records.ts';

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

/** The condition that a conversation (`v` in the statement) is held by one of `them`, a subquery of user ids. */
export const isHeldBy = (place: string, them: string): string =>
  `v.workspace_id = ${place} and v.claimed_by in ${them} order by v.id`;

/** The conversations that these people hold, also beyond the sight of whoever parts them. */
export const claimsOf = ({ all, dialect }: Connection, workspaceId: number, userIds: readonly number[]) =>
  all<ConversationRow>(dialect.doors?.claimsHeld ?? conversationsWhere(isHeldBy('$1', dialect.texts('$2'))), [
    workspaceId,
    JSON.stringify(userIds),
  ]);

/** How the statements below call what they are given. */
type Words = Readonly<
  Record<'place' | 'them' | 'heir' | 'before' | 'behind' | 'author' | 'at' | 'entry' | 'reason', string>
>;

/** What parts people from their work, the same on both stores: the threads are told, claims, contacts, blasts. */
export const partings = ({ place, them, heir, before, behind, author, at, entry, reason }: Words) => ({
  told: `insert into messages (workspace_id, conversation_id, id, kind, body, at, author, entry)
    select v.workspace_id, v.id, 1 + coalesce((select max(m.id) from messages m
        where m.workspace_id = v.workspace_id and m.conversation_id = v.id), 0),
      'event', ${before} || u.email || ${behind}, ${at}, ${author}, ${entry}
    from conversations v join users u on u.id = v.claimed_by
    where ${isHeldBy(place, them)}`,
  conversations: `update conversations as v set claimed_by = ${heir}, version = v.version + 1, changed = ${entry},
      state = case when ${heir} is null then 'open' else 'claimed' end
    where v.workspace_id = ${place} and v.claimed_by in ${them}`,
  contacts: `update contacts as c set assignee = ${heir}, version = c.version + 1, changed = ${entry}
    where c.workspace_id = ${place} and c.assignee in ${them}`,
  blasts: `update blasts as b set state = 'paused', reason = ${reason}, version = b.version + 1, changed = ${entry}
    where b.workspace_id = ${place} and b.author in ${them} and b.state in ('scheduled', 'sending')`,
});

/** Parts people from their work. A constant number of statements, whatever there is. */
export async function partWithWork(
  { all, run, dialect }: Connection,
  workspaceId: number,
  entry: number,
  { userIds, heir, event: [before, behind], author, reason, at }: Parting,
): Promise<Parted> {
  const values = [workspaceId, JSON.stringify(userIds), heir, before, behind, author, at, reason];
  if (dialect.doors) {
    const [parted] = await all<Parted>(dialect.doors.partWithWork, values);
    return parted as Parted;
  }
  const told = { before: '$4', behind: '$5', author: '$6', at: '$7', reason: '$8', entry: '$9' };
  const doing = partings({ place: '$1', them: dialect.texts('$2'), heir: '$3', ...told });
  const done = (statement: string) => run(statement, [...values, entry]);
  await done(doing.told);
  return {
    conversations: await done(doing.conversations),
    contacts: await done(doing.contacts),
    blasts: await done(doing.blasts),
  };
}
