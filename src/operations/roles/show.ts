import { actionFacts, CATALOGUE } from '../../access/actions.ts';
import { authorsFor } from '../../access/authors.ts';
import { question } from '../../access/operation.ts';
import { roleNamed } from '../../access/people.ts';
import { workspaceItself } from '../../access/resource.ts';
import { findRestriction } from '../../access/restrictions.ts';
import { holderOf, scopeOf } from '../../access/scope.ts';
import { holdersOf, membersByRole } from '../../store/roles.ts';
import { roleAnswer, seesMembers } from '../answers.ts';
import { text } from '../input.ts';

/** So many of those who hold a role are named; `users list --role` tells them all. */
const NAMED = 10;

/** One role: every action with how far it reaches, whom it manages, who defined it and who holds it. */
export const showRole = question({
  name: 'roles show',
  needs: ['roles.view'],
  input: { role: text(40) },
  asks: () => [{ needs: 'roles.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { connection, workspace, actor } = pass;
    const role = roleNamed(workspace, input.role);
    const holder = holderOf(role, workspace);
    const sees = seesMembers(actor);
    const members = sees ? await membersByRole(connection, workspace.id) : undefined;
    const since = workspace.roles.get(role.name)?.since;
    const authorOf = await authorsFor(pass, since === undefined ? [] : [since]);
    return {
      ...roleAnswer(role, workspace, members, authorOf),
      holders: sees ? await holdersOf(connection, workspace.id, role.name, NAMED) : null,
      restrictions: role.restrictions.map((name) => ({ name, does: findRestriction(name)?.does ?? '' })),
      actions: CATALOGUE.map(({ name, does }) => {
        const scope = scopeOf(holder, actionFacts(name));
        return { action: name, does, allowed: scope !== 'none', scope };
      }),
    };
  },
});
