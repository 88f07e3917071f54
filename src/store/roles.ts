import type { Connection } from './connection.ts';

/** How many members hold each role, those included who are invited or suspended. */
export async function membersByRole(connection: Connection, workspaceId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.all<{ role: string; members: number }>(
    'select role, count(*) as members from memberships where workspace_id = $1 and until is null group by role',
    [workspaceId],
  );
  return new Map(rows.map(({ role, members }) => [role, members]));
}
