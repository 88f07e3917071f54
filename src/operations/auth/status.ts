import { survey } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { shownStore } from '../../domain/address.ts';
import { rfc3339 } from '../../domain/time.ts';
import { optional, string } from '../input.ts';

/** Says whom the store takes the caller for, and by what. */
export const authStatus = survey({
  name: 'auth status',
  needs: ['profile.view'],
  /** Where the token came from, if there was one. */
  input: { credential: optional(string()) },
  asks: () => [{ needs: 'profile.view', on: workspaceItself }],
  does: async ({ connection: { identity }, actor, store }, { credential }) => {
    const { vouched, email, token } = identity;
    return {
      database: shownStore(store),
      user: email ?? actor.email,
      vouched,
      token: token && { ...token, expires: token.expires === null ? null : rfc3339(token.expires) },
      credential: token === null ? null : (credential ?? null),
    };
  },
});
