/** What came of one contender: its times in milliseconds, round by round. */
export interface Series {
  readonly name: string;
  readonly times: readonly number[];
}

/** Something that is timed: it answers how many milliseconds one go took. */
export interface Contender {
  readonly name: string;
  readonly go: () => Promise<number> | number;
}

/** Has the contenders go in turn (A B C, A B C, …), so that a slow minute is everyone's; `warm` rounds before do not count. */
export async function rounds(count: number, contenders: readonly Contender[], warm = 1): Promise<Series[]> {
  const times = contenders.map((): number[] => []);
  for (let round = -warm; round < count; round++) {
    for (const [i, { go }] of contenders.entries()) {
      const time = await go();
      if (round >= 0) times[i]!.push(time);
    }
  }
  return contenders.map(({ name }, i) => ({ name, times: times[i]! }));
}

/** The middle one; the mean of the two in the middle where there is no one. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const last = sorted.length - 1;
  return (sorted[Math.floor(last / 2)]! + sorted[Math.ceil(last / 2)]!) / 2;
}

/** How many times as long as the base a contender took: the median of the rounds' own ratios, so that drift falls out. */
export const ratio = ({ times }: Series, base: Series): number => median(times.map((time, i) => time / base.times[i]!));
