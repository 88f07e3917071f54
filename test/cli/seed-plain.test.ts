import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readJson } from '../../src/cli/seed/json.ts';
import { placeAt, type SeedNode } from '../../src/cli/seed/node.ts';
import { readPlainYaml } from '../../src/cli/seed/plain-yaml.ts';
import { readYaml } from '../../src/cli/seed/yaml.ts';
import { type Plain, yamlMap } from '../../src/render/yaml.ts';

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
    // A document knows one zero, as JSON does.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
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
        const text = JSON.stringify({ value }, null, indent);
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
    ['what stands too deep', `{"a": ${'['.repeat(50_000) + ']'.repeat(50_000)}}`],
    ['what is no JSON', '{"a": 1,}'],
    ['YAML', 'a: 1'],
  ])('leaves %s to whoever tells faults', (_, text) => {
    expect(readJson('some', text, ENV)).toBeUndefined();
  });
});

/** What is written, as people and programs write it. */
const texts = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:yaml|json)$/.test(name))
  .map((name) => readFileSync(new URL(name, SEEDS), 'utf8'));
const exported = readFileSync(new URL('../../fixtures/documents/exported.yaml', import.meta.url), 'utf8');

/** Literal blocks wherever they may stand, with all that may stand in them; the first three are plain. */
const literals = [
  `templates:
  - name: Hi
    body: |
      Hello {first_name|there},

        we are ${variable('OWNER')}: "open" # as ever
      — until 'six'.
  - body: |-   # no line end
     Bye
    name: Bye
responders:
- name: a
  reply: |+

    first: [

    ${variable('NOBODY:-b')}


  words: [x]
`,
  `- |
  one

- |-
    two
     three
- |+ # kept

  five\t
   \tsix

- a: |
   seven`,
  'a: |\r\n  one\r\n\r\n  two\r\nb: |-\r\n  three\r\n  \r\n# c\r\nc: |+\r\n  four\r\n\r\n',
  'a:\n  b: |\n    one\n   \n     two\n     \n    three\n  c:\n    |\n    x\nd: |+\n e\n\n   \n',
  '- - |\n   one\n- ? |\n  two\n  : |\n   three\n',
  'a: |2\n   one\nb: >\n  two\n  three\n',
  'a: |\nb: |-\n\nc: |\n  one\n # no part of it\n\nd: |\n # one\n --- two\n ... three\n - four: "\n',
  '# c\na: {b: 1}\nb: |\n  one\u0085two\u2028three\uFEFF\n  \uFEFFfour\t\n\t\n',
  'a: |\n  \n one\nb: |\n   \n two\nc: |\n  three\n   \nd: |+\n  four\n   \ne: {f: |\n g}\n',
];

/** A text of which something was left out, doubled, or written over. */
const spoiled = fc
  .tuple(
    fc.oneof(fc.constantFrom(exported.slice(0, 3000), ...texts), fc.constantFrom(...literals)),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(12),
        fc.oneof(
          fc.constantFrom(
            ...'\n -:#,[]{}"\'\\&*!|>%@`~.+0aé\t\r\u0085\u2028\uFEFF'.split(''),
            '\n  ',
            '- ',
            ': ',
            ' #',
            '---\n',
            '  ',
            '|\n',
            '|-\n  ',
            '|+ # c\n   ',
            '\n\n',
            '\r\n',
            '\n   \n',
            '\n # c\n',
          ),
          fc.constantFrom(
            'null',
            'true',
            '0x1F',
            '-5',
            '1e3',
            '.5',
            '<<: ',
            '? ',
            '"\\U0001F600"',
            "'a''b'",
            'x: [a, {b: c}]',
          ),
          fc.constantFrom(variable('OWNER'), variable('RATE'), variable('EMPTY:-'), variable('NOBODY')),
          fc.constant(''),
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((was, [from, length, put]) => {
      const at = from % (was.length + 1);
      return was.slice(0, at) + put + was.slice(at + length);
    }, text),
  );

describe('YAML that is read line by line', () => {
  it('may have literal blocks, of which those that are plain are read at once', () => {
    const read = literals.map((text) => readPlainYaml('some', text, ENV));
    expect(read.map((root) => root !== undefined)).toEqual([true, true, true, ...literals.slice(3).map(() => false)]);
    for (const [i, root] of read.entries()) if (root) expect(told(root)).toEqual(asYaml(literals[i] as string));
  });

  it('says what YAML’s reader says that it says, in the same places, or leaves it to that', () => {
    let read = 0;
    fc.assert(
      fc.property(spoiled, (text) => {
        const root = readPlainYaml('some', text, ENV);
        if (root === undefined) return;
        read++;
        expect(told(root)).toEqual(asYaml(text));
      }),
      { numRuns: Number(process.env.RUNS ?? 3000) },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('is what an export writes, whatever its texts', () => {
    fc.assert(
      fc.property(fc.dictionary(words, anything.value, { minKeys: 1, maxKeys: 4 }), (map) => {
        const text = yamlMap(map as { readonly [key: string]: Plain }, '');
        expect(parse(text, { schema: 'core', uniqueKeys: false })).toEqual(map);
        const root = readPlainYaml('some', text, ENV);
        if (root !== undefined) expect(told(root)).toEqual(asYaml(text));
      }),
      { numRuns: 500 },
    );
    expect(readPlainYaml('exported.yaml', exported, {})).toBeDefined();
  });
});

it('good documents are read at once', () => {
  const good = texts.filter((text) => readJson('some', text, ENV) ?? readPlainYaml('some', text, ENV));
  expect(good.length).toBeGreaterThan(20);
});
