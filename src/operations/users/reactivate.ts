import { ofEachMember } from '../../access/asking.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { on } from '../../access/resource.ts';
import { acceptedMembers } from '../../access/standing.ts';
import { changeMemberships } from '../../store/memberships.ts';
import { emails } from '../input.ts';

/** Lets suspended members work again, with all that they held. */
export const reactivateUsers = change({
  name: 'users reactivate',
  needs: ['users.suspend'],
  input: { members: emails() },
  asks: (input, sight) =>
    ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.suspend', on: on({ person }) })),
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const instead = () => 'only they can accept: switchboard users accept --as EMAIL';
    const subjects = await acceptedMembers(pass, input.members, instead);
    const changed = subjects.filter(({ membership }) => membership?.status === 'suspended');
    const members = subjects.map((subject) => {
      return { email: subject.email, status: 'active', changed: changed.includes(subject) };
    });
    if (changed.length === 0) return new Unapplied({ members }, 'unchanged');
    const ids = changed.map(({ userId }) => userId);
    await changeMemberships(db, workspace.id, entry, ids, { status: 'active' });
    return { members };
  },
  counts: ({ members }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed };
  },
});
