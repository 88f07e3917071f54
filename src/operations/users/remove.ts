import { ofEachMember } from '../../access/asking.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { on } from '../../access/resource.ts';
import { endHoldings } from '../../store/holdings.ts';
import { revokeInvitationsFrom } from '../../store/invitations.ts';
import { heldBy } from '../../store/members.ts';
import { endMemberships } from '../../store/memberships.ts';
import { type Held, heldAnswer } from '../answers.ts';
import { emails } from '../input.ts';

/** Ends memberships with all that was held: restrictions, lines, products, and the open invitations they sent. */
export const removeUsers = change({
  name: 'users remove',
  needs: ['users.delete'],
  input: { members: emails() },
  asks: (input, sight) =>
    ofEachMember(sight, input.members, ({ person }) => ({ needs: 'users.delete', on: on({ person }) })),
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const subjects = (await membersNamed(pass, input.members)).map(({ subject }) => subject);
    const ids = subjects.map(({ userId }) => userId);
    const removed = (await heldBy(db, workspace.id, ids)).map(heldAnswer);
    await endMemberships(db, workspace.id, entry, ids);
    await endHoldings(db, workspace.id, entry);
    const senders = subjects.map(({ email }) => email);
    return { removed, revoked: await revokeInvitationsFrom(db, workspace.id, entry, senders, rolesBeyond(pass)) };
  },
  counts: ({ removed, revoked }) => ({
    removed: removed.length,
    restrictions: total(removed, 'restrictions'),
    lines: total(removed, 'lines'),
    products: total(removed, 'products'),
    revoked: revoked.length,
  }),
});

const total = (removed: readonly Held[], what: 'restrictions' | 'lines' | 'products'): number =>
  removed.reduce((sum, member) => sum + member[what].length, 0);
