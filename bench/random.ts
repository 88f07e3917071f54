/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number below this one. */
  readonly below: (end: number) => number;
  /** True so many times in a hundred. */
  readonly chance: (percent: number) => boolean;
  /** So many different items, in any order. */
  readonly some: <T>(items: readonly T[], count: number) => T[];
  readonly one: <T>(items: readonly T[]) => T;
}

/** A source of them (xorshift32) that begins anew. */
export function random(seed = 2_463_534_242): Random {
  let state = seed;
  const below = (end: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * end);
  };
  return {
    below,
    chance: (percent) => below(100) < percent,
    one: (items) => items[below(items.length)]!,
    some: (items, count) => {
      const left = [...items];
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]!);
    },
  };
}

/** The whole numbers below this one, shuffled. */
export function shuffled(count: number): Uint32Array {
  const { below } = random();
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
