import { ofEachMember } from '../../access/asking.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { membersNamed, roleNamed } from '../../access/people.ts';
import { on } from '../../access/resource.ts';
import type { Role } from '../../access/roles.ts';
import type { Subject } from '../../access/subject.ts';
import { revokeInvitationsFrom } from '../../store/invitations.ts';
import { changeMemberships } from '../../store/memberships.ts';
import { endRestrictions } from '../../store/restrictions.ts';
import { emails, text } from '../input.ts';

/** What became of one member's role; `ended` are the restrictions that the new one does not admit. */
interface RoleSet {
  readonly email: string;
  readonly was: string;
  readonly role: string;
  readonly changed: boolean;
  readonly ended: readonly string[];
}

/** Gives members another role. What it does not admit ends: restrictions, and invitations they could no longer send. */
export const setRole = change({
  name: 'users set-role',
  needs: ['roles.assign'],
  isOwn: true,
  input: { members: emails(), role: text(40) },
  asks: (input, sight) => {
    const role = roleNamed(sight.workspace, input.role);
    return ofEachMember(sight, input.members, ({ person }) => ({ needs: 'roles.assign', on: on({ person, role }) }));
  },
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const role = roleNamed(workspace, input.role);
    const subjects = (await membersNamed(pass, input.members)).map(({ subject }) => subject);
    const members = subjects.map((subject) => roleSet(subject, role));
    const changed = subjects.filter((_, i) => members[i]?.changed);
    if (changed.length === 0) return new Unapplied({ members, revoked: [] as string[] }, 'unchanged');
    const ids = changed.map(({ userId }) => userId);
    await changeMemberships(db, workspace.id, entry, ids, { role: role.name });
    const ended = [...new Set(members.flatMap((member) => member.ended))];
    if (ended.length > 0) await endRestrictions(db, workspace.id, entry, ids, ended);
    const senders = changed.map(({ email }) => email);
    const revoked = await revokeInvitationsFrom(db, workspace.id, entry, senders, rolesBeyond(pass, role));
    return { members, revoked };
  },
  counts: ({ members, revoked }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed, revoked: revoked.length };
  },
});

function roleSet({ email, membership, restrictions }: Subject, role: Role): RoleSet {
  const was = membership?.role ?? role.name;
  const changed = was !== role.name;
  const ended = changed ? [...restrictions.keys()].filter((name) => !role.restrictions.includes(name)).sort() : [];
  return { email, was, role: role.name, changed, ended };
}
