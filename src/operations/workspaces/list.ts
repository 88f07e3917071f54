import { survey } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { namesBySlug } from '../../store/workspaces.ts';

/** The acting user's own workspaces, with what they are in each. */
export const listWorkspaces = survey({
  name: 'workspaces list',
  needs: ['profile.view'],
  input: {},
  asks: () => [{ needs: 'profile.view', on: workspaceItself }],
  does: async ({ connection, everywhere }) => {
    const slugs = everywhere.map(({ workspace }) => workspace.slug);
    const names = await namesBySlug(connection, slugs);
    const workspaces = everywhere.map(({ workspace: { slug, model, state }, membership }) => ({
      workspace: slug,
      name: names.get(slug) ?? slug,
      model,
      state,
      role: membership?.role ?? '',
      status: membership?.status ?? '',
    }));
    return { workspaces: workspaces.sort((a, b) => (a.workspace < b.workspace ? -1 : 1)) };
  },
});
