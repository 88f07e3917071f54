import { change, Unapplied } from '../../access/operation.ts';
import { on } from '../../access/resource.ts';
import { beginState } from '../../store/workspaces.ts';

/** Opens an archived workspace again. */
export const restoreWorkspace = change({
  name: 'workspaces restore',
  needs: ['workspace.archive'],
  input: {},
  asks: () => [{ needs: 'workspace.archive', on: on({ restores: true }) }],
  does: async ({ connection, workspace, entry }) => {
    const changed = workspace.state !== 'active';
    const answer = { workspace: workspace.slug, state: 'active', changed };
    if (!changed) return new Unapplied(answer, 'unchanged');
    await beginState(connection, workspace.id, entry, 'active');
    return answer;
  },
});
