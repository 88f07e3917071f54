import { expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { contentsOf } from '../support/contents.ts';

it.each([
  ['acme', acmeAtWork],
  ['beta', betaAtWork],
])('in %s everyone is listed exactly the lines and products that they are told they may see', async (_, found) => {
  const place = await found();
  const { users = [], lines = [], product_activations = [] } = await contentsOf(place);
  const active = users.map(({ email }) => String(email)).filter((email) => !/^(sue|ivy)@/.test(email));
  expect(active.length).toBeGreaterThan(3);
  for (const email of active) {
    const may = async (action: string, flag: string) =>
      (await place.run(`access can ${email} ${action} ${flag}`)).code === 0;
    const seen = async (noun: string, key: string) => {
      const { code, out } = await place.run(`${noun} list --format json --as ${email}`);
      if (code !== 0) return [];
      return (JSON.parse(out) as Record<string, Record<string, string>[]>)[noun]?.map((row) => row[key]);
    };
    const wanted = async (names: readonly string[], action: string, flag: string) => {
      const told: string[] = [];
      for (const name of names.toSorted()) if (await may(action, `${flag} ${name}`)) told.push(name);
      return told;
    };
    const addresses = lines.map(({ address }) => String(address));
    const products = product_activations.filter(({ until }) => until === null).map(({ product }) => String(product));
    expect({ email, lines: await seen('lines', 'address') }).toEqual({
      email,
      lines: await wanted(addresses, 'lines.view', '--line'),
    });
    expect({ email, products: await seen('products', 'product') }).toEqual({
      email,
      products: await wanted(products, 'products.view', '--product'),
    });
  }
});
