import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { Db, ReadDb } from './kysely.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** The members of a team by e-mail address, each with who let them join. */
export const teamMembersQuery = (db: ReadDb, workspaceId: number, teamId: number) =>
  db
    .selectFrom('team_members as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .innerJoin('memberships as m', (join) =>
      join
        .onRef('m.workspace_id', '=', 't.workspace_id')
        .onRef('m.user_id', '=', 't.user_id')
        .on('m.until', 'is', null),
    )
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 't.workspace_id').onRef('e.number', '=', 't.since'),
    )
    .select(['u.email', 'm.name', 'm.role', 'm.status', 't.since', 'e.at', 'e.actor as by'])
    .where('t.workspace_id', '=', workspaceId)
    .where('t.team_id', '=', teamId)
    .where('t.until', 'is', null)
    .orderBy('u.email_key');

/** How many contacts are assigned to a team, as far as somebody reaches them. */
export async function contactsOfTeam(
  { all }: Connection,
  workspaceId: number,
  teamId: number,
  reached: Reached,
): Promise<number> {
  const [row] = await all<{ contacts: number }>(
    `select count(*) as contacts from contacts c
     where c.workspace_id = $1 and c.team_id = $2 and ${contactsWithin(reached)}`,
    [workspaceId, teamId],
  );
  return row?.contacts ?? 0;
}

/** Lets these people, who must be members of the workspace, join a team in which they are not. */
export async function beginTeamMembers(
  db: Db,
  workspaceId: number,
  entry: number,
  teamId: number,
  userIds: readonly number[],
): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .insertInto('team_members')
    .columns(['workspace_id', 'user_id', 'team_id', 'since', 'until'])
    .expression((eb) =>
      eb
        .selectFrom('memberships as m')
        .select([
          'm.workspace_id',
          'm.user_id',
          sql<number>`cast(${teamId} as integer)`.as('team_id'),
          sql<number>`cast(${entry} as integer)`.as('since'),
          sql<number | null>`cast(null as integer)`.as('until'),
        ])
        .where('m.workspace_id', '=', workspaceId)
        .where('m.until', 'is', null)
        .where('m.user_id', 'in', userIds)
        .orderBy('m.user_id'),
    )
    .execute();
}

/** Has these people leave a team. */
export async function endTeamMembers(
  db: Db,
  workspaceId: number,
  entry: number,
  teamId: number,
  userIds: readonly number[],
): Promise<void> {
  await db
    .updateTable('team_members')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('team_id', '=', teamId)
    .where('until', 'is', null)
    .where('user_id', 'in', userIds)
    .execute();
}
