import { asksToInvite } from '../../access/invitation.ts';
import { change } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { invitedPeople } from '../../access/standing.ts';
import { rfc3339 } from '../../domain/time.ts';
import { hashOfToken, TOKEN_BYTES, tokenOf } from '../../domain/token.ts';
import { resumeWithTokens } from '../../store/invitations.ts';
import { endMemberships, resumeMemberships } from '../../store/memberships.ts';
import { count, emails, optional, tokenSink } from '../input.ts';

/** Sends open invitations again: they end later, and whoever sends them answers for them from now on. */
export const resendInvitations = change({
  name: 'users resend',
  needs: ['users.invite', 'grants.lines', 'grants.products', 'teams.edit'],
  isOwn: true,
  input: {
    members: emails(),
    /** When the invitations end: so many milliseconds from now. */
    expires: count(1),
    /** Takes a fresh token for each, once; without it the tokens stay as they are. */
    tokens: optional(tokenSink()),
  },
  asks: async (input, sight) =>
    asksToInvite(
      sight,
      (await membersNamed(sight, input.members)).map(({ subject }) => subject),
    ),
  does: async (pass, input) => {
    const { connection, db, workspace, entry, now, random } = pass;
    const invited = await invitedPeople(pass, input.members, () => 'they are members already: nothing is to be sent');
    const ids = invited.map(({ userId }) => userId);
    const until = now + input.expires;
    const expires = rfc3339(until);
    await endMemberships(db, workspace.id, entry, ids);
    if (input.tokens === undefined) await resumeMemberships(db, workspace.id, entry, ids, { expires: until });
    else {
      const fresh = invited.map(({ userId, email }) => ({
        userId,
        email,
        token: tokenOf(random(TOKEN_BYTES)),
        expires,
      }));
      await input.tokens.write(fresh.map(({ email, token }) => ({ email, token, expires })));
      const hashes = fresh.map(({ userId, token }) => [userId, hashOfToken(token)] as const);
      await resumeWithTokens(connection, workspace.id, entry, until, hashes);
    }
    return { resent: invited.map(({ email, membership }) => ({ email, role: membership?.role ?? '', expires })) };
  },
  counts: ({ resent }) => ({ resent: resent.length }),
  summary: ({ members, expires, tokens }) => ({ members, expires, tokens: tokens !== undefined }),
});
