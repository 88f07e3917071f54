import { withRole } from '../../access/custom-roles.ts';
import { ownRoleNamed, refuseManaged, roleQuestions } from '../../access/defining.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { type Asks, change } from '../../access/operation.ts';
import { roleNamed } from '../../access/people.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import type { Role } from '../../access/roles.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { listed, plural } from '../../domain/words.ts';
import { endRole, moveHolders } from '../../store/custom-roles.ts';
import { revokeInvitationsFromHolders } from '../../store/invitations.ts';
import { holdersByStatus } from '../../store/roles.ts';
import { optional, text } from '../input.ts';

type Need = 'roles.delete' | 'roles.assign' | 'users.view';

/** Ends a role of the workspace's own. Whoever holds it gets another one, asked about as any change of a role. */
export const removeRole = change({
  name: 'roles remove',
  needs: ['roles.delete', 'roles.assign', 'users.view'],
  isOwn: true,
  input: { role: text(), moveTo: optional(text(40)) },
  asks: (input, sight): Asks<Need> => {
    const { workspace } = sight;
    // Who removes a role must see who holds it.
    const asks: Asks<Need> = [
      ...roleQuestions(sight, 'roles.delete', () => [ownRoleNamed(workspace, input.role)]),
      { needs: 'users.view', on: workspaceItself },
    ];
    if (input.moveTo === undefined || asks[0].on.role === null) return asks;
    return [
      ...asks,
      { needs: 'roles.assign', on: on({ person: holder(asks[0].on.role), role: roleNamed(workspace, input.moveTo) }) },
    ];
  },
  does: async (pass, input) => {
    const { connection, db, workspace, actor, entry } = pass;
    const role = ownRoleNamed(workspace, input.role);
    const to = input.moveTo === undefined ? undefined : roleNamed(workspace, input.moveTo);
    if (to?.name === role.name) throw invalid('usage', `the holders of "${role.name}" cannot be moved to itself`);
    refuseManaged(workspace, role);
    const holders = await holdersByStatus(connection, workspace.id, role.name);
    const moved = [...holders.values()].reduce((sum, members) => sum + members, 0);
    if (moved > 0 && to === undefined) throw inUse(role, holders);
    let revoked: string[] = [];
    if (moved > 0 && to !== undefined) {
      const beyond = rolesBeyond({ workspace: withRole(workspace, role.name, undefined), actor }, to);
      revoked = await revokeInvitationsFromHolders(db, workspace.id, entry, role.name, beyond);
      await moveHolders(db, workspace.id, entry, role.name, to);
    }
    await endRole(db, workspace.id, entry, role.name);
    return { role: role.name, change: 'removed', movedTo: moved > 0 ? (to?.name ?? null) : null, moved, revoked };
  },
  counts: ({ moved, revoked }) => ({ removed: 1, moved, revoked: revoked.length }),
});

/** Anyone who holds a role: one question speaks for all of them. Whoever acts holds another, or may not remove it. */
const holder = (role: Role) => ({
  userId: 0,
  email: 'those who hold it',
  role,
  status: 'active' as const,
  isLastHolder: false,
});

function inUse({ name }: Role, holders: ReadonlyMap<string, number>) {
  const said = ['active', 'suspended', 'invited'].flatMap((status) => {
    const members = holders.get(status) ?? 0;
    return members === 0 ? [] : `${plural(members, 'member')} (${status})`;
  });
  return conflict('role-in-use', `the role "${name}" is held by ${listed(said)}`, {
    hint: `give them another one: switchboard roles remove ${shellWord(name)} --move-to ROLE`,
    details: { holders: Object.fromEntries(holders) },
  });
}
