import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Measure } from '../bench.ts';
import { writeContacts } from '../contacts/file.ts';
import { BARE_TABLE, directImport, exports, stagedImport } from '../contacts/shell.ts';
import { shellVersion } from '../machine.ts';
import { against, short, times } from '../numbers.ts';
import type { Figures } from '../page.ts';
import { databaseIn, makeCompany, memoryIn, switchboard } from '../product.ts';
import { type Contender, median, ratio, rounds, type Series } from '../rounds.ts';
import { type Command, wholeProcess } from '../whole-process.ts';

/** What came of the runs beside their times: most memory, and the processors' time of each. */
interface Beside {
  peak: number;
  readonly cpu: number[];
}

/** A million contacts in from a file, in again, and out again, beside SQLite's own shell. */
export const contacts: Measure = async (bench) => {
  if (shellVersion === undefined) return ['There is no `sqlite3` shell here to measure beside.'];
  const { folder: scratch, quick, say } = bench;
  const rows = quick ? 20_000 : 1_000_000;
  const folder = join(scratch, 'contacts');
  mkdirSync(folder);
  makeCompany(folder, ['conversations', 'blast']);
  const [database, before] = [databaseIn(folder), join(folder, 'before.db')];
  const bare = new Database(database);
  bare.exec(BARE_TABLE);
  bare.close();
  copyFileSync(database, before);
  const [people, table] = [join(folder, 'contacts.csv'), join(folder, 'table.csv')];
  writeContacts(people, table, rows);
  const fresh = (): void => {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true });
    rmSync(memoryIn(folder), { recursive: true, force: true });
    copyFileSync(before, database);
  };
  const product = switchboard(folder, ['contacts', 'import', people]);
  const beside = new Map<string, Beside>();
  const imports: readonly Contender[] = [
    going('`sqlite3` shell: `.import` into a table with the same indexes', fresh, beside, () =>
      directImport(database, table, join(folder, 'direct.sql')),
    ),
    going('`sqlite3` shell: `.import` into a stage, sorted `insert … select`', fresh, beside, () =>
      stagedImport(database, people, join(folder, 'staged.sql')),
    ),
    going(IMPORT, fresh, beside, () => product),
    going(
      AGAIN,
      () => {},
      beside,
      () => product,
    ),
  ];
  const found = new Set<string>();
  const looking = imports.map(
    ({ name, go }, i): Contender => ({
      name,
      go: async () => {
        const ms = await go();
        found.add(saidIn(database, i === 0 ? 'bare' : 'contacts'));
        say(`  ${name}: ${short(ms / 1000)} s`);
        return ms;
      },
    }),
  );
  const series = await rounds(quick ? 2 : 3, looking, 0);
  if (found.size !== 1) throw new Error('they did not write the same contacts');
  const out = { output: join(folder, 'out.csv') };
  const exporting: readonly (readonly [string, Command])[] = [
    ...exports(database),
    [EXPORT, switchboard(folder, ['contacts', 'export'])],
  ];
  const written: string[] = [];
  for (const [, command] of exporting) {
    await wholeProcess({ ...command, ...out });
    written.push(readFileSync(out.output, 'latin1'));
  }
  if (new Set(written).size !== 1) throw new Error('they did not export the same bytes');
  const outs = await rounds(
    quick ? 2 : 5,
    exporting.map(([name, command]) =>
      going(
        name,
        () => {},
        beside,
        () => ({ ...command, ...out }),
      ),
    ),
    0,
  );
  return [
    `**${rows.toLocaleString('en')} contacts, in no order**`,
    figures(series, beside, rows, { [IMPORT]: [0, 2], [AGAIN]: [2, 1] }),
    '**The same contacts out again, the same bytes by all ways**',
    figures(outs, beside, rows, { [EXPORT]: [0, 3] }),
  ];
};

const IMPORT = '`switchboard contacts import`: validated, judged, kept line by line';
const AGAIN = 'the same file again: nothing to change';
const EXPORT = '`switchboard contacts export`';
const MOST = 200;

const going = (name: string, before: () => void, beside: Map<string, Beside>, command: () => Command): Contender => ({
  name,
  go: async () => {
    before();
    const { ms, peak, cpu } = await wholeProcess({ ...command(), watched: true });
    const found = beside.get(name) ?? { peak: 0, cpu: [] };
    found.peak = Math.max(found.peak, peak);
    found.cpu.push(cpu);
    beside.set(name, found);
    return ms;
  },
});

/** Contacts by what is said of them, in order. */
const SAID = 'phone, email, email_key, first_name, last_name, name_key, time_zone';

/** The contacts of a table, summed up, and some of them as they are: two ways that wrote the same give the same. */
function saidIn(database: string, table: string): string {
  const db = new Database(database, { readonly: true });
  const sums = `select count(*) as n, sum(length(phone || email || email_key || first_name || last_name || name_key || time_zone)) as length,
    min(phone || name_key) as least, max(phone || email_key) as most from ${table}`;
  const some = db.prepare(`select ${SAID} from ${table} order by phone limit 2000`).raw().all();
  const said = JSON.stringify([db.prepare(sums).get(), some]);
  db.close();
  return said;
}

type Limits = Readonly<Record<string, readonly [base: number, most: number]>>;

/** Times, ratios to a base, and what is asked of the product; ratios of the processors' time beside those of the clock. */
function figures(
  series: readonly Series[],
  beside: ReadonlyMap<string, Beside>,
  rows: number,
  limits: Limits,
): Figures[number] {
  const cpuOf = ({ name }: Series): Series => ({
    name,
    times: (beside.get(name)?.cpu ?? []).slice(-series[0]!.times.length),
  });
  return {
    head: ['way', 'median', 'min', 'rows/s', '× the first', 'CPU s', '× its CPU', 'peak MB', 'target'],
    rows: series.map((one) => {
      const [base, most] = limits[one.name] ?? [0, undefined];
      const peak = beside.get(one.name)?.peak ?? Number.NaN;
      const met = most === undefined ? '' : `${against(ratio(one, series[base]!), most)}; MB ${against(peak, MOST)}`;
      return [
        one.name,
        ...times(one),
        short((rows / Math.min(...one.times)) * 1000),
        short(ratio(one, series[0]!)),
        short(median(cpuOf(one).times) / 1000),
        short(ratio(cpuOf(one), cpuOf(series[0]!))),
        short(peak),
        met,
      ];
    }),
  };
}
