import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { actionsNamed, refuseWider } from '../../access/scopes.ts';
import { ACCESS_TOKEN_BYTES, accessTokenOf } from '../../domain/access-token.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import { hashOfToken } from '../../domain/token.ts';
import { beginToken, tokensOf } from '../../store/access-tokens.ts';
import { count, names, optional, text, tokenSink } from '../input.ts';

const LONGEST = 366 * 86_400_000;

/** Makes a token of the acting user's own for a server that many share. Its text is in the answer, or in a file, once. */
export const createToken = change({
  name: 'token create',
  needs: ['profile.edit'],
  isOwn: true,
  input: {
    name: text(60),
    /** The actions that it is good for; all of its owner's when absent. */
    scope: optional(names()),
    /** When it ends: so many milliseconds from now. */
    expires: count(1),
    /** Takes the token instead of the answer. */
    to: optional(tokenSink()),
  },
  asks: () => [{ needs: 'profile.edit', on: workspaceItself }],
  does: async ({ connection, workspace, actor, entry, now, random }, { name, scope: words, expires, to }) => {
    if (connection.identity.vouched === 'local-file') {
      throw invalid('no-tokens-here', 'a file knows nobody by a token: whoever can open it is believed', {
        hint: 'tokens are for a server that many share: --db postgres://…',
      });
    }
    if (expires > LONGEST)
      throw invalid('too-long', 'a token ends within a year', { hint: 'say --expires 365d, or less' });
    const scope = words === undefined ? null : actionsNamed(words);
    refuseWider(connection.identity, scope);
    const taken = (await tokensOf(connection, workspace.id, actor.userId)).some((one) => one.name === name);
    if (taken) {
      throw conflict('token-exists', `${actor.email} has a token "${name}" already`, {
        hint: `choose another name, or first: switchboard token revoke ${name}`,
      });
    }
    const token = accessTokenOf(random(ACCESS_TOKEN_BYTES));
    const until = now + expires;
    await beginToken(connection, workspace.id, entry, {
      userId: actor.userId,
      name,
      scope,
      hash: hashOfToken(token),
      expires: until,
    });
    await to?.write([{ email: actor.email, token, expires: rfc3339(until) }]);
    const shown = to === undefined ? token : null;
    return { name, user: actor.email, workspace: workspace.slug, scope, expires: rfc3339(until), token: shown };
  },
  summary: ({ name, scope, expires }) => ({ name, scope, expires }),
});
