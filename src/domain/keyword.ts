import { once } from './once.ts';

/** How much of a message is read for its words, in UTF-16 units: what stands after it cannot be a keyword any more. */
const LONGEST_READ = 10_000;

const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

const unseen = once(() => /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Variation_Selector}]/gu);
const blanks = once(() => /[\s\p{Cc}]+/gu);
const apostrophes = once(() => /[\u2018-\u201B\u02B9\u02BB\u02BC\u00B4`\u2032]/g);
const quotes = once(() => /[\u201C-\u201F\u00AB\u00BB\u2033]/g);
const dashes = once(() => /[\u2010-\u2015\u2212\uFE58\uFE63]/g);
const begins = once(() => /^[\p{L}\p{N}]/u);
const ends = once(() => /^[\p{L}\p{N}\p{Mn}\p{Mc}]/u);
const picture = once(() => /^(?![0-9])\p{Extended_Pictographic}/u);
const token = once(
  () =>
    /[\p{L}\p{N}\p{Mn}\p{Mc}]+(?:['&@_-][\p{L}\p{N}\p{Mn}\p{Mc}]+|(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}\p{Mn}\p{Mc}]+)*|\p{S}/gu,
);

/**
 * A message as keywords see it: compatibility forms, case, blanks and typographic quotes made one, what nobody sees taken out,
 * and punctuation, quotes and emoji around it taken off, so that `“STOP!” 🙏` is `stop`. A message of nothing else is kept.
 * Capitals, punctuation and letter case must not matter to an opt-out (CTIA Messaging Principles, May 2023, §5.1.3).
 */
export function normalised(text: string): string {
  if (text.length <= LONGEST_READ && PLAIN.test(text)) return text;
  const seen = visible(text);
  const bare = withoutSurround(collapsed(folded(withoutSurround(seen))));
  if (bare !== '') return bare;
  const whole = collapsed(folded(seen));
  return withoutSurround(whole) || whole;
}

/** A message as patterns and `contains` see it: like `normalised`, with all that stands around it. */
export const legible = (text: string): string => collapsed(folded(visible(text)));

/** The words of a legible text in their order, without the punctuation between them: `price, please` has two. */
export const wordsIn = (text: string): readonly string[] => text.match(token()) ?? [];

/**
 * Case folding that no locale bends: `ß` is `ss`, both sigmas are one, and so are the four Turkish i's (I, İ, ı, i),
 * since nobody knows with which keyboard `UNSUBSCRİBE` was written. Quotes and dashes become those of ASCII.
 */
export function folded(text: string): string {
  const level = text
    .replace(apostrophes(), "'")
    .replace(quotes(), '"')
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/i\u0307/g, 'i')
    .replaceAll('ς', 'σ');
  return level.normalize('NFKC').replace(apostrophes(), "'").replace(quotes(), '"').replace(dashes(), '-');
}

const visible = (text: string): string =>
  text.trim().slice(0, LONGEST_READ).toWellFormed().replace(unseen(), '').trim();

const collapsed = (text: string): string => text.replace(blanks(), ' ').trim();

/** Walks in from both ends: a pattern anchored at the end would start anew at every character. */
function withoutSurround(text: string): string {
  const characters = Array.from(text);
  let from = 0;
  let to = characters.length;
  while (from < to && !isOfWord(characters[from] as string, begins())) from++;
  while (to > from && !isOfWord(characters[to - 1] as string, ends())) to--;
  return characters.slice(from, to).join('');
}

const isOfWord = (character: string, word: RegExp): boolean => word.test(character) && !picture().test(character);
