import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { builtInRoles } from '../../access/roles.ts';
import { membersByRole } from '../../store/roles.ts';
import { roleAnswer } from '../answers.ts';

/** The roles of the workspace: what each reaches, whom it manages, and how many members hold it. */
export const listRoles = question({
  name: 'roles list',
  needs: ['roles.view'],
  input: {},
  asks: () => [{ needs: 'roles.view', on: workspaceItself }],
  does: async ({ connection, workspace }) => {
    const members = await membersByRole(connection, workspace.id);
    return { roles: builtInRoles(workspace.model).map((role) => roleAnswer(role, members)) };
  },
});
