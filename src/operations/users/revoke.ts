import { ofEachMember } from '../../access/asking.ts';
import { change } from '../../access/operation.ts';
import { on } from '../../access/resource.ts';
import { invitedPeople } from '../../access/standing.ts';
import { endHoldings } from '../../store/holdings.ts';
import { heldBy } from '../../store/members.ts';
import { endMemberships } from '../../store/memberships.ts';
import { heldAnswer } from '../answers.ts';
import { emails } from '../input.ts';

/** Takes open invitations back, with all that was given along with them. */
export const revokeInvitations = change({
  name: 'users revoke',
  needs: ['users.invite'],
  isOwn: true,
  input: { members: emails() },
  asks: (input, sight) =>
    ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.invite', on: on({ person }) })),
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const instead = (emails: string) => `remove the member instead: switchboard users remove ${emails}`;
    const ids = (await invitedPeople(pass, input.members, instead)).map(({ userId }) => userId);
    const revoked = (await heldBy(db, workspace.id, ids)).map(heldAnswer);
    await endMemberships(db, workspace.id, entry, ids);
    await endHoldings(db, workspace.id, entry);
    return { revoked };
  },
  counts: ({ revoked }) => ({ revoked: revoked.length }),
});
