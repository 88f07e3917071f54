import type { Connection } from './connection.ts';

/** The condition that an entry, `$2`, made something else of a fact (`f`) whose key is in these columns. */
export const isAltered = (table: string, key: string): string => `exists (select 1 from ${table} w, ${table} n
  where w.workspace_id = $1 and n.workspace_id = $1 and w.${key} = f.${key} and n.${key} = f.${key}
    and w.until = $2 and w.since <> $2 and n.since = $2 and coalesce(n.until, 0) <> $2)`;

/** A membership that an entry altered, as it was and as it became. Times are UTC milliseconds. */
export interface AlteredMembership {
  readonly email: string;
  readonly was_role: string;
  readonly role: string;
  readonly was_status: string;
  readonly status: string;
  readonly was_name: string | null;
  readonly name: string | null;
  readonly was_expires: number | null;
  readonly expires: number | null;
  /** Whether the token to accept it with is another one, or there is none any more. */
  readonly invited: number;
}

/** The memberships that an entry altered, streamed by address. */
export const alteredMemberships = ({ stream }: Connection, workspaceId: number, entry: number) =>
  stream<AlteredMembership>(
    `select u.email, w.role as was_role, n.role, w.status as was_status, n.status, w.name as was_name, n.name,
       w.expires as was_expires, n.expires, case when w.token_hash is distinct from n.token_hash then 1 else 0 end as invited
     from memberships w join memberships n on n.workspace_id = $1 and n.user_id = w.user_id and n.since = $2
       and coalesce(n.until, 0) <> $2 join users u on u.id = w.user_id
     where w.workspace_id = $1 and w.until = $2 and w.since <> $2 order by u.email_key`,
    [workspaceId, entry],
  );

/** A role of the workspace's own that an entry altered: its definitions are JSON. */
export interface AlteredRole {
  readonly name: string;
  readonly was: string;
  readonly definition: string;
}

/** The roles that an entry altered, by name. */
export const alteredRoles = ({ all }: Connection, workspaceId: number, entry: number) =>
  all<AlteredRole>(
    `select w.name, w.definition as was, n.definition from custom_roles w join custom_roles n on n.workspace_id = $1
       and n.name = w.name and n.since = $2 and coalesce(n.until, 0) <> $2
     where w.workspace_id = $1 and w.until = $2 and w.since <> $2 order by w.name`,
    [workspaceId, entry],
  );
