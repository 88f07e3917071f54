import type { Connection } from './connection.ts';

/**
 * Takes every invitation token of a workspace out of force, also those of invitations that are over, which an undo might
 * bring back. The invitations stay as they are: a token is no part of the fact, and whoever sent one still answers for
 * it. Answers how many open invitations had one.
 */
export async function voidTokens(connection: Connection, workspaceId: number): Promise<number> {
  const withToken = 'workspace_id = $1 and token_hash is not null';
  const open = await connection.run(
    `update memberships set token_hash = null where ${withToken} and status = 'invited' and until is null`,
    [workspaceId],
  );
  await connection.run(`update memberships set token_hash = null where ${withToken}`, [workspaceId]);
  return open;
}
