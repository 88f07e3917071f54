import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/cli/seed/json.ts';
import { placeAt, type SeedNode } from '../../src/cli/seed/node.ts';
import { readYaml } from '../../src/cli/seed/yaml.ts';

const SEEDS = new URL('../../fixtures/seeds/', import.meta.url);
const ENV = { OWNER: 'ada@acme.com', RATE: '12', YES: 'true', EMPTY: '' };

/** A node with the places of all that it holds, as people are told them. */
function told(node: SeedNode): unknown {
  const { line, column } = placeAt(node.file, node.at, '');
  const at = `${line}:${column}`;
  if (node.is === 'list') return { at, list: node.items.map(told) };
  if (node.is === 'unread') return { at };
  if (node.is === 'scalar') return { at, value: node.value, text: node.text };
  const entries = [...node.entries.values()].map(({ key, keyAt, keyFile, node: value }) => [
    key,
    placeAt(keyFile, keyAt, '').line,
    placeAt(keyFile, keyAt, '').column,
    told(value),
  ]);
  return { at, map: entries };
}

const asYaml = (text: string): unknown => {
  const { root, faults } = readYaml('some', text, ENV);
  return faults.length > 0 || root === undefined ? { faults } : told(root);
};

/** A variable as documents write it. */
const variable = (said: string): string => ['$', '{', said, '}'].join('');

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('$', '')),
  fc.constantFrom(
    'phone',
    '+15550100',
    variable('OWNER'),
    `a ${variable('NOBODY:-b')} c`,
    variable('RATE'),
    `$${variable('x')}`,
    variable('EMPTY:-'),
    '',
    '\\',
    '"',
  ),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('JSON that is read at once', () => {
  it('says what it says as YAML, value by value, in the same places', () => {
    fc.assert(
      fc.property(anything.value, fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const root = readJson('some', text, ENV);
        if (root === undefined) expect(asYaml(text)).toHaveProperty('faults');
        else expect(told(root)).toEqual(asYaml(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a key twice', '{"a": 1, "a": 2}'],
    ['a merge', '{"<<": {"a": 1}}'],
    ['a prototype', '{"__proto__": {}}'],
    ['a variable that is not there', `{"a": "${variable('NOBODY')}"}`],
    ['what stands too deep', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['what is no JSON', '{"a": 1,}'],
    ['YAML', 'a: 1'],
  ])('leaves %s to whoever tells faults', (_, text) => {
    expect(readJson('some', text, ENV)).toBeUndefined();
  });
});

it('every good document of JSON is read at once', () => {
  const good = readdirSync(new URL('good/', SEEDS)).filter((name) => name.endsWith('.json'));
  for (const name of good) {
    const text = readFileSync(new URL(`good/${name}`, SEEDS), 'utf8');
    expect(told(readJson(name, text, ENV) as SeedNode)).toEqual(asYaml(text));
  }
});
