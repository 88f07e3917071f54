import type { ChangePass } from '../../access/pass.ts';
import {
  conversationsToMerge,
  giveConversations,
  joinMessages,
  type MergedConversation,
} from '../../store/conversation-merge.ts';

/** How many conversations went over to the one who is kept, and how many became part of another on their line. */
export interface MovedConversations {
  readonly moved: number;
  readonly joined: number;
}

/** Gives the conversations of others to the one who is kept; those on one line become one. */
export async function mergeConversations(
  { connection, workspace, entry }: ChangePass,
  keep: number,
  others: readonly number[],
): Promise<MovedConversations> {
  const all = await conversationsToMerge(connection, workspace.id, [keep, ...others]);
  const groups = [...Map.groupBy(all, ({ line_id }) => line_id).values()].map((group) =>
    group.toSorted((a, b) => Number(b.contact_id === keep) - Number(a.contact_id === keep) || a.id - b.id),
  );
  const changing = groups.filter((group) => group.length > 1 || group[0]?.contact_id !== keep);
  const together = changing.map(asOne);
  const joinings = changing.flatMap((group, i) =>
    group.length === 1 ? [] : group.map(({ id }) => ({ origin: id, target: together[i]?.id ?? id })),
  );
  await joinMessages(connection, workspace.id, joinings);
  await giveConversations(connection, workspace.id, entry, keep, together);
  return {
    moved: all.filter(({ contact_id }) => contact_id !== keep).length,
    joined: all.length - groups.length,
  };
}

/** Several conversations of one line as one: the first stays; it is open where one of them is, and claimed so. */
function asOne(group: readonly MergedConversation[]): MergedConversation {
  const [first] = group as [MergedConversation];
  const going = group.filter(({ state }) => state !== 'ended');
  const last = group.toSorted((a, b) => b.latest - a.latest)[0] ?? first;
  const stands = going.find(({ claimed_by }) => claimed_by !== null) ?? going[0] ?? last;
  const opened = Math.min(...(going.length > 0 ? going : group).map((one) => one.opened));
  return { ...stands, id: first.id, opened, latest: last.latest };
}
