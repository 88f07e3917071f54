import { asksToInvite } from '../../access/invitation.ts';
import { acceptance } from '../../access/operation.ts';
import { ACCESS_TOKEN_BYTES, accessTokenOf } from '../../domain/access-token.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { rfc3339 } from '../../domain/time.ts';
import { hashOfToken, isToken } from '../../domain/token.ts';
import { beginToken } from '../../store/access-tokens.ts';
import { acceptInvitation } from '../../store/invitations.ts';
import { heldBy } from '../../store/members.ts';
import { heldAnswer } from '../answers.ts';
import { optional, secret, tokenSink } from '../input.ts';

/** How long the first access token is good, in milliseconds. */
const FIRST = 90 * 86_400_000;

/** Takes up the acting user's own invitation, if whoever sent it may still give all that it holds. Once. */
export const acceptInvite = acceptance({
  name: 'users accept',
  needs: ['users.invite', 'grants.lines', 'grants.products', 'teams.edit'],
  input: {
    token: optional(secret(isToken, 'an invitation token is swi_ and 43 letters, digits, - or _')),
    /** Takes a first access token, for a server that wants one. */
    access: optional(tokenSink()),
  },
  accepts: ({ token }) => token,
  asks: (_, sight) => asksToInvite(sight, [sight.actor]),
  does: async ({ connection, db, workspace, entry, actor, now, random }, { access }) => {
    if (access !== undefined && connection.identity.vouched === 'local-file') {
      throw invalid('no-tokens-here', 'a file knows nobody by a token: whoever can open it is believed', {
        hint: 'leave --access-token out',
      });
    }
    const [held] = (await heldBy(db, workspace.id, [actor.userId])).map(heldAnswer);
    const accepted = await acceptInvitation(db, workspace.id, entry, actor.userId);
    if (!accepted || held === undefined) {
      throw conflict('already-accepted', `${actor.email} has accepted meanwhile`);
    }
    if (access !== undefined) {
      const token = accessTokenOf(random(ACCESS_TOKEN_BYTES));
      const expires = now + FIRST;
      const first = { userId: actor.userId, name: 'first', scope: null, hash: hashOfToken(token), expires };
      await beginToken(connection, workspace.id, entry, first);
      await access.write([{ email: actor.email, token, expires: rfc3339(expires) }]);
    }
    return { ...held, workspace: workspace.slug, status: 'active' };
  },
  summary: ({ token, access }) => ({ token: token !== undefined, access: access === undefined ? undefined : true }),
});
