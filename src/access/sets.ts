import { ACTIONS, type Action, actionFacts } from './actions.ts';

/** A set of actions as bits, one for each line of the catalogue: membership is one shift and one mask. */
export type ActionSet = Uint32Array;

const WORDS = Math.ceil(ACTIONS.length / 32);

/** The set of the given actions. */
export function setOf(actions: Iterable<Action>): ActionSet {
  const set = new Uint32Array(WORDS);
  for (const action of actions) {
    const { index } = actionFacts(action);
    set[index >>> 5] = (set[index >>> 5] as number) | (1 << (index & 31));
  }
  return set;
}

/** Whether the action at this place of the catalogue is in the set. */
export const holds = (set: ActionSet, index: number): boolean =>
  (((set[index >>> 5] as number) >>> (index & 31)) & 1) === 1;

/** The actions of a set, in catalogue order. */
export const listOf = (set: ActionSet): readonly Action[] => ACTIONS.filter((_, index) => holds(set, index));

/** What is in either set. */
export const union = (a: ActionSet, b: ActionSet): ActionSet => a.map((word, i) => word | (b[i] as number));

/** What is in the first set and not in the second. */
export const without = (a: ActionSet, b: ActionSet): ActionSet => a.map((word, i) => word & ~(b[i] as number));

/** Places below 31 as one word; others are left out. */
export function wordOf(places: Iterable<number>): number {
  let word = 0;
  for (const place of places) if (place < WORD) word |= 1 << place;
  return word;
}

/** How many places a word has that the machine keeps without a box. */
export const WORD = 31;

/** Whether a place below 31 is in a word. */
export const isIn = (word: number, place: number): boolean => ((word >>> place) & 1) === 1;

/** Whether everything in the first set is in the second. */
export const within = (a: ActionSet, b: ActionSet): boolean => a.every((word, i) => (word & ~(b[i] as number)) === 0);
