import { ofEachMember } from '../../access/asking.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { on } from '../../access/resource.ts';
import { acceptedMembers } from '../../access/standing.ts';
import { revokeInvitationsFrom } from '../../store/invitations.ts';
import { changeMemberships } from '../../store/memberships.ts';
import { emails } from '../input.ts';

/** Keeps members from doing anything until they are reactivated. They keep what they hold, not the invitations they sent. */
export const suspendUsers = change({
  name: 'users suspend',
  needs: ['users.suspend'],
  input: { members: emails() },
  asks: (input, sight) =>
    ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.suspend', on: on({ person }) })),
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const instead = (emails: string) => `revoke the invitation instead: switchboard users revoke ${emails}`;
    const subjects = await acceptedMembers(pass, input.members, instead);
    const changed = subjects.filter(({ membership }) => membership?.status !== 'suspended');
    const members = subjects.map((subject) => {
      return { email: subject.email, status: 'suspended', changed: changed.includes(subject) };
    });
    if (changed.length === 0) return new Unapplied({ members, revoked: [] as string[] }, 'unchanged');
    const ids = changed.map(({ userId }) => userId);
    await changeMemberships(db, workspace.id, entry, ids, { status: 'suspended' });
    const senders = changed.map(({ email }) => email);
    return { members, revoked: await revokeInvitationsFrom(db, workspace.id, entry, senders, rolesBeyond(pass)) };
  },
  counts: ({ members, revoked }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed, revoked: revoked.length };
  },
});
