import type { Connection } from './connection.ts';

/** How many members hold each role, those included who are invited or suspended. */
export async function membersByRole(connection: Connection, workspaceId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.all<{ role: string; members: number }>(
    'select role, count(*) as members from memberships where workspace_id = $1 and until is null group by role',
    [workspaceId],
  );
  return new Map(rows.map(({ role, members }) => [role, members]));
}

/** The e-mail addresses of those who hold a role, in their order, `limit` at most. */
export async function holdersOf(
  connection: Connection,
  workspaceId: number,
  role: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await connection.all<{ email: string }>(
    `select u.email from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.role = $2 and m.until is null order by u.email_key limit $3`,
    [workspaceId, role, limit],
  );
  return rows.map(({ email }) => email);
}

/** How many members hold a role, by their status. */
export async function holdersByStatus(
  connection: Connection,
  workspaceId: number,
  role: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.all<{ status: string; members: number }>(
    `select status, count(*) as members from memberships
     where workspace_id = $1 and role = $2 and until is null group by status`,
    [workspaceId, role],
  );
  return new Map(rows.map(({ status, members }) => [status, members]));
}
