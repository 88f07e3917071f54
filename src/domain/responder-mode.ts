import { invalid } from './errors.ts';
import { legible, normalised, wordsIn } from './keyword.ts';
import { problemOf } from './text.ts';
import { listed, nearest } from './words.ts';

/** How a keyword responder compares its words with a message; `exact` where nothing is said. */
export const MODES = ['exact', 'first-word', 'starts-with', 'whole-word', 'contains', 'regex'] as const;

export type Mode = (typeof MODES)[number];

const LONGEST_WORD = 100;
const MOST_WORDS = 50;

/** The mode of that name (`invalid` names the nearest). */
export function readMode(text: string): Mode {
  const mode = MODES.find((known) => known === text.trim().toLowerCase());
  if (mode !== undefined) return mode;
  const near = nearest(text, MODES);
  throw invalid('unknown-mode', `there is no match mode "${text}"`, {
    hint: near ? `did you mean "${near}"?` : `they are ${listed(MODES, 'or')}`,
  });
}

/** A word as messages are compared with it: only `contains` looks for what stands around it too (`$5`, `c++`). */
export const keyOf = (word: string, mode: Mode): string => (mode === 'contains' ? legible(word) : normalised(word));

/** The words of a responder as they are kept: as they were written, each once however it is spelled, in their order. */
export function readWords(texts: readonly string[], mode: Exclude<Mode, 'regex'>): readonly string[] {
  const known = new Map<string, string>();
  for (const text of texts) {
    const word = readWord(text, mode);
    const key = keyOf(word, mode);
    if (!known.has(key)) known.set(key, word);
  }
  if (known.size > 0 && known.size <= MOST_WORDS) return [...known.values()];
  throw invalid(
    'bad-words',
    known.size === 0 ? 'a keyword responder needs a word' : `a responder has at most ${MOST_WORDS} words`,
    { hint: 'write the words that people will send: price, cost' },
  );
}

function readWord(text: string, mode: Mode): string {
  const word = text.trim().normalize('NFC');
  const problem = word === '' ? 'it is empty' : problemOf(word, { max: LONGEST_WORD })?.replaceAll('-', ' ');
  if (problem !== undefined) {
    throw invalid('bad-words', `that is no keyword: ${problem}`, { hint: `write 1 to ${LONGEST_WORD} characters` });
  }
  const parted = mode === 'first-word' || mode === 'whole-word';
  if (parted && wordsIn(legible(word)).length === 0) {
    throw invalid('bad-words', `"${word}" is no word, so no message can have it as its word`, {
      hint: 'use the mode exact or contains',
    });
  }
  return word;
}
