import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SeedFault } from '../../src/domain/seed-fault.ts';
import { desk } from '../support/desk.ts';

/** Documents that are wrong, named by their faults; where each fault lies was marked by hand: `LINE:COLUMN CODE PATH`. */
const BROKEN = new URL('../../fixtures/seeds/broken/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, BROKEN), 'utf8');
const expected = JSON.parse(read('expected.json')) as Readonly<Record<string, readonly string[]>>;
const names = Object.keys(expected);

const place = () => desk({ SWITCHBOARD_DB: 'switchboard.db' });
type Told = { readonly faults: readonly SeedFault[] };

/** What is wrong with some files, as it is expected to be told; `down` is how many lines further down everything stands. */
async function faultsOf(files: readonly string[], at = place(), down = 0): Promise<string[]> {
  const { code, out, err } = await at.run(['seed', 'check', ...files, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 2, err: '' });
  const { faults } = JSON.parse(out) as Told;
  return faults.map(({ line, column, code: what, path }) => `${line - down}:${column} ${what} ${path}`.trim());
}

it('there are more than a hundred broken documents, and every one is expected to be', () => {
  const all = readdirSync(BROKEN).filter((name) => name !== 'expected.json');
  expect(all.toSorted()).toEqual([...names].sort());
  expect(names.length).toBeGreaterThan(100);
});

describe('a broken document is told by line, column, path and code', () => {
  it.each(names)('%s', async (name) => {
    expect(await faultsOf([new URL(name, BROKEN).pathname])).toEqual(expected[name]);
  });
});

/** Those whose fault is not about where they are, nor about there being nothing in them. */
const movable = names.filter((name) => !/^(include-|empty|only-|contacts-file|a-list)|\.json$/.test(name));

it('a fault is told where it is when everything stands further down', async () => {
  const at = place();
  for (const name of movable) {
    at.write(name, `# ${name}\n\n#\n${read(name).replace('\uFEFF', '')}`);
    expect([name, ...(await faultsOf([name], at, 3))]).toEqual([name, ...(expected[name] ?? [])]);
  }
});

it('a fault is told where it is when lines end as they do on Windows', async () => {
  const at = place();
  for (const name of movable) {
    at.write(name, read(name).replace(/\r?\n/g, '\r\n'));
    expect([name, ...(await faultsOf([name], at))]).toEqual([name, ...(expected[name] ?? [])]);
  }
});

it('a fault of a file that is included is told of that file', async () => {
  const at = place();
  at.write('whole.yaml', 'include: part.yaml\nworkspace: {slug: acme}\nproducts: [Big]\n');
  at.write('part.yaml', 'users:\n  - email: bo@\n');
  const { out } = await at.run('switchboard seed check whole.yaml --format json');
  expect((JSON.parse(out) as Told).faults).toMatchObject([
    { file: 'whole.yaml', line: 3, column: 12, path: 'products[0]', code: 'bad-name' },
    { file: 'part.yaml', line: 2, column: 12, path: 'users[0].email', code: 'bad-email' },
  ]);
});
