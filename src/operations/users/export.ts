import { query } from '../../access/operation.ts';
import { roleNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Subject } from '../../access/subject.ts';
import { type MemberRow, membersQuery } from '../../store/members.ts';
import { memberSeen, type SeenMember } from '../answers.ts';
import { names, optional, statuses } from '../input.ts';

/** The members as a roster that `users invite` reads back, one by one, however many there are. */
export const exportUsers = query({
  name: 'users export',
  needs: ['users.view'],
  input: { roles: optional(names()), statuses: optional(statuses()) },
  asks: () => [{ needs: 'users.view', on: workspaceItself }],
  does: async ({ db, workspace, actor }, input) => {
    const roles = input.roles?.map((name) => roleNamed(workspace, name).name);
    const filter = { roles, statuses: input.statuses };
    return { users: rows(membersQuery(db, workspace.id, filter, 'email', undefined, 0).stream(), actor) };
  },
});

/** A member's line of a roster, as far as the acting user may see what they hold. */
export type Exported = Omit<SeenMember, 'since' | 'by' | 'entry'>;

async function* rows(members: AsyncIterable<MemberRow>, actor: Subject): AsyncGenerator<Exported> {
  for await (const member of members) {
    const { since: _since, by: _by, entry: _entry, ...held } = memberSeen(member, actor);
    yield held;
  }
}
