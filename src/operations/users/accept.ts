import { asksToInvite } from '../../access/invitation.ts';
import { acceptance } from '../../access/operation.ts';
import { conflict } from '../../domain/errors.ts';
import { isToken } from '../../domain/token.ts';
import { acceptInvitation } from '../../store/invitations.ts';
import { heldBy } from '../../store/members.ts';
import { heldAnswer } from '../answers.ts';
import { optional, secret } from '../input.ts';

/** Takes up the acting user's own invitation, if whoever sent it may still give all that it holds. Once. */
export const acceptInvite = acceptance({
  name: 'users accept',
  needs: ['users.invite', 'grants.lines', 'grants.products'],
  input: { token: optional(secret(isToken, 'an invitation token is swi_ and 43 letters, digits, - or _')) },
  accepts: ({ token }) => token,
  asks: (_, sight) => asksToInvite(sight, [sight.actor]),
  does: async ({ db, workspace, entry, actor }) => {
    const [held] = (await heldBy(db, workspace.id, [actor.userId])).map(heldAnswer);
    const accepted = await acceptInvitation(db, workspace.id, entry, actor.userId);
    if (!accepted || held === undefined) {
      throw conflict('already-accepted', `${actor.email} has accepted meanwhile`);
    }
    return { ...held, workspace: workspace.slug, status: 'active' };
  },
  summary: ({ token }) => ({ token: token !== undefined }),
});
