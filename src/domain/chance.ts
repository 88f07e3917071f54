import { nodeCrypto } from './node-crypto.ts';

/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Chance {
  /** A whole number from 0 on, below this one. */
  readonly below: (end: number) => number;
  /** Yes so many times in a hundred. */
  readonly percent: (times: number) => boolean;
  readonly one: <T>(items: readonly T[]) => T;
  /** So many different items, in the order in which they stand. */
  readonly some: <T>(items: readonly T[], count: number) => T[];
  /** One of the items by their weights. */
  readonly weighed: <T>(items: readonly (readonly [item: T, weight: number])[]) => T;
}

/** A source of them, seeded by the SHA-256 of a text: sfc32, which takes whole numbers of 32 bits alone. */
export function chanceOf(seed: string): Chance {
  const digest = nodeCrypto().createHash('sha256').update(seed, 'utf8').digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => digest.readInt32BE(at)) as [number, number, number, number];
  const next = (): number => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + drawn;
    c |= 0;
    return drawn >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const below = (end: number): number => Math.floor((next() / 2 ** 32) * end);
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return {
    below,
    percent: (times) => below(100) < times,
    one,
    some: (items, count) => {
      const wanted = Math.min(count, items.length);
      const places = new Set<number>();
      while (places.size < wanted) places.add(below(items.length));
      return [...places].sort((x, y) => x - y).map((place) => items[place] as (typeof items)[number]);
    },
    weighed: (items) => {
      let left = below(items.reduce((sum, [, weight]) => sum + weight, 0));
      return (items.find(([, weight]) => {
        left -= weight;
        return left < 0;
      }) ?? items[0])?.[0] as (typeof items)[number][0];
    },
  };
}
