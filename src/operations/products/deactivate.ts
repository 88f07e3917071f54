import { productNamed } from '../../access/inquiry.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { deactivateProduct as end } from '../../store/products.ts';
import { text } from '../input.ts';

/** Ends a product's activation and every grant of it. */
export const deactivateProduct = change({
  name: 'products deactivate',
  needs: ['products.activate'],
  input: { product: text() },
  asks: () => [{ needs: 'products.activate', on: workspaceItself }],
  does: async (pass, input) => {
    const { db, workspace, entry } = pass;
    const product = await productNamed(pass, input.product);
    if (!workspace.products.has(product))
      return new Unapplied({ product, change: 'unchanged', grants: 0 }, 'unchanged');
    const grants = await end(db, workspace.id, entry, product);
    return { product, change: 'deactivated', grants };
  },
  counts: ({ grants }) => ({ deactivated: 1, grants }),
});
