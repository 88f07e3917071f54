import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { writeContacts } from '../contacts/file.ts';
import { belongings, fieldExport, stagedImport } from '../contacts/shell.ts';
import { shellVersion } from '../machine.ts';
import { against, short, times } from '../numbers.ts';
import { databaseIn, makeCompany, switchboard } from '../product.ts';
import { ratio, rounds } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const MOST = 4;
const MEMORY = 200;

/** Contacts out into a file, each with two tags and a field, beside SQLite's own shell. */
export const contactExport: Measure = async ({ folder: scratch, quick }) => {
  if (shellVersion === undefined) return ['There is no `sqlite3` shell here to measure beside.'];
  const rows = quick ? 20_000 : 200_000;
  const folder = join(scratch, 'contact-export');
  mkdirSync(folder);
  makeCompany(folder, ['conversations']);
  await wholeProcess(switchboard(folder, ['fields', 'add', 'city']));
  const [people, table] = [join(folder, 'people.csv'), join(folder, 'table.csv')];
  writeContacts(people, table, rows);
  const database = databaseIn(folder);
  await wholeProcess(stagedImport(database, people, join(folder, 'staged.sql')));
  await wholeProcess(belongings(database, join(folder, 'belongings.sql')));

  const output = join(folder, 'out.csv');
  const ways = [
    fieldExport(database, 'city'),
    ['`switchboard contacts export`', switchboard(folder, ['contacts', 'export'])] as const,
  ];
  const written = new Set<string>();
  const peaks = new Map<string, number>();
  const found = await rounds(
    quick ? 2 : 5,
    ways.map(([name, command]) => ({
      name,
      go: async () => {
        const { ms, peak } = await wholeProcess({ ...command, output, watched: true });
        peaks.set(name, Math.max(peak, peaks.get(name) ?? 0));
        written.add(readFileSync(output, 'latin1'));
        return ms;
      },
    })),
  );
  if (written.size !== 1) throw new Error('they did not export the same bytes');
  return [
    `${rows.toLocaleString('en')} contacts, two tags and a value of a field each: the same bytes by both ways.`,
    {
      head: ['way', 'median', 'min', 'rows/s', '× the first', 'peak MB', 'target'],
      rows: found.map((one, i) => {
        const [slower, peak] = [ratio(one, found[0]!), peaks.get(one.name) ?? Number.NaN];
        const target = i === 0 ? '' : `${against(slower, MOST)}; MB ${against(peak, MEMORY)}`;
        return [
          one.name,
          ...times(one),
          short((rows / Math.min(...one.times)) * 1000),
          short(slower),
          short(peak),
          target,
        ];
      }),
    },
  ];
};
