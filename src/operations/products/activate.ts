import { CATALOGUE_PRODUCTS } from '../../access/actions.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { productName } from '../../domain/product-name.ts';
import { nearest } from '../../domain/words.ts';
import { activateProducts as begin } from '../../store/products.ts';
import { list, read } from '../input.ts';

/** Activates products in the workspace, one or several; what is activated already stays as it is. */
export const activateProducts = change({
  name: 'products activate',
  needs: ['products.activate'],
  input: { products: list(read(productName)) },
  asks: () => [{ needs: 'products.activate', on: workspaceItself }],
  does: async ({ db, workspace, entry }, { products: named }) => {
    const products = [...new Set(named)];
    const fresh = products.filter((product) => !workspace.products.has(product));
    await begin(db, workspace.id, entry, fresh);
    const answer = {
      activated: fresh.length,
      unchanged: products.length - fresh.length,
      products: products.map((product) => ({ product, change: fresh.includes(product) ? 'activated' : 'unchanged' })),
      notes: fresh.flatMap(doubt),
    };
    return fresh.length === 0 ? new Unapplied(answer, 'unchanged') : answer;
  },
  counts: ({ activated, unchanged }) => ({ activated, unchanged }),
});

/** A name that may be a slip of the hand: products can have any name, so it is only said. */
const doubt = (product: string): string[] => {
  const near = CATALOGUE_PRODUCTS.includes(product) ? undefined : nearest(product, CATALOGUE_PRODUCTS);
  return near
    ? [`${product} is a product of its own; if ${near} was meant: switchboard products activate ${near}`]
    : [];
};
