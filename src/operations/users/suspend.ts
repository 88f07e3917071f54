import { ofEachMember } from '../../access/asking.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { handoverQuestions, NO_WORK, partFromWork, workCounts } from '../../access/parting.ts';
import { on } from '../../access/resource.ts';
import { acceptedMembers } from '../../access/standing.ts';
import { revokeInvitationsFrom } from '../../store/invitations.ts';
import { changeMemberships } from '../../store/memberships.ts';
import { email, emails, optional } from '../input.ts';

/**
 * Keeps members from doing anything until they are reactivated. They keep what they hold, not the invitations they sent,
 * and not their work: that goes back to everybody, or to who is named.
 */
export const suspendUsers = change({
  name: 'users suspend',
  needs: ['users.suspend', 'contacts.assign', 'conversations.transfer'],
  input: {
    members: emails(),
    /** Who takes over their conversations and contacts. */
    transferTo: optional(email()),
  },
  asks: async ({ members, transferTo }, sight) => [
    ...(await ofEachMember(sight, members, ({ person }) => ({ needs: 'users.suspend', on: on({ person }) }))),
    ...handoverQuestions(sight.workspace, transferTo),
  ],
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const instead = (emails: string) => `revoke the invitation instead: switchboard users revoke ${emails}`;
    const subjects = await acceptedMembers(pass, input.members, instead);
    const changed = subjects.filter(({ membership }) => membership?.status !== 'suspended');
    const members = subjects.map((subject) => {
      return { email: subject.email, status: 'suspended', changed: changed.includes(subject) };
    });
    if (changed.length === 0) return new Unapplied({ members, revoked: [] as string[], work: NO_WORK }, 'unchanged');
    const ids = changed.map(({ userId }) => userId);
    const work = await partFromWork(pass, changed, 'suspended', input.transferTo);
    await changeMemberships(db, workspace.id, entry, ids, { status: 'suspended' });
    const senders = changed.map(({ email }) => email);
    const revoked = await revokeInvitationsFrom(db, workspace.id, entry, senders, rolesBeyond(pass));
    return { members, revoked, work };
  },
  counts: ({ members, revoked, work }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed, revoked: revoked.length, ...workCounts(work) };
  },
});
