import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { desk } from '../invites/desk.ts';
import { writeRoster } from '../invites/roster.ts';
import { written } from '../invites/written.ts';
import { short, times } from '../numbers.ts';
import { ratio, rounds } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const WAYS: readonly (readonly [way: string, name: string])[] = [
  ['rows', 'one prepared statement a row and table: the bare loop'],
  ['values', '`insert … values` of 500 rows at a time'],
  ['json', '`insert … select … from json_each(?)` of 5,000 rows at a time'],
  ['whole-file', 'the whole file parsed at once'],
  ['small-cache', '2 MB of page cache in place of 16'],
];

/** What looks faster than the bare loop, or as fast with less, and is not. */
export const deadEnds: Measure = async ({ folder, quick }) => {
  const at = desk(folder, 'dead-ends');
  const roster = join(at.folder, 'roster.csv');
  writeRoster(roster, { rows: quick ? 2_000 : 100_000 });
  const peaks = new Map<string, number>();
  const digests = new Set<string>();
  const contenders = WAYS.map(([way, name]) => ({
    name,
    go: async () => {
      at.fresh();
      const { ms, peak } = await wholeProcess({ ...at.otherWay(roster, way), watched: true });
      peaks.set(name, Math.max(peak, peaks.get(name) ?? 0));
      digests.add(written(at.database));
      return ms;
    },
  }));
  const series = await rounds(quick ? 1 : 5, contenders);
  if (digests.size !== 1) throw new Error('they did not write the same rows');
  return [
    {
      head: ['way', 'median', 'min', '× bare loop', 'peak MB'],
      rows: series.map((one) => [
        one.name,
        ...times(one),
        short(ratio(one, series[0]!)),
        short(peaks.get(one.name) ?? Number.NaN),
      ]),
    },
  ];
};
