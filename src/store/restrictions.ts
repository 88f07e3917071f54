import { sql } from 'kysely';
import type { Db } from './kysely.ts';

/** Begins a restriction on those of these members who are not under it yet. */
export async function beginRestriction(
  db: Db,
  workspaceId: number,
  entry: number,
  userIds: readonly number[],
  name: string,
): Promise<void> {
  await db
    .insertInto('restrictions')
    .columns(['workspace_id', 'user_id', 'name', 'since', 'until'])
    .expression((eb) =>
      eb
        .selectFrom('memberships as m')
        .select([
          'm.workspace_id',
          'm.user_id',
          sql<string>`${name}`.as('name'),
          sql<number>`${entry}`.as('since'),
          sql<null>`null`.as('until'),
        ])
        .where('m.workspace_id', '=', workspaceId)
        .where('m.until', 'is', null)
        .where('m.user_id', 'in', userIds)
        .where(
          sql<boolean>`not exists (select 1 from restrictions f where f.workspace_id = m.workspace_id
            and f.user_id = m.user_id and f.name = ${name} and f.until is null)`,
        ),
    )
    .execute();
}

/** Ends these restrictions of these members, where they are in force. */
export async function endRestrictions(
  db: Db,
  workspaceId: number,
  entry: number,
  userIds: readonly number[],
  names: readonly string[],
): Promise<void> {
  await db
    .updateTable('restrictions')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('until', 'is', null)
    .where('user_id', 'in', userIds)
    .where('name', 'in', names)
    .execute();
}
