import { matrixOf } from '../../access/matrix.ts';
import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { boolean, model, optional } from '../input.ts';

/** What the roles of a model may do, module by module, as its source prints it; the workspace's model when none is named. */
export const roleMatrix = question({
  name: 'roles matrix',
  needs: ['roles.view'],
  input: {
    model: optional(model()),
    /** Also the roles and modules that the source leaves out of its matrix. */
    all: boolean(),
  },
  asks: () => [{ needs: 'roles.view', on: workspaceItself }],
  does: async ({ workspace }, input) => {
    const model = input.model ?? workspace.model;
    // Roles of a workspace's own are made from those of its model: beside another one they would say nothing.
    return matrixOf(model, input.all, model === workspace.model ? workspace.roles : undefined);
  },
});
