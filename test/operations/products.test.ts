import { expect, it } from 'vitest';
import { acme, type Desk } from '../support/desk.ts';

interface Products {
  products: { product: string; holders: number | null; by: string }[];
}

const activated = async (place: Desk, flags = '') =>
  (await place.json<Products>(`products list ${flags}`)).products.map(({ product }) => product);

it('products are activated several at once, and a second time nothing happens', async () => {
  const place = await acme();
  expect(await place.json('products activate surveys blast')).toMatchObject({
    activated: 1,
    unchanged: 1,
    products: [
      { product: 'surveys', change: 'activated' },
      { product: 'blast', change: 'unchanged' },
    ],
  });
  const again = await place.run('products activate surveys,blast');
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^surveys +unchanged\nblast +unchanged$/m);
  expect(await activated(place)).toEqual(['blast', 'conversations', 'surveys']);
});

it('a product name is a slug, and one that is nearly a known product is doubted aloud', async () => {
  const place = await acme();
  expect(await place.run('products activate Blast')).toMatchObject({ code: 2 });
  expect(await place.ok('products activate blasts')).toContain('if blast was meant');
});

it('a Standard member sees granted products, and nothing of the others', async () => {
  const place = await acme();
  await place.ok('users invite bo@acme.com --status active --products blast');
  expect(await place.json<Products>('products list --as bo@acme.com')).toEqual({
    products: [expect.objectContaining({ product: 'blast', holders: null, by: 'ada@acme.com' })],
  });
  expect((await place.json<Products>('products list')).products).toMatchObject([{ holders: 1 }, { holders: 0 }]);
});

it('deactivating ends the grants, and activating again does not give them back', async () => {
  const place = await acme();
  await place.ok('users invite bo@acme.com cy@acme.com --status active --products blast');
  expect(await place.json('products deactivate blast --confirm blast')).toEqual({
    product: 'blast',
    change: 'deactivated',
    grants: 2,
  });
  expect(await activated(place)).toEqual(['conversations']);
  await place.ok('products activate blast');
  expect(await activated(place, '--as bo@acme.com')).toEqual([]);
});

it('deactivating what is not activated changes nothing; an unknown word names the nearest', async () => {
  const place = await acme();
  await place.ok('products deactivate blast --confirm blast');
  expect(await place.json('products deactivate blast --confirm blast')).toMatchObject({ change: 'unchanged' });
  const { code, err } = await place.run('products deactivate convrsations --confirm convrsations');
  expect(code).toBe(2);
  expect(err).toContain('did you mean "conversations"?');
});

it('who may not is refused, and nobody deactivates by one word', async () => {
  const place = await acme();
  await place.ok('users invite bo@acme.com --status active');
  expect(await place.run('products activate surveys --as bo@acme.com')).toMatchObject({ code: 3 });
  expect(await place.run('products deactivate blast --confirm blast --as bo@acme.com')).toMatchObject({ code: 3 });
  expect(await place.run('products list --as mallory@evil.com')).toMatchObject({ code: 3 });
  expect(await place.run('products deactivate blast')).toMatchObject({ code: 2 });
  expect(await activated(place)).toEqual(['blast', 'conversations']);
});
