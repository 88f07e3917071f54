import { sql } from 'kysely';
import type { Db } from './kysely.ts';

/** Begins a role of a workspace's own: its definition is canonical JSON. None of that name may be in force. */
export async function beginRole(
  db: Db,
  workspaceId: number,
  entry: number,
  name: string,
  definition: string,
): Promise<void> {
  await db
    .insertInto('custom_roles')
    .values({ workspace_id: workspaceId, name, definition, since: entry, until: null })
    .execute();
}

/** Ends a role of a workspace's own. */
export async function endRole(db: Db, workspaceId: number, entry: number, name: string): Promise<void> {
  await db
    .updateTable('custom_roles')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('name', '=', name)
    .where('until', 'is', null)
    .execute();
}

/** Gives everyone who holds a role another one, invited and suspended members too. Three statements, however many. */
export async function moveHolders(
  db: Db,
  workspaceId: number,
  entry: number,
  from: string,
  to: { readonly name: string; readonly restrictions: readonly string[] },
): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', from)
    .where('until', 'is', null)
    .execute();
  await db
    .insertInto('memberships')
    .columns(['workspace_id', 'user_id', 'role', 'status', 'name', 'expires', 'token_hash', 'since', 'until'])
    .expression((eb) =>
      eb
        .selectFrom('memberships')
        .select(['workspace_id', 'user_id', sql<string>`${to.name}`.as('role'), 'status', 'name', 'expires'])
        .select(['token_hash', sql<number>`${entry}`.as('since'), sql<null>`null`.as('until')])
        .where('workspace_id', '=', workspaceId)
        .where('role', '=', from)
        .where('until', '=', entry),
    )
    .execute();
  await db
    .updateTable('restrictions')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('until', 'is', null)
    .where('name', 'not in', [...to.restrictions, ''])
    .where('user_id', 'in', moved(workspaceId, entry, from))
    .execute();
}

/** Those who held a role until an entry. */
const moved = (workspaceId: number, entry: number, role: string) =>
  sql<number>`(select m.user_id from memberships m where m.workspace_id = ${workspaceId} and m.role = ${role}
    and m.until = ${entry})`;
