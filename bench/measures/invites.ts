import { join } from 'node:path';
import type { Bench, Measure } from '../bench.ts';
import { type Desk, desk } from '../invites/desk.ts';
import { writeRoster } from '../invites/roster.ts';
import { written } from '../invites/written.ts';
import { shellVersion } from '../machine.ts';
import { against, short, times } from '../numbers.ts';
import type { Figures } from '../page.ts';
import { type Contender, ratio, rounds } from '../rounds.ts';
import { type Command, wholeProcess } from '../whole-process.ts';

const PRODUCT = '`switchboard users invite roster.csv`';

/** A hundred thousand people, each with 3 lines and 2 products: all rules and the ledger, against none. */
export const invites: Measure = async (bench) => {
  const at = desk(bench.folder, 'invites');
  const rows = bench.quick ? 2_000 : 100_000;
  const count = rows.toLocaleString('en');
  const [mixed, sorted, faulty] = ['mixed.csv', 'sorted.csv', 'faulty.csv'].map((name) => join(at.folder, name)) as [
    string,
    string,
    string,
  ];
  writeRoster(mixed, { rows });
  writeRoster(sorted, { rows, sorted: true });
  writeRoster(faulty, { rows, faulty: 1 });
  return [
    `**${count} people, in no order**`,
    ...(await besideTheLimits(bench, at, mixed, rows)),
    `**The same people, sorted by address**`,
    ...(await besideTheLimits(bench, at, sorted, rows)),
    `**The same file again, and one with faults**`,
    ...(await again(bench, at, mixed, faulty)),
  ];
};

const goes = (name: string, at: Desk, peaks: Map<string, number>, command: Command, fresh = true): Contender => ({
  name,
  go: async () => {
    if (fresh) at.fresh();
    const { ms, peak } = await wholeProcess({ ...command, watched: true });
    peaks.set(name, Math.max(peak, peaks.get(name) ?? 0));
    return ms;
  },
});

async function besideTheLimits({ quick, say }: Bench, at: Desk, roster: string, rows: number): Promise<Figures> {
  const peaks = new Map<string, number>();
  const commands: readonly (readonly [string, Command])[] = [
    ['bare prepared loop (csv-parse, no rule, no ledger)', at.bareLoop(roster)],
    [PRODUCT, at.product(roster)],
    ...(shellVersion ? [['`sqlite3` shell: `.import`, sorted `insert … select`', at.shell(roster)] as const] : []),
  ];
  const digests = new Set<string>();
  for (const [, command] of commands) {
    at.fresh();
    await wholeProcess(command);
    digests.add(written(at.database));
  }
  if (digests.size !== 1) throw new Error('they did not write the same rows');
  const series = await rounds(
    quick ? 2 : 7,
    commands.map(([name, command]) => goes(name, at, peaks, command)),
    0,
  );
  say(`  ${roster}: the same rows by all ${commands.length} ways`);
  const [limit] = series;
  return [
    {
      head: ['way', 'median', 'min', 'rows/s', '× bare loop', 'peak MB', 'target'],
      rows: series.map((one) => [
        one.name,
        ...times(one),
        short((rows / Math.min(...one.times)) * 1000),
        short(ratio(one, limit!)),
        short(peaks.get(one.name) ?? Number.NaN),
        one.name === PRODUCT ? against(ratio(one, limit!), 2) : '',
      ]),
    },
  ];
}

async function again({ quick }: Bench, at: Desk, roster: string, faulty: string): Promise<Figures> {
  const peaks = new Map<string, number>();
  const series = await rounds(
    quick ? 2 : 5,
    [
      goes('the first run', at, peaks, at.product(roster)),
      goes('the second: nothing to change', at, peaks, at.product(roster), false),
      goes('1 % of the rows at fault: nothing is changed, all faults told', at, peaks, at.product(faulty, 5)),
    ],
    0,
  );
  const [first] = series;
  return [
    {
      head: ['run', 'median', 'min', '× the first', 'peak MB'],
      rows: series.map((one) => [
        one.name,
        ...times(one),
        short(ratio(one, first!)),
        short(peaks.get(one.name) ?? Number.NaN),
      ]),
    },
  ];
}
