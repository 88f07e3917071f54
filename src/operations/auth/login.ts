import { survey } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { shownStore } from '../../domain/address.ts';
import { invalid } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';

/** Tries a token on the server that it is for; whoever keeps it does so only if it is in force. */
export const authLogin = survey({
  name: 'auth login',
  needs: ['profile.view'],
  input: {},
  asks: () => [{ needs: 'profile.view', on: workspaceItself }],
  does: async ({ connection: { identity }, store }) => {
    const { vouched, email, token } = identity;
    if (vouched === 'local-file') {
      throw invalid('no-server', `${store} is a file: whoever can open it is believed`, {
        hint: 'to say who acts: --as EMAIL, or switchboard context set as EMAIL',
      });
    }
    if (token === null || token.kind !== 'access') {
      const why = token === null ? `this login is ${email}'s own, and needs no token` : 'that is an invitation';
      throw invalid('nothing-to-keep', why, {
        hint: token === null ? 'see: switchboard auth status' : 'accept it: switchboard users accept --token-file FILE',
      });
    }
    const { workspace, name, expires } = token;
    return {
      user: email,
      workspace,
      token: name,
      expires: expires === null ? null : rfc3339(expires),
      database: shownStore(store),
    };
  },
});
