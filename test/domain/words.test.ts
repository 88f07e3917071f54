import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, nearest, plural } from '../../src/domain/words.ts';

const verbs = ['invite', 'accept', 'list', 'show', 'set-role', 'restrict', 'unrestrict', 'suspend', 'remove', 'resend'];

describe('the nearest word is the one a person meant', () => {
  it.each([
    ['inivte', 'invite'],
    ['INVITE', 'invite'],
    ['lst', 'list'],
    ['setrole', 'set-role'],
    ['set_role', 'set-role'],
    ['susp', 'suspend'],
    ['unrestict', 'unrestrict'],
    ['re', 'remove'],
  ])('%s → %s', (word, meant) => expect(nearest(word, verbs)).toBe(meant));

  it.each(['', '   ', 'x', 'frobnicate', 'xx', 'x'.repeat(100_000)])('nothing is near “%.20s”', (word) => {
    expect(nearest(word, verbs)).toBeUndefined();
  });

  it('one slip costs less than two, and a swapped pair is one slip', () => {
    expect(nearest('form', ['forms', 'from', 'farms'])).toBe('forms');
    expect(nearest('rmeove', ['remove', 'resolve'])).toBe('remove');
  });

  it('every known word is nearest to itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...verbs), (word) => {
        expect(nearest(word.toUpperCase(), verbs)).toBe(word);
      }),
    );
  });

  it('a word with one letter taken out is found again', () => {
    fc.assert(
      fc.property(fc.constantFrom('restrictions', 'first_name', 'conversations'), fc.nat(), (word, at) => {
        const i = at % word.length;
        expect(nearest(word.slice(0, i) + word.slice(i + 1), ['restrictions', 'first_name', 'conversations'])).toBe(
          word,
        );
      }),
    );
  });
});

describe('words and counts are written as people write them', () => {
  it('lists', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });

  it('counts', () => {
    expect(plural(1, 'user')).toBe('1 user');
    expect(plural(0, 'user')).toBe('0 users');
    expect(plural(10_000, 'user')).toBe('10,000 users');
    expect(plural(1_234_567, 'entry')).toBe('1,234,567 entries');
    expect(plural(2, 'address')).toBe('2 addresses');
    expect(plural(2, 'day')).toBe('2 days');
    expect(plural(2, 'person', 'people')).toBe('2 people');
    expect(plural(999, 'row')).toBe('999 rows');
  });
});
