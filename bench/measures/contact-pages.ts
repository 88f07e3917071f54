import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { writeContacts } from '../contacts/file.ts';
import { against, short, times } from '../numbers.ts';
import { databaseIn, makeCompany, switchboard } from '../product.ts';
import { ratio, rounds } from '../rounds.ts';
import { type Command, wholeProcess } from '../whole-process.ts';

const DRIVER = import.meta.resolve('better-sqlite3');

/** A process that asks nothing but one indexed query, and prints its rows. */
const plainly = (database: string, where: string): string => `
  import Database from ${JSON.stringify(DRIVER)};
  const found = new Database(${JSON.stringify(database)}, { readonly: true }).prepare(
    "select phone, email, first_name, last_name, assignee, team_id from contacts " +
    "where workspace_id = 1 and ${where} order by name_key, id limit 100").all();
  process.stdout.write(found.map((row) => Object.values(row).join('  ')).join('\\n') + '\\n');
`;

/** The first page and the search by a beginning, among a million contacts, as whole processes beside the plain query. */
export const contactPages: Measure = async ({ folder: scratch, quick }) => {
  const folder = join(scratch, 'contact-pages');
  mkdirSync(folder);
  makeCompany(folder, []);
  const [people, table] = [join(folder, 'contacts.csv'), join(folder, 'table.csv')];
  writeContacts(people, table, quick ? 20_000 : 1_000_000);
  await wholeProcess(switchboard(folder, ['contacts', 'import', people]));
  const script = (name: string, where: string): Command => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, plainly(databaseIn(folder), where));
    return { file: process.execPath, args: [path] };
  };
  const pairs = [
    ['the first page', script('page', "name_key >= ''"), switchboard(folder, ['contacts', 'list'])],
    [
      'names that begin with `ma`',
      script('prefix', "name_key >= 'ma' and name_key < 'mb'"),
      switchboard(folder, ['contacts', 'list', '--search', 'ma']),
    ],
  ] as const;
  const contenders = pairs.flatMap(([what, plain, product]) => [
    { name: `${what}: the plain indexed query`, go: async () => (await wholeProcess(plain)).ms },
    { name: `${what}: \`contacts list\``, go: async () => (await wholeProcess(product)).ms },
  ]);
  const series = await rounds(quick ? 3 : 25, contenders, 2);
  return [
    {
      head: ['whole process', 'median', 'min', '× the plain query', 'target'],
      rows: series.map((one, i) => {
        const plain = series[i - (i % 2)]!;
        const value = ratio(one, plain);
        return [one.name, ...times(one), short(value), i % 2 === 0 ? '' : against(value, 1.5)];
      }),
    },
  ];
};
