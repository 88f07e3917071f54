import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { renameWorkspace } from '../../store/workspaces.ts';
import { text } from '../input.ts';

/** Gives the workspace another name to be shown by; the slug that scripts use stays. */
export const editWorkspace = change({
  name: 'workspaces edit',
  needs: ['workspace.edit'],
  input: { name: text() },
  asks: () => [{ needs: 'workspace.edit', on: workspaceItself }],
  does: async ({ connection, workspace }, { name }) => {
    const changed = (await renameWorkspace(connection, workspace.id, name)) > 0;
    const answer = { workspace: workspace.slug, name, changed };
    return changed ? answer : new Unapplied(answer, 'unchanged');
  },
});
