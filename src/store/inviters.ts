// Who answers for an invitation, in plain SQL: the gate asks it before anything is loaded.
import type { Connection } from './connection.ts';

/** What an open invitation says: when it ends (UTC milliseconds), the SHA-256 of its token, and who answers for it. */
export interface InvitationRow {
  readonly expires: number | null;
  readonly token_hash: Uint8Array | null;
  readonly by: string;
}

/** The open invitation of a person, if there is one. Who made it so, by inviting or sending it again, answers for it. */
export async function openInvitation(
  connection: Connection,
  workspaceId: number,
  userId: number,
): Promise<InvitationRow | undefined> {
  const [row] = await connection.all<InvitationRow>(
    `select m.expires, m.token_hash, e.actor as by
     from memberships m join authorships e on e.workspace_id = m.workspace_id and e.number = m.since
     where m.workspace_id = $1 and m.user_id = $2 and m.status = 'invited' and m.until is null`,
    [workspaceId, userId],
  );
  return row;
}

/** Who sent the invitation by which a member came in, or is to come in; nobody where it took none. */
export async function inviterOf(
  connection: Connection,
  workspaceId: number,
  userId: number,
): Promise<string | undefined> {
  const [row] = await connection.all<{ actor: string }>(
    `select e.actor from memberships m join authorships e on e.workspace_id = m.workspace_id and e.number = m.since
     where m.workspace_id = $1 and m.user_id = $2 and m.status = 'invited' and m.since >= (
       select max(s.since) from memberships s where s.workspace_id = $1 and s.user_id = $2 and not exists (
         select 1 from memberships p where p.workspace_id = $1 and p.user_id = $2 and p.until = s.since))
     order by m.since desc limit 1`,
    [workspaceId, userId],
  );
  return row?.actor;
}
