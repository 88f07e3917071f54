import { withRole } from '../../access/custom-roles.ts';
import { ownRoleNamed, redefinition, roleOf, roleQuestions } from '../../access/defining.ts';
import { rolesBeyond } from '../../access/invitation.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { invalid } from '../../domain/errors.ts';
import { beginRole, endRole } from '../../store/custom-roles.ts';
import { revokeInvitationsFromHolders } from '../../store/invitations.ts';
import { canonical } from '../../store/ledger.ts';
import { text } from '../input.ts';
import { definitionAnswer } from './definition.ts';
import { roleWords } from './input.ts';

/** Defines a role of the workspace's own otherwise, for all who hold it. Both what it was and what it becomes are asked about. */
export const editRole = change({
  name: 'roles edit',
  needs: ['roles.edit'],
  isOwn: true,
  input: { role: text(), ...roleWords() },
  asks: ({ role: name, ...words }, sight) =>
    roleQuestions(sight, 'roles.edit', () => {
      const role = ownRoleNamed(sight.workspace, name);
      return [role, roleOf(redefinition(sight.workspace, role, words))];
    }),
  does: async (pass, { role: name, ...words }) => {
    const { db, workspace, actor, entry } = pass;
    if (Object.values(words).every((said) => said === undefined)) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --allow, --deny, --lines or another flag',
      });
    }
    const role = ownRoleNamed(workspace, name);
    const definition = redefinition(workspace, role, words);
    const answer = { ...definitionAnswer(definition, role), change: 'edited', revoked: [] as string[] };
    if (canonical(definition) === canonical(redefinition(workspace, role, {}))) {
      return new Unapplied({ ...answer, change: 'unchanged' }, 'unchanged');
    }
    await endRole(db, workspace.id, entry, role.name);
    await beginRole(db, workspace.id, entry, role.name, canonical(definition));
    const becomes = roleOf(definition);
    const beyond = rolesBeyond({ workspace: withRole(workspace, role.name, becomes), actor }, becomes);
    const revoked = await revokeInvitationsFromHolders(db, workspace.id, entry, role.name, beyond);
    return { ...answer, revoked };
  },
  counts: ({ added, taken, revoked }) => ({ added: added.length, taken: taken.length, revoked: revoked.length }),
});
