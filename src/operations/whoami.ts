import { survey } from '../access/operation.ts';
import { workspaceItself } from '../access/resource.ts';
import { shownStore } from '../domain/address.ts';

/** Who acts, who vouches for it, and in which workspaces of which store. */
export const whoami = survey({
  name: 'whoami',
  needs: ['profile.view'],
  input: {},
  asks: () => [{ needs: 'profile.view', on: workspaceItself }],
  does: async ({ connection, actor, behind, everywhere, store }) => ({
    user: actor.email,
    behind: behind?.email ?? null,
    vouched: connection.identity.vouched,
    database: shownStore(store),
    workspaces: everywhere.flatMap(({ workspace, membership, restrictions }) =>
      membership === undefined
        ? []
        : [
            {
              workspace: workspace.slug,
              model: workspace.model,
              state: workspace.state,
              role: membership.role,
              status: membership.status,
              restrictions: [...restrictions.keys()],
            },
          ],
    ),
  }),
});
