import type { Connection } from './connection.ts';

/** A token in force as lists show it. Times are UTC milliseconds; `scope` is a JSON array of actions, null for all. */
export interface AccessTokenRow {
  readonly id: number;
  readonly user_id: number;
  readonly name: string;
  readonly email: string;
  readonly scope: string | null;
  readonly expires: number;
  readonly since: number;
  readonly at: number;
}

/** What a token says. */
export interface AccessTokenParts {
  readonly userId: number;
  readonly name: string;
  readonly scope: readonly string[] | null;
  readonly hash: Uint8Array;
  readonly expires: number;
}

/** Begins a token. Its owner must have none of that name in force. Tokens are numbered by the entries that began them. */
export const beginToken = (
  { run }: Connection,
  workspaceId: number,
  entry: number,
  { userId, name, scope, hash, expires }: AccessTokenParts,
): Promise<number> =>
  run(
    `insert into access_tokens (workspace_id, id, user_id, name, scope, token_hash, expires, since)
     values ($1, $2, $3, $4, $5, $6, $7, $2)`,
    [workspaceId, entry, userId, name, scope === null ? null : JSON.stringify(scope), hash, expires],
  );

/** The tokens in force of one person (null: of everyone that is seen), by their owner and name. */
export const tokensOf = ({ all }: Connection, workspaceId: number, userId: number | null): Promise<AccessTokenRow[]> =>
  all<AccessTokenRow>(
    `select t.id, t.user_id, t.name, u.email, t.scope, t.expires, t.since, e.at
     from access_tokens t join users u on u.id = t.user_id
     join authorships e on e.workspace_id = t.workspace_id and e.number = t.since
     where t.workspace_id = $1 and t.until is null and (cast($2 as integer) is null or t.user_id = $2)
     order by u.email_key, t.name`,
    [workspaceId, userId],
  );

/** Ends a token that is in force. Answers how many there were: none where somebody ended it meanwhile. */
export const endToken = ({ run }: Connection, workspaceId: number, entry: number, id: number): Promise<number> =>
  run('update access_tokens set until = $2 where workspace_id = $1 and id = $3 and until is null', [
    workspaceId,
    entry,
    id,
  ]);
