import { segmentsOf } from './segments.ts';

/** What the texts of a blast cost: segments of the cheapest, of the middle one, of the dearest, and of all together. */
export interface Cost {
  readonly min: number;
  readonly typical: number;
  readonly max: number;
  readonly total: number;
  /** The characters for which the short alphabet has no place, in order of appearance, at most so many as can be named. */
  readonly forcing: readonly string[];
}

/** A text with whom it is for. */
export interface Addressed {
  readonly address: string;
  readonly body: string;
}

const MOST_NAMED = 20;

/** Adds texts up, one after the other. */
export function costing() {
  const counts = new Map<number, number>();
  const forcing = new Set<string>();
  let longest: (Addressed & { readonly units: number }) | undefined;
  return {
    add(text: Addressed, times = 1): void {
      const found = segmentsOf(text.body);
      counts.set(found.segments, (counts.get(found.segments) ?? 0) + times);
      for (const one of found.forcing) if (forcing.size < MOST_NAMED) forcing.add(one);
      const units = found.encoding === 'UCS-2' ? found.units * 2 : found.units;
      if (longest === undefined || units > longest.units) longest = { ...text, units };
    },
    get longest(): Addressed | undefined {
      return longest;
    },
    cost: (): Cost => {
      const sizes = [...counts].sort(([a], [b]) => a - b);
      const all = sizes.reduce((sum, [, times]) => sum + times, 0);
      let before = 0;
      const middle = sizes.find(([, times]) => {
        before += times;
        return before * 2 >= all;
      });
      return {
        min: sizes[0]?.[0] ?? 0,
        typical: middle?.[0] ?? 0,
        max: sizes.at(-1)?.[0] ?? 0,
        total: sizes.reduce((sum, [size, times]) => sum + size * times, 0),
        forcing: [...forcing],
      };
    },
  };
}
