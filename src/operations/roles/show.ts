import { actionFacts, CATALOGUE } from '../../access/actions.ts';
import { question } from '../../access/operation.ts';
import { roleNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { findRestriction } from '../../access/restrictions.ts';
import { holderOf, scopeOf } from '../../access/scope.ts';
import { membersByRole } from '../../store/roles.ts';
import { roleAnswer } from '../answers.ts';
import { text } from '../input.ts';

/** One role: every action with how far it reaches, whom the role manages, and what may be taken from its holders. */
export const showRole = question({
  name: 'roles show',
  needs: ['roles.view'],
  input: { role: text(40) },
  asks: () => [{ needs: 'roles.view', on: workspaceItself }],
  does: async ({ connection, workspace }, input) => {
    const role = roleNamed(workspace, input.role);
    const holder = holderOf(role, workspace);
    const members = await membersByRole(connection, workspace.id);
    return {
      ...roleAnswer(role, members),
      restrictions: role.restrictions.map((name) => ({ name, does: findRestriction(name)?.does ?? '' })),
      actions: CATALOGUE.map(({ name, does }) => {
        const scope = scopeOf(holder, actionFacts(name));
        return { action: name, does, allowed: scope !== 'none', scope };
      }),
    };
  },
});
