import { ofEachMember } from '../../access/asking.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { on } from '../../access/resource.ts';
import { restrictionNamed } from '../../access/restrictions.ts';
import { endRestrictions } from '../../store/restrictions.ts';
import { emails, restrictions } from '../input.ts';

/** Takes restrictions off members. */
export const unrestrictUsers = change({
  name: 'users unrestrict',
  needs: ['users.edit'],
  isOwn: true,
  input: { members: emails(), restrictions: restrictions() },
  asks: (input, sight) => {
    input.restrictions.forEach(restrictionNamed);
    return ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.edit', on: on({ person }) }));
  },
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const names = input.restrictions.map((word) => restrictionNamed(word).name);
    const subjects = (await membersNamed(pass, input.members)).map(({ subject }) => subject);
    const members = subjects.map(({ email, restrictions }) => {
      const held = [...restrictions.keys()].sort();
      const ended = held.filter((name) => names.includes(name));
      const left = held.filter((name) => !names.includes(name));
      return { email, restrictions: left, added: [] as string[], ended, changed: ended.length > 0 };
    });
    const ids = subjects.filter((_, i) => members[i]?.changed).map(({ userId }) => userId);
    if (ids.length === 0) return new Unapplied({ members }, 'unchanged');
    await endRestrictions(db, workspace.id, entry, ids, names);
    return { members };
  },
  counts: ({ members }) => {
    const changed = members.filter((member) => member.changed).length;
    return { changed, unchanged: members.length - changed };
  },
});
