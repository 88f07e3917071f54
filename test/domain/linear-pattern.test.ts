import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/errors.ts';
import { linearPattern } from '../../src/domain/linear-pattern.ts';

const found = (pattern: string, text: string) => linearPattern(pattern).test(text);

const refusal = (pattern: string): Failure | undefined => {
  try {
    linearPattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
};

describe('a pattern finds', () => {
  it.each([
    ['price', 'What is the PRICE?', 12, 'price'],
    ['PRICE', 'the price', 4, 'price'],
    ['^order \\d+$', '  Order 1234  ', 0, 'order 1234'],
    ['\\bpizza\\b', 'a Pizza, please', 2, 'pizza'],
    ['[A-C]{2}', 'xxBA', 2, 'ba'],
    ['gro(ß|ss)', 'GROSS', 0, 'gross'],
    ['[äöüß]', 'STRASSE', 4, 'ss'],
    ['iptal', 'İPTAL', 0, 'iptal'],
    ['É', 'e\u0301t\u00e9', 0, 'é'],
    ['what’s', "What's new", 0, "what's"],
    ['what.s', 'what’s', 0, "what's"],
    ['(?<size>small|large)', 'LARGE one', 0, 'large'],
    ['👍+', 'ok 👍👍', 3, '👍👍'],
    ['[👍🙏]', 'ok 🙏', 3, '🙏'],
    ['\\$5', 'for $5', 4, '$5'],
    ['a{2,3}?', 'AAAA', 0, 'aa'],
    ['\\d{20}', `no ${'7'.repeat(20)}`, 3, '7'.repeat(20)],
    ['^\\d{18,24}$', '7'.repeat(22), 0, '7'.repeat(22)],
    ['(?:ab{20}){2}', `a${'b'.repeat(20)}a${'b'.repeat(20)}`, 0, `a${'b'.repeat(20)}a${'b'.repeat(20)}`],
    ['x{18,}', 'x'.repeat(40), 0, 'x'.repeat(40)],
    ['\\u0041\\x42', 'ab', 0, 'ab'],
    ['１２', '12', 0, '12'],
    ['[^a]', 'Ab', 1, 'b'],
    ['[\\w-]+', 'one-two', 0, 'one-two'],
    ['^$|hi', '', 0, ''],
    ['s\\s*t\\s*o\\s*p', 'S\nT\u00a0O  P', 0, 's t o p'],
    ['stop', 'st\u200bop', 0, 'stop'],
    ['two  blanks', 'Two\n\nblanks', 0, 'two blanks'],
    ['end$', `${' '.repeat(3_000)}end`, 0, 'end'],
  ])('%s in %j', (pattern, text, index, matched) => {
    expect(found(pattern, text)).toEqual({ index, matched });
  });

  it.each([
    ['^order$', 'orders'],
    ['\\d{20}', '7'.repeat(19)],
    ['^\\d{18,24}$', '7'.repeat(25)],
    ['^\\d{18,24}$', '7'.repeat(17)],
    ['x{18,}', 'x'.repeat(17)],
    ['[^ab]', 'ABBA'],
    ['\\Bpizza', 'a pizza'],
    ['end$', `${'a'.repeat(2_000)}end`],
  ])('nothing: %s in %j', (pattern, text) => {
    expect(found(pattern, text)).toBeUndefined();
  });

  it('exactly what the ordinary engine finds, where both can', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'ab',
      '[ab]',
      '[^a]',
      '(a|b)',
      '(?:ab)',
      'a?',
      'b*',
      'a+',
      '.',
      'a{2}',
      'b{1,3}',
      '(a{2}b?){2,5}',
      'a{17,19}',
      '(b{0,18}a){3}',
      '(?:a*){2,}',
      '|',
      '^',
      '$',
      '\\w',
      'b{18,}',
      '(?:ab?)+?',
      '(a{3}){7}',
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }), (source, text) => {
        const refused = refusal(source);
        if (refused !== undefined) {
          expect(refused.code).toBe('pattern-too-big');
          return;
        }
        const plain = new RegExp(source).exec(text);
        expect(found(source, text) ?? null).toEqual(plain && { index: plain.index, matched: plain[0] });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('refused, saying what for', () => {
  it.each([
    ['(a)\\1', 'pattern-not-linear', 'looks back'],
    ['(?<n>a)\\k<n>', 'pattern-not-linear', 'looks back'],
    ['(?=a)b', 'pattern-not-linear', '(?='],
    ['(?!a)b', 'pattern-not-linear', '(?='],
    ['(?<=a)b', 'pattern-not-linear', '(?='],
    ['(?<!a)b', 'pattern-not-linear', '(?='],
    ['(?i:a)', 'bad-pattern', '(? is unknown'],
    ['(a', 'bad-pattern', 'a ( is not closed'],
    ['a)', 'bad-pattern', 'a ) closes nothing'],
    ['[a', 'bad-pattern', 'a [ is not closed'],
    ['*a', 'bad-pattern', 'nothing to repeat'],
    ['a**', 'bad-pattern', 'nothing to repeat'],
    ['a{2}{3}', 'bad-pattern', 'nothing to repeat'],
    ['a{3,2}', 'bad-pattern', 'counts downwards'],
    ['[z-a]', 'bad-pattern', 'a range within [ ]'],
    ['[\\d-z]', 'bad-pattern', 'a range within [ ]'],
    ['[\\b]', 'bad-pattern', 'no place within [ ]'],
    ['\\p{L}', 'bad-pattern', '\\p means nothing'],
    ['\\u{41}', 'bad-pattern', '\\u means nothing'],
    ['a\\', 'bad-pattern', 'ends with \\'],
    ['', 'bad-pattern', 'empty'],
    ['\ud800', 'bad-pattern', 'well-formed'],
    ['x'.repeat(201), 'pattern-too-long', 'at most 200 characters, and this has 201'],
    ['(a{1,1000}){1,1000}', 'pattern-too-big', 'too big'],
    ['a{999999}', 'pattern-too-big', 'too big'],
    ['((((a{9}){9}){9}){9})', 'pattern-too-big', 'too big'],
  ])('%s', (pattern, code, said) => {
    const failure = refusal(pattern);
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(said);
    expect(failure?.hint).toBeTruthy();
  });
});

describe('no pattern and no text take long', () => {
  const patterns = [
    ...[
      '^(a+)+$',
      '(a*)*b',
      '(a|a)*b',
      '(a|aa)+$',
      '(.*a){15}b',
      '((a*)*)*b',
      '(a?){16}a{16}',
      '(a?){100}a{100}',
      '(.*.*.*.*.*.*)x',
    ],
    ...[
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      '(\\w+\\s?)*$',
      '^(\\d+)*$',
      '(x+x+)+y',
      '(.+)+@(.+)+\\.',
      '\\s+$',
      '^\\s*(\\S+\\s*)*!$',
    ],
    ...[
      '(a{1,1000}){1,1000}',
      'a{0,999999}',
      '((a{0,15}){0,15}){0,15}',
      '(((a{9}){9}){9}){9}',
      '(a{16}){30}',
      'a{480}b',
      '(?:a{0,100}b?){2}c',
    ],
    ...[
      'a|'.repeat(99),
      '('.repeat(100) + ')'.repeat(100),
      '('.repeat(200),
      '['.repeat(200),
      'a?'.repeat(100),
      '.*'.repeat(100),
    ],
    ...[
      `(?:${'a*'.repeat(15)}){15}b`,
      `(?:${'.*'.repeat(60)}){4}b`,
      `(?:${'\\W?'.repeat(30)}){10}b`,
      '[^a]*'.repeat(40),
      '(?:|a)*'.repeat(25),
    ],
    ...[
      '(a)\\1',
      '(?=a+)+b',
      '\\u{1F600}',
      'ß'.repeat(200),
      'ﷺ'.repeat(10),
      '(?:ﷺ?){16}',
      '(?:)*'.repeat(40),
      '[ﷺ-ﷺ]',
      '😀*'.repeat(60),
    ],
  ];
  const texts = [
    'a'.repeat(2_000),
    `${'a'.repeat(1_999)}!`,
    `${'x'.repeat(1_000)} `.repeat(2),
    ' '.repeat(1_999),
    '\u4e00'.repeat(2_000),
    'ﷺ'.repeat(2_000),
    'a'.repeat(1_000_000),
    `a${'\u0315\u0300'.repeat(5_000)}`,
    `a${'!'.repeat(9_000)}a`,
  ];
  const longest = (pattern: string) =>
    Math.max(
      ...texts.map((text) => {
        const began = process.cpuUsage();
        if (refusal(pattern) === undefined) linearPattern(pattern).test(text);
        const { user, system } = process.cpuUsage(began);
        return (user + system) / 1000;
      }),
    );

  it('a tenth of a second at most, or are refused', () => {
    expect(patterns.length).toBeGreaterThanOrEqual(40);
    for (const pattern of patterns) longest(pattern);
    const slow = patterns.filter((pattern) => longest(pattern) > 100);
    // It is the time of the processor; what else the process is busy with, it is not busy with twice at the same pattern.
    expect(slow.filter((pattern) => longest(pattern) > 100)).toEqual([]);
  });
});
