import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offender, pointOf, problemOf } from '../../src/domain/text.ts';

const max = 200;

describe('text that people write is let through', () => {
  it.each([
    'Ada Lovelace',
    'Zoë Łukasz-Çelik',
    '李小龍',
    'Владимир',
    'مُحَمَّد',
    'می‌خواهم',
    'क्‍ष',
    '👩🏽‍💻 at work ❤️ 1️⃣',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 🏳️‍🌈',
    '葛󠄀',
    'e\u0301',
    '',
    "=cmd|' /C calc'!A0",
  ])('%s', (text) => {
    expect(problemOf(text, { max })).toBeUndefined();
    expect(offender(text)).toBeUndefined();
  });

  it('line breaks and tabs only where a text may have lines', () => {
    for (const text of ['a\nb', 'a\r\nb', 'a\rb', 'a\tb']) {
      expect(problemOf(text, { max })).toBe('control-character');
      expect(problemOf(text, { max, multiline: true })).toBeUndefined();
    }
    expect(problemOf('a\u0007\nb', { max, multiline: true })).toBe('control-character');
  });
});

describe('what a reader cannot see is named', () => {
  it.each([
    ['\0', 'control-character', 'U+0000'],
    ['\u001b[31m', 'control-character', 'U+001B'],
    ['\u007f', 'control-character', 'U+007F'],
    ['\u0085', 'control-character', 'U+0085'],
    ['\u00ad', 'control-character', 'U+00AD'],
    ['\u034f', 'control-character', 'U+034F'],
    ['\u115f', 'control-character', 'U+115F'],
    ['\u17b5', 'control-character', 'U+17B5'],
    ['\u180e', 'control-character', 'U+180E'],
    ['\u200b', 'control-character', 'U+200B'],
    ['\u200d', 'control-character', 'U+200D'],
    ['\u2028', 'control-character', 'U+2028'],
    ['\u2060', 'control-character', 'U+2060'],
    ['\u3164', 'control-character', 'U+3164'],
    ['\ufe0f', 'control-character', 'U+FE0F'],
    ['\ufeff', 'control-character', 'U+FEFF'],
    ['\uffa0', 'control-character', 'U+FFA0'],
    ['\ufff9', 'control-character', 'U+FFF9'],
    ['\u{e0041}', 'control-character', 'U+E0041'],
    ['\u061c', 'bidi-character', 'U+061C'],
    ['\u200e', 'bidi-character', 'U+200E'],
    ['\u200f', 'bidi-character', 'U+200F'],
    ['\u202a', 'bidi-character', 'U+202A'],
    ['\u202e', 'bidi-character', 'U+202E'],
    ['\u2066', 'bidi-character', 'U+2066'],
    ['\u2069', 'bidi-character', 'U+2069'],
    ['\ud800', 'ill-formed', 'U+D800'],
    ['\udc00', 'ill-formed', 'U+DC00'],
  ])('%j is a %s', (text, problem, point) => {
    for (const around of [text, `Ada${text}`, `${text} x`, `A${text}da`]) {
      expect(problemOf(around, { max })).toBe(problem);
      expect(offender(around)).toBe(point);
    }
  });

  it('the one quick look misses nothing that a slow one finds', () => {
    const slow = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Surrogate}]/u;
    for (let point = 0; point <= 0x10ffff; point++) {
      const text = `a${String.fromCodePoint(point)}b`;
      if (problemOf(text, { max }) === undefined && slow.test(text))
        throw new Error(`${pointOf(String.fromCodePoint(point))} slipped through`);
    }
  });
});

describe('length is counted in characters', () => {
  it('an emoji is one', () => {
    expect(problemOf('😀'.repeat(200), { max })).toBeUndefined();
    expect(problemOf('😀'.repeat(201), { max })).toBe('too-long');
    expect(problemOf('x'.repeat(200), { max })).toBeUndefined();
    expect(problemOf('x'.repeat(201), { max })).toBe('too-long');
  });

  it('whatever is well formed, visible and short has no problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: max }), (text) => {
        expect(problemOf(text, { max })).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
