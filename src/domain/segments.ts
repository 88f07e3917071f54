import { GSM_BASIC, GSM_EXTENDED } from './gsm-alphabet.ts';
import { PLAINLY } from './plain-punctuation.ts';

/**
 * What a body costs as text messages: `units` are septets (GSM-7) or UTF-16 code units (UCS-2), padding not counted;
 * `forcing` are the distinct characters, in order of appearance, for which GSM-7 has no place.
 */
export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly units: number;
  readonly segments: number;
  readonly forcing: readonly string[];
}

/** 140 octets a message, six of them a header once it comes in parts (3GPP TS 23.040 §9.2.3.24.1). */
const ROOM = { 'GSM-7': { single: 160, part: 153 }, 'UCS-2': { single: 70, part: 67 } } as const;

const inClass = (characters: string): string => characters.replace(/[\\\]^-]/g, '\\$&');
const FOREIGN = new RegExp(`[^${inClass(GSM_BASIC)}${inClass(GSM_EXTENDED)}]`, 'gu');
const EXTENDED = new RegExp(`[${inClass(GSM_EXTENDED)}]`, 'g');
const TYPOGRAPHIC = new RegExp(`[${[...PLAINLY.keys()].join('')}]`, 'g');
const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/g;

/** How a body is encoded and in how many messages it goes out; an empty one is still one message. */
export function segmentsOf(body: string): Segments {
  const forcing = [...new Set(body.match(FOREIGN))];
  if (forcing.length > 0) return measured(body, 'UCS-2', forcing);
  // An escaped character takes two places, as a surrogate pair does: counting is the same from here on.
  return measured(body.replace(EXTENDED, '\u{10000}'), 'GSM-7', forcing);
}

/** A body with typographic quotes, dashes, dots and blanks written plainly, and all else untouched. */
export const withPlainPunctuation = (body: string): string =>
  body.replace(TYPOGRAPHIC, (found) => PLAINLY.get(found) ?? found);

/** Whether plain punctuation makes a body go out in fewer messages. */
export const plainPunctuationHelps = (body: string): boolean =>
  segmentsOf(withPlainPunctuation(body)).segments < segmentsOf(body).segments;

function measured(places: string, encoding: Segments['encoding'], forcing: readonly string[]): Segments {
  const { single, part } = ROOM[encoding];
  const units = places.length;
  return { encoding, units, segments: units <= single ? 1 : partsOf(places, part), forcing };
}

/** A pair that would lie over the end of a part goes whole into the next (3GPP TS 23.040 §9.2.3.24.1). */
function partsOf(places: string, part: number): number {
  const pairs = [...places.matchAll(SURROGATES)].map(({ index }) => index);
  let parts = 0;
  let pair = 0;
  for (let start = 0; start < places.length; parts++) {
    const end = start + part;
    while ((pairs[pair] ?? end) < end - 1) pair++;
    start = pairs[pair] === end - 1 ? end - 1 : end;
  }
  return parts;
}
