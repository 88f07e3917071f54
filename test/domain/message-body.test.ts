import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTACT_VARIABLES,
  escaped,
  filled,
  parseBody,
  unknownVariables,
  variableName,
  variablesOf,
} from '../../src/domain/message-body.ts';

const ada = new Map<string, string | null>([
  ['first_name', 'Ada'],
  ['last_name', null],
  ['email', ' '],
  ['loyalty_tier', 'gold'],
]);
const fill = (text: string) => filled(parseBody(text), ada);

describe('variables are filled', () => {
  it.each([
    ['Hi {first_name}!', 'Hi Ada!'],
    ['Hi {first_name|there}!', 'Hi Ada!'],
    ['Hi {last_name|there}!', 'Hi there!'],
    ['{email|}', ''],
    ['{First Name} {first-name} { FIRST_NAME }', 'Ada Ada Ada'],
    ['{Loyalty Tier}', 'gold'],
    ['{last_name|a|b}', 'a|b'],
    ['no variable', 'no variable'],
    ['', ''],
    ['{{first_name}}', '{first_name}'],
    ['{{{first_name}}}', '{Ada}'],
    ['{first_name}{first_name}', 'AdaAda'],
  ])('%j → %j', (text, result) => expect(fill(text)).toEqual({ text: result, missing: [] }));

  it('a missing value without a fallback is listed once, and stays visible as it was written', () => {
    expect(fill('{Last Name}, {last_name}, {city}')).toEqual({
      text: '{Last Name}, {last_name}, {city}',
      missing: ['last_name', 'city'],
    });
  });

  it('a value is not read again, whatever braces it has', () => {
    expect(filled(parseBody('{name}'), new Map([['name', '{phone} $& {{']])).text).toBe('{phone} $& {{');
  });

  it('names that mean something to machines are names like others', () => {
    expect(fill('{constructor}').missing).toEqual(['constructor']);
  });
});

describe('what cannot be read is shown where it stands', () => {
  it.each([
    ['Hi {first_name', 'this { is never closed (column 4)'],
    ['Hi first_name}', 'this } closes nothing (column 14)'],
    ['😀 {', 'this { is never closed (column 3)'],
    ['{}', 'the braces hold no name (column 1)'],
    ['{ | there}', 'the braces hold no name (column 1)'],
    ['a\nbc {', 'this { is never closed (line 2, column 4)'],
    ['{a {b}}', 'this { is never closed (column 1)'],
    ['{first.name}', '“first.name” is no name of a variable (column 1)'],
    [`{${'x'.repeat(65)}}`, `“${'x'.repeat(64)}” is no name of a variable (column 1)`],
  ])('%j: %s', (text, message) => {
    expect(() => parseBody(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'bad-body', message }));
  });
});

describe('the variables of a body', () => {
  it('are told by their canonical names, each once', () => {
    expect(variablesOf(parseBody('{First Name} {phone|x} {first-name} {{name}}'))).toEqual(['first_name', 'phone']);
  });

  it('are known, or named with what was most likely meant', () => {
    const body = parseBody('{frist_name} {first_name} {shoe size} {zzz} {Phone}');
    expect(unknownVariables(body, [...CONTACT_VARIABLES, 'Shoe Size'])).toEqual([
      { name: 'frist_name', nearest: 'first_name' },
      { name: 'zzz', nearest: undefined },
    ]);
  });

  it('are named alike however they are written', () => {
    expect(['First Name', ' first-name', 'FIRST__NAME'].map(variableName)).toEqual(Array(3).fill('first_name'));
  });
});

it('a text whose braces are doubled is read as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}|a \n😀')), maxLength: 60 }), (text) => {
      expect(filled(parseBody(escaped(text)), new Map())).toEqual({ text, missing: [] });
    }),
  );
});

it('whatever is written is read, or refused with a place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}|ab_ \n')), maxLength: 40 }), (text) => {
      try {
        expect(filled(parseBody(text), new Map()).missing).toEqual(expect.any(Array));
      } catch (failure) {
        expect(failure).toMatchObject({ code: 'bad-body', details: { line: expect.any(Number) } });
      }
    }),
  );
});
