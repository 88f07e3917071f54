import { Failure } from './errors.ts';
import { legible, normalised, wordsIn } from './keyword.ts';
import { type LinearPattern, linearPattern } from './linear-pattern.ts';
import { type Compliance, complianceOf } from './opt-words.ts';
import { isCompliance, type Responder, type Situation } from './responder.ts';
import { keyOf, type Mode } from './responder-mode.ts';
import { listed } from './words.ts';

/** A message read once for all responders; `compliance` is what it asks for on a text line if it is such a word alone. */
export interface Reading {
  readonly whole: string;
  readonly legible: string;
  readonly words: readonly string[];
  readonly compliance: Compliance | undefined;
}

/** Whether and how a responder matches, as a clause; `length` is how much of the message its word covers. */
export type Match =
  | { readonly matches: true; readonly why: string; readonly matched?: string; readonly length: number }
  | { readonly matches: false; readonly why: string };

/** A message as responders compare themselves with it. */
export function readingOf(situation: Pick<Situation, 'text' | 'lineIsText' | 'yesOptsIn'>): Reading {
  const seen = legible(situation.text);
  return {
    whole: normalised(situation.text),
    legible: seen,
    words: wordsIn(seen),
    compliance: situation.lineIsText ? complianceOf(situation.text, situation) : undefined,
  };
}

/** How a responder and a message agree, apart from whether it may answer now. */
export function matchOf(responder: Responder, reading: Reading, { isFirstContact }: Situation): Match {
  if (isCompliance(responder)) return complianceMatch(responder.kind, reading);
  if (responder.kind === 'away') return { matches: true, why: AWAY[responder.schedule.during], length: 0 };
  if (responder.kind === 'welcome') {
    return isFirstContact
      ? { matches: true, why: 'the first message of this contact', length: 0 }
      : { matches: false, why: 'not the first message of this contact' };
  }
  const mode = responder.mode ?? 'exact';
  if (mode === 'regex') return patternMatch(responder, reading);
  let best: Match | undefined;
  for (const key of keysOf(responder)) {
    const where = WAYS[mode](key, reading);
    if (where === undefined || (best?.matches && best.length >= key.whole.length)) continue;
    const why = `${mode} "${key.whole}"${where}`;
    best = { matches: true, why, matched: key.whole, length: key.whole.length };
  }
  return best ?? { matches: false, why: `${MISSES[mode]} ${listed(responder.words.map(quoted), 'or')}` };
}

const AWAY = {
  always: 'at all hours',
  'business-hours': 'within business hours',
  'outside-hours': 'outside business hours',
};

const MISSES: Readonly<Record<Mode, string>> = {
  exact: 'the message is not',
  'first-word': 'the first word is not',
  'starts-with': 'the message does not start with',
  'whole-word': 'no word of the message is',
  contains: 'the message does not contain',
  regex: 'nothing in the message fits',
};

const quoted = (word: string): string => `"${word}"`;

function complianceMatch(kind: Compliance['kind'], { compliance }: Reading): Match {
  if (compliance?.kind !== kind) return { matches: false, why: `the message is no ${kind} word alone` };
  const { word } = compliance;
  return { matches: true, why: `${kind} word ${word}`, matched: word, length: word.length };
}

/** A responder's word as messages are compared with it. */
interface Key {
  readonly whole: string;
  readonly words: readonly string[];
}

/** Where in a message each mode finds a word, as the end of a sentence; nothing where it does not. */
const WAYS: Readonly<Record<Exclude<Mode, 'regex'>, (key: Key, reading: Reading) => string | undefined>> = {
  exact: ({ whole }, reading) => (reading.whole === whole ? '' : undefined),
  'first-word': ({ words }, reading) =>
    areAt(words, wordsIn(reading.whole), 0) || areAt(words, reading.words, 0) ? '' : undefined,
  'starts-with': ({ whole }, reading) => (reading.whole.startsWith(whole) ? '' : undefined),
  'whole-word': ({ words }, reading) => {
    const at = reading.words.findIndex((_, start) => areAt(words, reading.words, start));
    return at < 0 ? undefined : ` at word ${at + 1}`;
  },
  contains: ({ whole }, reading) => {
    const at = reading.legible.indexOf(whole);
    return at < 0 ? undefined : ` at character ${at + 1}`;
  },
};

const areAt = (words: readonly string[], among: readonly string[], start: number): boolean =>
  words.length > 0 && words.every((word, i) => among[start + i] === word);

function patternMatch(responder: Responder, reading: Reading): Match {
  const pattern = patternOf(responder);
  if (pattern instanceof Failure) return { matches: false, why: pattern.message };
  const found = pattern.within(reading.legible);
  if (found === undefined) return { matches: false, why: `${MISSES.regex} /${responder.pattern}/` };
  const { index, matched } = found;
  const why = `regex /${responder.pattern}/ at character ${index + 1}`;
  return { matches: true, why, matched, length: matched.length };
}

/** A responder that is held answers many messages: its words are read, and its pattern compiled, once. */
const keys = new WeakMap<Responder, readonly Key[]>();
const patterns = new WeakMap<Responder, LinearPattern | Failure>();

function keysOf(responder: Responder): readonly Key[] {
  const known = keys.get(responder);
  if (known !== undefined) return known;
  const mode = responder.mode ?? 'exact';
  const read = responder.words.map((word) => ({ whole: keyOf(word, mode), words: wordsIn(legible(word)) }));
  const usable = read.filter(({ whole }) => whole !== '');
  keys.set(responder, usable);
  return usable;
}

/** What an older engine took and this one refuses matches nothing; a message must come in all the same. */
function patternOf(responder: Responder): LinearPattern | Failure {
  let pattern = patterns.get(responder);
  if (pattern !== undefined) return pattern;
  try {
    pattern = linearPattern(responder.pattern ?? '');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    pattern = error;
  }
  patterns.set(responder, pattern);
  return pattern;
}
