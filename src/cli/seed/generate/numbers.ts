import type { Chance } from '../../../domain/chance.ts';
import { type FictionNumber, fictionCounts, homeNumber, numberAbroad } from '../../../domain/fiction-numbers.ts';

/** The last four numbers of each area code are for lines. */
const FOR_LINES = 4;

/** The number of a line, by how many lines have one before it. */
export function lineNumber(place: number): string {
  const { home } = fictionCounts();
  const kept = (home / 100) * FOR_LINES;
  return homeNumber(home - 1 - ((place * STEP) % kept)).phone;
}

const STEP = 7919;

/** One in so many contacts lives abroad, as long as there are numbers at home. */
const ABROAD = 12;

/** How many contacts can have a number. */
export const mostNumbers = (): number =>
  Math.floor(fictionCounts().home * (1 - FOR_LINES / 100)) + fictionCounts().abroad;

/** Draws numbers, none twice: at home for most, abroad for some and once there are none at home; at last none at all. */
export function numbersDrawn(chance: Chance): () => FictionNumber | undefined {
  const counts = fictionCounts();
  const home = placesDrawn((counts.home / 100) * (100 - FOR_LINES), chance);
  const abroad = placesDrawn(counts.abroad, chance);
  return () => {
    const isHome = chance.below(ABROAD) > 0;
    const first = isHome ? home.next() : undefined;
    if (first !== undefined) return homeNumber(first);
    const other = abroad.next();
    if (other !== undefined) return numberAbroad(other);
    const last = home.next();
    return last === undefined ? undefined : homeNumber(last);
  };
}

/** All places below a count, each once, in an order that looks drawn and takes no memory. */
function placesDrawn(count: number, chance: Chance): { readonly next: () => number | undefined } {
  let step = 1 + chance.below(count - 1);
  while (divisor(step, count) > 1) step++;
  let place = chance.below(count);
  let given = 0;
  return {
    next: () => {
      if (given++ >= count) return undefined;
      place = (place + step) % count;
      return place;
    },
  };
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
