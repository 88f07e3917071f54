import { activateProducts } from '../../../operations/products/activate.ts';
import { deactivateProduct } from '../../../operations/products/deactivate.ts';
import { listProducts } from '../../../operations/products/list.ts';
import type { Site } from '../site.ts';
import { type Steps, same, sorted, step } from '../step.ts';

const namesThere = ({ hand }: Site): Promise<string[]> =>
  hand.ask(listProducts, {}, ({ products }) => products.map(({ product }) => product));

/** Activates the products that the document names. */
export async function* productSteps(site: Site): Steps {
  const { products } = site.document;
  if (products === undefined) return;
  const there = await namesThere(site);
  for (const [i, product] of products.entries()) {
    const said = { kind: 'products', name: product, place: site.placeOf(['products', i]) } as const;
    if (there.includes(product)) yield same('products');
    else yield step({ ...said, change: 'make' }, async () => activateProducts, { products: [product] });
  }
}

/** Deactivates the others. */
export async function* productsPruned(site: Site): Steps {
  const { products } = site.document;
  if (products === undefined) return;
  for (const product of sorted(await namesThere(site))) {
    if (products.includes(product)) continue;
    yield step({ change: 'remove', kind: 'products', name: product }, async () => deactivateProduct, { product });
  }
}
