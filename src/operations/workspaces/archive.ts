import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { beginState } from '../../store/workspaces.ts';

/** Closes a workspace for everything but looking, until it is restored. */
export const archiveWorkspace = change({
  name: 'workspaces archive',
  needs: ['workspace.archive'],
  input: {},
  asks: () => [{ needs: 'workspace.archive', on: workspaceItself }],
  does: async ({ connection, workspace, entry }) => {
    await beginState(connection, workspace.id, entry, 'archived');
    return { workspace: workspace.slug, state: 'archived' };
  },
});
