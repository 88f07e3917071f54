import { query } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { tokensOf } from '../../store/access-tokens.ts';
import { boolean } from '../input.ts';

/** A token in force, without its text, which nobody has but its owner. */
export interface TokenAnswer {
  readonly name: string;
  readonly user: string;
  /** The actions that it is good for; null for all of its owner's. */
  readonly scope: readonly string[] | null;
  readonly state: 'in force' | 'expired';
  readonly expires: string;
  readonly since: string;
  readonly entry: number;
}

/** The acting user's own tokens, or everyone's. */
export const listTokens = query({
  name: 'token list',
  needs: ['profile.view', 'access.view'],
  input: { all: boolean('yes or no') },
  asks: ({ all }) => [{ needs: all ? 'access.view' : 'profile.view', on: workspaceItself }],
  does: async ({ connection, workspace, actor, now }, { all }) => ({
    tokens: (await tokensOf(connection, workspace.id, all ? null : actor.userId)).map(
      ({ name, email, scope, expires, at, since }): TokenAnswer => ({
        name,
        user: email,
        scope: scope === null ? null : (JSON.parse(scope) as string[]),
        state: expires > now ? 'in force' : 'expired',
        expires: rfc3339(expires),
        since: rfc3339(at),
        entry: since,
      }),
    ),
  }),
});
