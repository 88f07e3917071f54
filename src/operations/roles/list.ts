import { authorsFor } from '../../access/authors.ts';
import { rolesOf } from '../../access/custom-roles.ts';
import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { membersByRole } from '../../store/roles.ts';
import { roleAnswer, seesMembers } from '../answers.ts';

/** The roles of the workspace: what each reaches, whom it manages, how many members hold it, and who defined it. */
export const listRoles = question({
  name: 'roles list',
  needs: ['roles.view'],
  input: {},
  asks: () => [{ needs: 'roles.view', on: workspaceItself }],
  does: async (pass) => {
    const { connection, workspace, actor } = pass;
    const members = seesMembers(actor) ? await membersByRole(connection, workspace.id) : undefined;
    const authorOf = await authorsFor(
      pass,
      [...workspace.roles.values()].map(({ since }) => since),
    );
    return { roles: rolesOf(workspace).map((role) => roleAnswer(role, workspace, members, authorOf)) };
  },
});
