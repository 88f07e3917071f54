import { type RawBuilder, sql } from 'kysely';
import type { Connection } from './connection.ts';
import { endHoldings } from './holdings.ts';
import type { Db } from './kysely.ts';
import { resumeMemberships } from './memberships.ts';

/** Makes an open invitation an active membership, in one conditional step. Answers whether it was still open. */
export async function acceptInvitation(db: Db, workspaceId: number, entry: number, userId: number): Promise<boolean> {
  const ended = await db
    .updateTable('memberships')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('status', '=', 'invited')
    .where('until', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return false;
  const accepted = { status: 'active', expires: null, tokenHash: null };
  await resumeMemberships(db, workspaceId, entry, [userId], accepted);
  return true;
}

/** Gives invitations that this entry ended a new end, and each a token of its own. */
export async function resumeWithTokens(
  connection: Connection,
  workspaceId: number,
  entry: number,
  expires: number,
  tokens: readonly (readonly [userId: number, hash: Uint8Array])[],
): Promise<void> {
  const { integer, bytes } = connection.dialect.words;
  await connection.run(
    `create temporary table fresh_tokens (user_id ${integer} primary key, token_hash ${bytes} not null)`,
  );
  await connection.load('fresh_tokens', ['user_id', 'token_hash'], tokens);
  await connection.run(
    `insert into memberships (workspace_id, user_id, role, status, name, expires, token_hash, since, until)
     select m.workspace_id, m.user_id, m.role, m.status, m.name, $3, t.token_hash, $2, null
     from memberships m join fresh_tokens t on t.user_id = m.user_id
     where m.workspace_id = $1 and m.until = $2`,
    [workspaceId, entry, expires],
  );
}

/** Ends the open invitations to these roles that these people sent, and what was given with them. Answers to whom they were. */
export const revokeInvitationsFrom = async (
  db: Db,
  workspaceId: number,
  entry: number,
  senders: readonly string[],
  roles: readonly string[],
): Promise<string[]> =>
  senders.length === 0 ? [] : revokeInvitations(db, workspaceId, entry, sql`(${sql.join(senders)})`, roles);

/** The same of all who hold a role now. */
export const revokeInvitationsFromHolders = (
  db: Db,
  workspaceId: number,
  entry: number,
  role: string,
  roles: readonly string[],
): Promise<string[]> => {
  const holders = sql`(select u.email from memberships h join users u on u.id = h.user_id
    where h.workspace_id = ${workspaceId} and h.role = ${role} and h.until is null)`;
  return revokeInvitations(db, workspaceId, entry, holders, roles);
};

async function revokeInvitations(
  db: Db,
  workspaceId: number,
  entry: number,
  senders: RawBuilder<unknown>,
  roles: readonly string[],
): Promise<string[]> {
  if (roles.length === 0) return [];
  const open = sql<number>`(select m.user_id from memberships m
    join authorships e on e.workspace_id = m.workspace_id and e.number = m.since
    where m.workspace_id = ${workspaceId} and m.until is null and m.status = 'invited'
      and m.role in (${sql.join(roles)}) and e.actor in ${senders})`;
  const invited = await db.selectFrom('users').select('email').where('id', 'in', open).orderBy('email_key').execute();
  if (invited.length === 0) return [];
  await db
    .updateTable('memberships')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('until', 'is', null)
    .where('user_id', 'in', open)
    .execute();
  await endHoldings(db, workspaceId, entry);
  return invited.map(({ email }) => email);
}
