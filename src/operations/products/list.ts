import { decide } from '../../access/decide.ts';
import { query } from '../../access/operation.ts';
import { narrowing, reach } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { productsQuery } from '../../store/products.ts';

/** The activated products within the acting user's reach; of the others nothing is said. */
export const listProducts = query({
  name: 'products list',
  needs: ['products.view'],
  input: {},
  asks: () => [{ needs: 'products.view', on: workspaceItself }],
  does: async ({ db, workspace, actor }) => {
    const grantedTo = narrowing(reach(actor, 'products.view', 'products'));
    const rows = await productsQuery(db, workspace.id, grantedTo).execute();
    const counts = decide(actor, 'grants.view', workspaceItself).allowed;
    return {
      products: rows.map(({ product, holders, at, by, since }) => ({
        product,
        /** How many members were granted it; null where the acting user may not see grants. */
        holders: counts ? holders : null,
        since: rfc3339(at),
        by,
        entry: since,
      })),
    };
  },
});
