/** Blanks between two columns. */
export const GAP = 2;

/** What a column would like, and what it can live with, in columns of the terminal. One of weight 2 keeps twice as much. */
export interface Wish {
  readonly natural: number;
  readonly least: number;
  readonly weight: number;
}

/**
 * Widths that fit so many columns of a terminal: the widest column gives way first, none below what it can live with.
 * Undefined where they cannot fit.
 */
export function fit(wishes: readonly Wish[], columns: number): number[] | undefined {
  const room = columns - GAP * (wishes.length - 1);
  const widths = wishes.map(({ natural }) => natural);
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    let most = 0;
    for (const [at, { least, weight }] of wishes.entries()) {
      const width = widths[at] ?? 0;
      if (width <= least || width / weight <= most) continue;
      widest = at;
      most = width / weight;
    }
    if (widest === -1) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}
