import type { Connection } from './connection.ts';

/** An active member of a team, with how many conversations and contacts they answer for. */
export interface TeamMate {
  readonly user_id: number;
  readonly email: string;
  readonly email_key: string;
  readonly load: number;
}

/** The active members of a team by e-mail address, in one statement. */
export const teamMates = ({ all }: Connection, workspaceId: number, teamId: number): Promise<TeamMate[]> =>
  all<TeamMate>(
    `select u.id as user_id, u.email, u.email_key,
       (select count(*) from conversations v where v.workspace_id = t.workspace_id and v.claimed_by = t.user_id
         and v.state <> 'ended')
       + (select count(*) from contacts c where c.workspace_id = t.workspace_id and c.assignee = t.user_id) as load
     from team_members t
     join memberships m on m.workspace_id = t.workspace_id and m.user_id = t.user_id and m.until is null
     join users u on u.id = t.user_id
     where t.workspace_id = $1 and t.team_id = $2 and t.until is null and m.status = 'active' order by u.email_key`,
    [workspaceId, teamId],
  );

/** The e-mail key of whoever had the turn last in a team; null where nobody had. */
export async function lastTurn({ all }: Connection, workspaceId: number, teamId: number): Promise<string | null> {
  const [row] = await all<{ email_key: string }>(
    `select u.email_key from assignment_turns a join users u on u.id = a.user_id
     where a.workspace_id = $1 and a.team_id = $2`,
    [workspaceId, teamId],
  );
  return row?.email_key ?? null;
}

/** Remembers who had the turn in a team. */
export const turnTaken = ({ run }: Connection, workspaceId: number, teamId: number, userId: number): Promise<number> =>
  run(
    `insert into assignment_turns (workspace_id, team_id, user_id) values ($1, $2, $3)
     on conflict (workspace_id, team_id) do update set user_id = excluded.user_id`,
    [workspaceId, teamId, userId],
  );
