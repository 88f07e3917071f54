import { ofEachMember } from '../../access/asking.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { keyOf, membersNamed } from '../../access/people.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { heldBy } from '../../store/members.ts';
import { changeMemberships } from '../../store/memberships.ts';
import { email, text } from '../input.ts';

/** Gives a member another name: anyone their own. */
export const editUser = change({
  name: 'users edit',
  needs: ['users.edit', 'profile.edit'],
  input: { member: email(), name: text() },
  asks: ({ member }, sight) =>
    keyOf(member) === keyOf(sight.actor.email)
      ? [{ needs: 'profile.edit', on: workspaceItself }]
      : ofEachMember(sight, [member], ({ person }) => ({ needs: 'users.edit', on: on({ person }) })),
  does: async (pass, { member, name }) => {
    const { db, workspace, entry } = pass;
    const ids = (await membersNamed(pass, [member])).map(({ subject }) => subject.userId);
    const [held] = await heldBy(db, workspace.id, ids);
    const answer = { email: held?.email ?? member, was: held?.name ?? null, name, changed: held?.name !== name };
    if (!answer.changed) return new Unapplied(answer, 'unchanged');
    await changeMemberships(db, workspace.id, entry, ids, { name });
    return answer;
  },
});
