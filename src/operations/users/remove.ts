import { ofEachMember } from '../../access/asking.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change } from '../../access/operation.ts';
import { handoverQuestions, partFromWork, workCounts } from '../../access/parting.ts';
import { membersNamed } from '../../access/people.ts';
import { on } from '../../access/resource.ts';
import { endHoldings } from '../../store/holdings.ts';
import { revokeInvitationsFrom } from '../../store/invitations.ts';
import { heldBy } from '../../store/members.ts';
import { endMemberships } from '../../store/memberships.ts';
import { type Held, heldAnswer } from '../answers.ts';
import { email, emails, optional } from '../input.ts';

/**
 * Ends memberships with all that was held: restrictions, lines, products, teams, and the open invitations they sent. Their work
 * goes back to everybody, or to who is named.
 */
export const removeUsers = change({
  name: 'users remove',
  needs: ['users.delete', 'contacts.assign', 'conversations.transfer'],
  input: {
    members: emails(),
    /** Who takes over their conversations and contacts. */
    transferTo: optional(email()),
  },
  asks: async ({ members, transferTo }, sight) => [
    ...(await ofEachMember(sight, members, ({ person }) => ({ needs: 'users.delete', on: on({ person }) }))),
    ...handoverQuestions(sight.workspace, transferTo),
  ],
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const subjects = (await membersNamed(pass, input.members)).map(({ subject }) => subject);
    const ids = subjects.map(({ userId }) => userId);
    const removed = (await heldBy(db, workspace.id, ids)).map(heldAnswer);
    const work = await partFromWork(pass, subjects, 'removed', input.transferTo);
    await endMemberships(db, workspace.id, entry, ids);
    await endHoldings(db, workspace.id, entry);
    const senders = subjects.map(({ email }) => email);
    const revoked = await revokeInvitationsFrom(db, workspace.id, entry, senders, rolesBeyond(pass));
    return { removed, revoked, work };
  },
  counts: ({ removed, revoked, work }) => ({
    removed: removed.length,
    restrictions: total(removed, 'restrictions'),
    lines: total(removed, 'lines'),
    products: total(removed, 'products'),
    teams: total(removed, 'teams'),
    revoked: revoked.length,
    ...workCounts(work),
  }),
});

const total = (removed: readonly Held[], what: 'restrictions' | 'lines' | 'products' | 'teams'): number =>
  removed.reduce((sum, member) => sum + member[what].length, 0);
