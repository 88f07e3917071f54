import { sql } from 'kysely';
import type { Db } from './kysely.ts';
import type { MembershipsTable } from './schema.ts';

/** What a membership says, beside the ledger entries that bound it. */
export interface MembershipParts {
  readonly role: string;
  readonly status: string;
  readonly name: string | null;
  readonly expires?: number | null;
  readonly tokenHash?: Uint8Array | null;
}

/** Begins a membership. The member must have none in force. */
export async function beginMembership(
  db: Db,
  workspaceId: number,
  entry: number,
  { userId, role, status, name, expires = null, tokenHash = null }: MembershipParts & { readonly userId: number },
): Promise<void> {
  await db
    .insertInto('memberships')
    .values({
      workspace_id: workspaceId,
      user_id: userId,
      role,
      status,
      name,
      expires,
      token_hash: tokenHash,
      since: entry,
      until: null,
    })
    .execute();
}

/** Ends the memberships of these people that are in force. Answers how many there were. */
export async function endMemberships(
  db: Db,
  workspaceId: number,
  entry: number,
  userIds: readonly number[],
): Promise<number> {
  const result = await db
    .updateTable('memberships')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('until', 'is', null)
    .where('user_id', 'in', userIds)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Ends the memberships in force and begins the same with the given parts changed. Two statements, whatever the number. */
export async function changeMemberships(
  db: Db,
  workspaceId: number,
  entry: number,
  userIds: readonly number[],
  parts: Partial<MembershipParts>,
): Promise<void> {
  await endMemberships(db, workspaceId, entry, userIds);
  await resumeMemberships(db, workspaceId, entry, userIds, parts);
}

/** Begins again, with the given parts changed, what this entry ended of these people's memberships. */
export async function resumeMemberships(
  db: Db,
  workspaceId: number,
  entry: number,
  userIds: readonly number[],
  parts: Partial<MembershipParts>,
): Promise<void> {
  const kept = <K extends keyof MembershipsTable>(column: K, value: unknown) =>
    value === undefined ? sql.ref<MembershipsTable[K]>(column) : sql<MembershipsTable[K]>`${value}`;
  await db
    .insertInto('memberships')
    .columns(['workspace_id', 'user_id', 'role', 'status', 'name', 'expires', 'token_hash', 'since', 'until'])
    .expression((eb) =>
      eb
        .selectFrom('memberships')
        .select([
          'workspace_id',
          'user_id',
          kept('role', parts.role).as('role'),
          kept('status', parts.status).as('status'),
          kept('name', parts.name).as('name'),
          kept('expires', parts.expires).as('expires'),
          kept('token_hash', parts.tokenHash).as('token_hash'),
          sql<number>`${entry}`.as('since'),
          sql<null>`null`.as('until'),
        ])
        .where('workspace_id', '=', workspaceId)
        .where('user_id', 'in', userIds)
        .where('until', '=', entry),
    )
    .execute();
}
