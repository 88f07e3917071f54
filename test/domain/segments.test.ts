import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { GSM_BASIC, GSM_EXTENDED } from '../../src/domain/gsm-alphabet.ts';
import { plainPunctuationHelps, segmentsOf, withPlainPunctuation } from '../../src/domain/segments.ts';
import { BODIES, CLUSTERS, partsOf } from '../support/sms-parts.ts';

const other = (body: string) => new SegmentedMessage(body);
const shown = (body: string) => [body.length > 40 ? `${body.slice(0, 12)}… of ${body.length}` : body, body] as const;

describe('a body costs what others say it costs', () => {
  it('there are enough bodies to say so, no two the same', () => {
    expect(new Set(BODIES).size).toBe(BODIES.length);
    expect(BODIES.length).toBeGreaterThanOrEqual(120);
  });

  it.each(BODIES.map(shown))('%j', (_, body) => {
    const { encoding, segments, units } = segmentsOf(body);
    expect({ encoding, segments }).toEqual({ encoding: other(body).encodingName, segments: other(body).segmentsCount });
    expect(segments).toBe(partsOf(body, encoding).length);
    expect(units).toBe(encoding === 'UCS-2' ? body.length : other(body).numberOfCharacters);
  });

  // The other counter keeps whole clusters together; TS 23.040 asks it of single characters only, and so does a phone.
  it.each(CLUSTERS.map(shown))('%j, whose clusters may be parted while its pairs may not', (_, body) => {
    const { encoding, segments } = segmentsOf(body);
    expect(segments).toBe(partsOf(body, encoding).length);
    expect(segments).toBeLessThanOrEqual(other(body).segmentsCount);
  });

  it('whatever is written, it is as many messages as building them gives', () => {
    const unit = fc.constantFrom(...Array.from('aé€[😀я—\n'), '👩‍💻');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), (body) => {
        expect(segmentsOf(body).segments).toBe(partsOf(body, segmentsOf(body).encoding).length);
      }),
    );
  });
});

describe('the alphabet', () => {
  it('has the characters of the tables, each once', () => {
    expect([GSM_BASIC.length, GSM_EXTENDED.length]).toEqual([127, 10]);
    expect(new Set(GSM_BASIC + GSM_EXTENDED).size).toBe(137);
  });

  it('is that of the other counter, character for character', () => {
    for (let point = 1; point <= 0xffff; point++) {
      const character = String.fromCodePoint(point);
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const gsm = segmentsOf(character).encoding === 'GSM-7';
      if (gsm !== (GSM_BASIC + GSM_EXTENDED).includes(character)) throw new Error(`U+${point.toString(16)}`);
      if (gsm !== (other(character).encodingName === 'GSM-7')) throw new Error(`U+${point.toString(16)} differs`);
    }
  });

  it.each(Array.from(GSM_EXTENDED))('%j counts two', (character) => {
    expect(segmentsOf(character)).toEqual({ encoding: 'GSM-7', units: 2, segments: 1, forcing: [] });
  });
});

describe('a pair is never parted', () => {
  it('an escaped character that would lie over the end of a part moves on, and takes the rest with it', () => {
    expect(segmentsOf('€'.repeat(153)).segments).toBe(3); // 76 fit a part, one place stays empty
    expect(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toMatchObject({ units: 305, segments: 2 });
    expect(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, segments: 3 });
  });

  it('nor is an emoji', () => {
    expect(segmentsOf(`${'я'.repeat(66)}😀${'я'.repeat(65)}`)).toMatchObject({ units: 133, segments: 2 });
    expect(segmentsOf(`${'я'.repeat(66)}😀${'я'.repeat(66)}`)).toMatchObject({ units: 134, segments: 3 });
  });
});

describe('what forces the costly encoding is named', () => {
  it.each([
    ['It’s 5 o’clock – really…', ['’', '–', '…']],
    ['🎉 party 🎉 Ж', ['🎉', 'Ж']],
    ['plain', []],
    ['€ [ ] { }', []],
    ['👩‍💻', ['👩', '\u200d', '💻']],
    ['a\ud800b', ['\ud800']],
  ])('%j', (body, forcing) => expect(segmentsOf(body).forcing).toEqual(forcing));
});

it('an empty body is still one message', () => {
  expect(segmentsOf('')).toEqual({ encoding: 'GSM-7', units: 0, segments: 1, forcing: [] });
});

it('writing more never costs less', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('ab€[😀я')), maxLength: 300 });
  fc.assert(
    fc.property(text, text, (body, more) => {
      expect(segmentsOf(body + more).segments).toBeGreaterThanOrEqual(segmentsOf(body).segments);
    }),
  );
});

describe('plain punctuation', () => {
  it.each([
    ['“It’s” – well… —', '"It\'s" - well... -'],
    ['«non» ‚x‘ „y“', '"non" \'x\' "y"'],
    ['10\u00a0000\u202f€', '10 000 €'],
    ['soft\u00adhyphen\u200b', 'softhyphen'],
    ['Ärger 😀 Ж', 'Ärger 😀 Ж'],
  ])('%j → %j', (body, plain) => expect(withPlainPunctuation(body)).toBe(plain));

  it('helps where fewer messages go out, and only there', () => {
    expect(plainPunctuationHelps(`${'a'.repeat(80)}’`)).toBe(true);
    expect(plainPunctuationHelps('short ’')).toBe(false);
    expect(plainPunctuationHelps(`${'я'.repeat(80)}’`)).toBe(false);
    expect(plainPunctuationHelps(`${'я'.repeat(69)}…`)).toBe(false);
  });

  it('is all GSM-7, and plain already', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('“”‘’–—…\u00a0\u2028•⁄`´')) }), (body) => {
        expect(segmentsOf(withPlainPunctuation(body)).encoding).toBe('GSM-7');
        expect(withPlainPunctuation(withPlainPunctuation(body))).toBe(withPlainPunctuation(body));
      }),
    );
  });
});
