import type { Connection } from './connection.ts';
import { idsOf } from './ids.ts';

/** The e-mail addresses of who holds conversations, by their user ids, in one statement. */
export async function holdersOf(
  { all, dialect }: Connection,
  workspaceId: number,
  held: readonly { readonly claimed_by: number | null }[],
): Promise<ReadonlyMap<number | null, string>> {
  const ids = [...new Set(held.flatMap(({ claimed_by }) => (claimed_by === null ? [] : [String(claimed_by)])))];
  const rows = await all<{ id: number; email: string }>(
    `select u.id, u.email from users u where u.id in ${idsOf(dialect, '$2')} and exists
       (select 1 from memberships m where m.workspace_id = $1 and m.user_id = u.id)`,
    [workspaceId, JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, email }) => [id, email]));
}

/** Which of these people, by their user ids, are no members any more. One statement. */
export async function partedAmong(
  { all, dialect }: Connection,
  workspaceId: number,
  people: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await all<{ user_id: number }>(
    `select distinct m.user_id from memberships m where m.workspace_id = $1 and m.user_id in ${idsOf(dialect, '$2')}
       and not exists (select 1 from memberships o where o.workspace_id = m.workspace_id and o.user_id = m.user_id
         and o.until is null)`,
    [workspaceId, JSON.stringify([...new Set(people)].map(String))],
  );
  return new Set(rows.map(({ user_id }) => user_id));
}
