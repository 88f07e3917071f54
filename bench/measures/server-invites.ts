import { join } from 'node:path';
import type { Bench, Measure } from '../bench.ts';
import { writeRoster } from '../invites/roster.ts';
import { against, short, times } from '../numbers.ts';
import type { Figures } from '../page.ts';
import { LINES } from '../product.ts';
import { type Contender, ratio, rounds } from '../rounds.ts';
import { type ServerDesk, serverDesk } from '../servers/desk.ts';
import { type Command, wholeProcess } from '../whole-process.ts';

const PRODUCT = '`switchboard users invite roster.csv`';
/** Rows a statement: 1,000 take as long, within what machines drift. */
const SIZE = 500;

/** The settings of a server that keeps what it said that it did; the tests' own do without. */
const KEEPS = ['fsync = on', 'synchronous_commit = on', 'full_page_writes = on'];

/** The same hundred thousand invites into a server: through its walls with rules and the ledger, against bare rows. */
export const serverInvites: Measure = async (bench) => [
  ...(await onServer(bench, 'a server that waits for its disk (`fsync = on`)', 'waits', KEEPS)),
  ...(await onServer(bench, 'a server that does not (`fsync = off`): what is not the disk', 'rushes', [])),
];

async function onServer(bench: Bench, what: string, name: string, settings: readonly string[]): Promise<Figures> {
  const at = await serverDesk(bench.folder, name, settings);
  try {
    const rows = bench.quick ? 2_000 : 100_000;
    const roster = join(at.folder, 'roster.csv');
    writeRoster(roster, { rows });
    bench.say(`  ${what}`);
    return [
      `**PostgreSQL ${at.version}, ${what}: ${rows.toLocaleString('en')} people, in no order**`,
      ...(await besideTheLimit(bench, at, roster, rows)),
      ...(await small(bench, at)),
    ];
  } finally {
    await at.end();
  }
}

async function besideTheLimit({ quick }: Bench, at: ServerDesk, roster: string, rows: number): Promise<Figures> {
  const peaks = new Map<string, number>();
  const commands: readonly (readonly [string, Command])[] = [
    [`bare \`insert … values\`, ${SIZE} rows a statement`, at.bareRows(roster, SIZE)],
    [PRODUCT, at.product(['users', 'invite', roster])],
  ];
  const digests = new Set<string>();
  for (const [, command] of commands) {
    await at.fresh();
    await wholeProcess(command);
    digests.add(await at.written());
  }
  if (digests.size !== 1) throw new Error('they did not write the same rows');
  const goes = ([name, command]: readonly [string, Command]): Contender => ({
    name,
    go: async () => {
      await at.fresh();
      const { ms, peak } = await wholeProcess({ ...command, watched: true });
      peaks.set(name, Math.max(peak, peaks.get(name) ?? 0));
      return ms;
    },
  });
  const series = await rounds(quick ? 2 : 3, commands.map(goes), 0);
  const [limit] = series;
  return [
    {
      head: ['way', 'median', 'min', 'rows/s', '× bare', 'peak MB', 'target'],
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

/** What the smallest questions take, whole processes, among as many members. */
async function small({ quick }: Bench, at: ServerDesk): Promise<Figures> {
  const asked = ['access', 'can', 'user0000007@example.com', 'conversations.reply', '--line', LINES[0] as string];
  const commands: readonly (readonly [string, Command])[] = [
    ['`node -e 0`', { file: process.execPath, args: ['-e', '0'] }],
    ['`switchboard access can MEMBER ACTION --line L`', { ...at.product(asked), ends: 1 }],
    ['`switchboard whoami`', at.product(['whoami'])],
  ];
  const series = await rounds(
    quick ? 3 : 15,
    commands.map(([name, command]) => ({ name, go: async () => (await wholeProcess(command)).ms })),
  );
  const [limit] = series;
  return [
    {
      head: ['whole process', 'median', 'min', '× `node -e 0`'],
      rows: series.map((one) => [one.name, ...times(one), short(ratio(one, limit!))]),
    },
  ];
}
