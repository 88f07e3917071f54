import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safe, safeJson, safeLines } from '../../src/render/safe.ts';

describe('Text from the database', () => {
  it('shows what a terminal would obey or hide by its code point', () => {
    expect(safe('a\x1b[31mb')).toBe('a\\u{1b}[31mb');
    expect(safe('a\r\n\tb')).toBe('a\\u{d}\\u{a}\\u{9}b');
    expect(safe('\u202Egpj.exe')).toBe('\\u{202e}gpj.exe');
    expect(safe('ad\u200Ba')).toBe('ad\\u{200b}a');
    expect(safe('\u{E0041}')).toBe('\\u{e0041}');
    expect(safe('\ud83d')).toBe('\\u{d83d}');
  });

  it('keeps every visible character of every script', () => {
    for (const text of [
      'Zoë',
      'O’Neill',
      '山田太郎',
      'שלום',
      'Привет',
      'e\u0301',
      '한국',
      '👍🏽',
      'a\u00a0b',
      '\u{20000}',
    ])
      expect(safe(text)).toBe(text);
  });

  it('keeps the joiners that an emoji, Persian or Hindi needs, and no others', () => {
    for (const text of ['👩‍💻', '❤️', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '☎︎', 'می\u200cخواهم', 'क्\u200dष', '葛\u{E0100}'])
      expect(safe(text)).toBe(text);
    expect(safe('a\u200db')).toBe('a\\u{200d}b');
    expect(safe('a\u200cb')).toBe('a\\u{200c}b');
    expect(safe('a\ufe0f')).toBe('a\\u{fe0f}');
    expect(safe('👩\u200d')).toBe('👩\\u{200d}');
    expect(safe('a\u{E0100}')).toBe('a\\u{e0100}');
  });

  it('hides no message in an endless emoji', () => {
    expect(safe(Array(50).fill('👩').join('\u200d'))).toContain('\\u{200d}');
    expect(safe(`🏴${'\u{E0061}'.repeat(40)}\u{E007F}`)).toContain('\\u{e0061}');
  });

  it('keeps the line feeds of a message of several lines, and nothing else', () => {
    expect(safeLines('one\ntwo\r\x1b')).toBe('one\ntwo\\u{d}\\u{1b}');
  });

  it('is the same JSON value after it was made harmless', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(JSON.parse(safeJson(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 2000 },
    );
  });
});
