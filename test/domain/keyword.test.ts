import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, legible, normalised, wordsIn } from '../../src/domain/keyword.ts';

describe('a message is read for its words, whatever it is dressed in', () => {
  it.each([
    ['capitals and full stops', 'Stop.', 'stop'],
    ['quotes and an emoji', '“STOP!” 🙏', 'stop'],
    ['emoji of several parts', '👩🏽‍💻 stop 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 1', 'stop 🏴 ❤ 1'],
    ['blanks of all sorts', '\u00a0\tStop\r\n\u3000 all\u2003', 'stop all'],
    ['full width', 'ＳＴＯＰ', 'stop'],
    ['mathematical letters', '𝗦𝗧𝗢𝗣', 'stop'],
    ['circled letters', 'ⓈⓉⓄⓅ', 'stop'],
    ['nothing to see', '\u200bst\u200bo\u2060p\ufeff\u00ad', 'stop'],
    ['marks of direction', '\u202estop\u202c\u200f', 'stop'],
    ['symbols that are letters elsewhere', '™ help ℹ️', 'help'],
    ['accents as quotes', '´stop`', 'stop'],
    ['a bullet and a hash', '• #stop', 'stop'],
    ['inner punctuation', 'e-mail, please!', 'e-mail, please'],
    ['a curly apostrophe', 'What’s new?', "what's new"],
    ['a dash as a telephone writes it', 'opt–out', 'opt-out'],
    ['a sharp s', 'Straße', 'strasse'],
    ['sigmas', 'ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['Turkish capitals with a dot', 'İPTAL', 'iptal'],
    ['Turkish letters without', 'ıptal IPTAL', 'iptal iptal'],
    ['a decomposed accent', 'ARRE\u0302T', 'arrêt'],
    ['vowel signs at the end', 'नमस्ते!', 'नमस्ते'],
    ['an emoji alone', '👍🏽️', '👍🏽'],
    ['a question mark alone', ' ? ', '?'],
    ['nothing', ' \u200b ', ''],
    ['half an emoji', '\ud83d stop', 'stop'],
  ])('%s: %j', (_, text, read) => expect(normalised(text)).toBe(read));

  it('once read, it reads the same again', () => {
    const odd = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 1 }),
        fc.constantFrom(...Array.from(' \u0301İıßΣ™ℹ👍\ufe0f\u200d"“’´`¨.-!?aA1\u20e3ﷺ')),
      ),
    });
    fc.assert(
      fc.property(odd, (text) => {
        expect(normalised(normalised(text))).toBe(normalised(text));
        expect(legible(legible(text))).toBe(legible(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('every character folds once and for all, alike from its capital and its small form', () => {
    for (let point = 0; point <= 0x10ffff; point++) {
      if (point >= 0xd800 && point < 0xe000) continue;
      const character = String.fromCodePoint(point);
      const once = folded(character);
      for (const again of [once, character.toUpperCase(), character.toLowerCase()])
        if (folded(again) !== once) throw new Error(`U+${point.toString(16)} folds to ${once} and to ${folded(again)}`);
    }
  });

  it('whatever stands around it, and however long, within a tenth of a second', () => {
    for (const text of [
      '!'.repeat(1_000_000),
      `stop${'!'.repeat(9_000)}`,
      `a${'!'.repeat(9_000)}a`,
      'ﷺ'.repeat(100_000),
      `a${'\u0315\u0300'.repeat(50_000)}`,
      '🙏'.repeat(100_000),
      ' '.repeat(100_000),
    ]) {
      normalised(text);
      const began = performance.now();
      normalised(text);
      expect(performance.now() - began).toBeLessThan(100);
    }
    expect(normalised(`stop${'!'.repeat(9_000)}`)).toBe('stop');
  });
});

it.each([
  ["what's the price/size?", ["what's", 'the', 'price', 'size']],
  ['price-list, e-mail me at a@x', ['price-list', 'e-mail', 'me', 'at', 'a@x']],
  ['3.50 or 1,000. end.of', ['3.50', 'or', '1,000', 'end', 'of']],
  ['i want 🍕!', ['i', 'want', '🍕']],
  ['', []],
])('words stand apart: %j', (text, words) => expect(wordsIn(text)).toEqual(words));
