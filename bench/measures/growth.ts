import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { desk } from '../invites/desk.ts';
import { writeRoster } from '../invites/roster.ts';
import { against, short, time } from '../numbers.ts';
import { median, ratio, rounds } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

/** The same import from small to large: the time of one row should not grow, and memory should not either. */
export const growth: Measure = async ({ folder, quick, say }) => {
  const at = desk(folder, 'growth');
  const roster = join(at.folder, 'roster.csv');
  const sizes = quick ? [1_000, 5_000] : [10_000, 100_000, 1_000_000];
  const rows: string[][] = [];
  for (const size of sizes) {
    writeRoster(roster, { rows: size });
    const peaks = [0, 0];
    const commands = [at.bareLoop(roster), at.product(roster)];
    const [bare, product] = await rounds(
      quick ? 1 : size > 100_000 ? 3 : 7,
      commands.map((command, i) => ({
        name: String(i),
        go: async () => {
          at.fresh();
          const { ms, peak } = await wholeProcess({ ...command, watched: true });
          peaks[i] = Math.max(peaks[i]!, peak);
          return ms;
        },
      })),
      size > 100_000 ? 0 : 1,
    );
    const perRow = (times: readonly number[]) => short((median(times) * 1000) / size);
    say(`  ${size} rows: ${time(median(product!.times))}`);
    rows.push([
      size.toLocaleString('en'),
      time(median(product!.times)),
      perRow(product!.times),
      perRow(bare!.times),
      short(ratio(product!, bare!)),
      short(peaks[1]!),
      short(peaks[0]!),
      against(peaks[1]!, 200),
    ]);
  }
  return [
    {
      head: [
        'rows',
        '`users invite`',
        'µs a row',
        'µs a row, bare loop',
        '× bare loop',
        'peak MB',
        'peak MB, bare loop',
        'peak target',
      ],
      rows,
    },
  ];
};
