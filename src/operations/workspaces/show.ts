import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { workspaceAtAGlance } from '../../store/workspaces.ts';

/** One workspace at a glance: its state, who brought it there, and how much is in it. */
export const showWorkspace = question({
  name: 'workspaces show',
  needs: ['workspace.view'],
  input: {},
  asks: () => [{ needs: 'workspace.view', on: workspaceItself }],
  does: async ({ connection, workspace }) => {
    const { name, made, at, by, since, lines, ...members } = await workspaceAtAGlance(connection, workspace.id);
    return {
      workspace: workspace.slug,
      name,
      model: workspace.model,
      state: workspace.state,
      /** When and by whom this state began, and the ledger entry that says so. */
      since: rfc3339(at),
      by,
      entry: since,
      created: rfc3339(made),
      members,
      lines,
      products: [...workspace.products.keys()].sort(),
    };
  },
});
