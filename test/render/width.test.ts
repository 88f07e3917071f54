import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safe } from '../../src/render/safe.ts';
import { cut, width, wrap } from '../../src/render/width.ts';

describe('The width of text', () => {
  it.each([
    ['', 0],
    ['Ada', 3],
    ['Zoë', 3],
    ['e\u0301', 1],
    ['日本', 4],
    ['한국', 4],
    ['ｶﾅ', 2],
    ['Ａ', 2],
    ['เก้า', 3],
    ['…', 1],
    ['–', 1],
    ['✓', 1],
    ['✅', 2],
    ['⭕', 2],
    ['❌', 2],
    ['🫠', 2],
    ['👩‍💻', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['❤', 1],
    ['©', 1],
    ['می\u200cخ', 3],
    ['葛\u{E0100}', 2],
    ['├─ ', 3],
  ] as const)('of %j is %i', (text, columns) => {
    expect(width(text)).toBe(columns);
  });

  it('is never exceeded by cut text, which says that something is missing', () => {
    expect(cut('bo@example.com', 14)).toBe('bo@example.com');
    expect(cut('bo@example.com', 8)).toBe('bo@exam…');
    expect(cut('日本語テキスト', 6)).toBe('日本…');
    expect(cut('👩‍💻👩‍💻👩‍💻', 5)).toBe('👩‍💻👩‍💻…');
    expect(cut('Ada Lovelace', 5)).toBe('Ada…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (raw, columns) => {
        const text = safe(raw);
        expect(width(cut(text, columns))).toBeLessThanOrEqual(columns);
        if (width(text) <= columns) expect(cut(text, columns)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('is kept by wrapped text, unless a single word is longer', () => {
    expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
    expect(wrap('日本語テキスト', 6)).toEqual(['日本語', 'テキス', 'ト']);
    expect(wrap('see https://example.com/a/very/long/path now', 12)).toEqual([
      'see',
      'https://example.com/a/very/long/path',
      'now',
    ]);
    expect(wrap('as long as it likes', Number.POSITIVE_INFINITY)).toEqual(['as long as it likes']);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 9 })), (words) => {
        const text = words.map((word) => word.replaceAll(' ', '_')).join(' ');
        const broken = wrap(text, 10);
        expect(broken.join(' ')).toBe(text);
        for (const line of broken) expect(width(line)).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('is found for texts of megabytes', () => {
    for (const text of ['x', 'é', '\u0301', ' '].map((unit) => unit.repeat(10_000_000))) {
      expect(width(cut(text, 10))).toBeLessThanOrEqual(10);
      expect(wrap(text, 80).join('').length).toBeLessThanOrEqual(text.length);
    }
  });
});
