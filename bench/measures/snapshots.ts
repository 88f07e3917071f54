import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { writeContacts } from '../contacts/file.ts';
import { against, short, times } from '../numbers.ts';
import { databaseIn, makeCompany, switchboard } from '../product.ts';
import { median, rounds, type Series } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const TARGET = 200;

/** A database of many contacts kept, put back, and lent to a command, beside a bare copy of its file. */
export const snapshots: Measure = async ({ folder: scratch, quick }) => {
  const folder = join(scratch, 'snapshots');
  mkdirSync(folder);
  makeCompany(folder, ['conversations']);
  const rows = quick ? 5_000 : 100_000;
  const [people, table] = [join(folder, 'people.csv'), join(folder, 'table.csv')];
  writeContacts(people, table, rows);
  await wholeProcess(switchboard(folder, ['contacts', 'import', people]));
  const database = databaseIn(folder);
  const whole =
    (...words: readonly string[]) =>
    async () =>
      (await wholeProcess(switchboard(folder, words))).ms;
  await whole('seed', 'snapshot', 'base')();
  const copying = () => {
    const begun = performance.now();
    copyFileSync(database, join(folder, 'copy.db'));
    const ms = performance.now() - begun;
    rmSync(join(folder, 'copy.db'));
    return ms;
  };
  const found = await rounds(quick ? 3 : 11, [
    { name: 'a copy of the file, nothing else', go: copying },
    { name: '`users list`: the start of a process', go: whole('users', 'list') },
    { name: '`seed snapshot base --replace`', go: whole('seed', 'snapshot', 'base', '--replace') },
    { name: RESET, go: whole('seed', 'reset', '--to', 'base', '--confirm', 'switchboard.db') },
    { name: '`seed run switchboard.db -- true`', go: whole('seed', 'run', database, '--', 'true') },
  ]);
  const target = ({ name, times: taken }: Series) => (name === RESET ? `${against(median(taken), TARGET)} (ms)` : '');
  return [
    `${rows.toLocaleString('en')} contacts, ${short(statSync(database).size / 1e6)} MB.`,
    {
      head: ['whole process', 'median', 'min', 'target'],
      rows: found.map((one) => [one.name, ...times(one), target(one)]),
    },
  ];
};

const RESET = '`seed reset --to base`';
