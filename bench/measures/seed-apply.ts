import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Measure } from '../bench.ts';
import { writeContacts } from '../contacts/file.ts';
import { against, short, times } from '../numbers.ts';
import { databaseIn, makeCompany, memoryIn, switchboard } from '../product.ts';
import { median, ratio, rounds, type Series } from '../rounds.ts';
import { wholeProcess } from '../whole-process.ts';

const TARGET = 2;
const USERS = 1000;

/** A document with its contacts beside it or in it, beside the import of the same contacts and the invitation of the same users. */
export const seedApply: Measure = async ({ folder: scratch, quick, say }) => {
  const rows = quick ? 5_000 : 100_000;
  const folder = join(scratch, 'seed-apply');
  mkdirSync(folder);
  makeCompany(folder, ['conversations', 'blast']);
  const [database, before] = [databaseIn(folder), join(folder, 'before.db')];
  copyFileSync(database, before);
  const at = (name: string): string => join(folder, name);
  writeContacts(at('people.csv'), at('table.csv'), rows);
  writeDocuments(at);
  const cpu = new Map<string, number[]>();
  const found = new Set<string>();

  const contender = (name: string, ...commands: readonly (readonly string[])[]) => ({
    name,
    go: async () => {
      for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true });
      rmSync(memoryIn(folder), { recursive: true, force: true });
      copyFileSync(before, database);
      const all = { ms: 0, cpu: 0 };
      for (const words of commands) {
        const took = await wholeProcess({ ...switchboard(folder, words), watched: true });
        all.ms += took.ms;
        all.cpu += took.cpu;
      }
      cpu.set(name, [...(cpu.get(name) ?? []), all.cpu]);
      found.add(saidIn(database));
      say(`  ${name}: ${short(all.ms / 1000)} s`);
      return all.ms;
    },
  });
  const apply = (name: string, file: string) => contender(`\`seed apply\`: ${name}`, ['seed', 'apply', at(file)]);
  const series = await rounds(
    quick ? 1 : 5,
    [
      contender(
        '`contacts import` and `users invite`',
        ['contacts', 'import', at('people.csv')],
        ['users', 'invite', at('roster.csv')],
      ),
      apply('the contacts in a CSV file beside it', 'beside.yaml'),
      apply('the contacts in it, JSON', 'inline.json'),
      apply('the contacts in it, YAML', 'inline.yaml'),
      apply('the same, one value of it over two lines', 'folded.yaml'),
    ],
    0,
  );
  if (found.size !== 1) throw new Error('they did not write the same');
  const spent = ({ name }: Series): Series => ({ name, times: cpu.get(name) ?? [] });
  return [
    `${rows.toLocaleString('en')} contacts and ${USERS.toLocaleString('en')} users, the same by all ways.`,
    {
      head: ['way', 'median', 'min', '× the import', 'CPU s', '× its CPU', 'target'],
      rows: series.map((one, i) => [
        one.name,
        ...times(one),
        short(ratio(one, series[0]!)),
        short(median(spent(one).times) / 1000),
        short(ratio(spent(one), spent(series[0]!))),
        i === 0 || i === series.length - 1 ? '' : against(ratio(one, series[0]!), TARGET),
      ]),
    },
  ];
};

/** The same users and contacts as a roster and as documents. */
function writeDocuments(at: (name: string) => string): void {
  const [, ...people] = readFileSync(at('people.csv'), 'utf8').trimEnd().split('\n');
  const contacts = people.map((line) => {
    const [phone, email, first_name, last_name, time_zone] = line.split(',');
    return { phone, email, first_name, last_name, time_zone };
  });
  const users = Array.from({ length: USERS }, (_, i) => {
    return { email: `user${i}@acme.com`, name: `User ${i}`, role: 'standard', status: 'active' };
  });
  const roster = users.map(({ email, name, role, status }) => [email, name, role, status].join());
  writeFileSync(at('roster.csv'), `email,name,role,status\n${roster.join('\n')}\n`);
  writeFileSync(at('inline.json'), JSON.stringify({ workspace: { slug: 'acme' }, users, contacts }, null, 2));
  const listed = (key: string, items: readonly object[]): string =>
    `${key}:\n${items
      .map((item) =>
        Object.entries(item)
          .map(([name, value], i) => `${i === 0 ? '  - ' : '    '}${name}: ${JSON.stringify(value)}\n`)
          .join(''),
      )
      .join('')}`;
  const head = `workspace: {slug: acme}\n${listed('users', users)}`;
  const inline = head + listed('contacts', contacts);
  writeFileSync(at('beside.yaml'), `${head}contacts: {file: people.csv}\n`);
  writeFileSync(at('inline.yaml'), inline);
  writeFileSync(at('folded.yaml'), inline.replace('slug: acme', 'slug:\n  acme'));
}

/** What a database holds of people and contacts, summed up: two ways that wrote the same give the same. */
function saidIn(database: string): string {
  const db = new Database(database, { readonly: true });
  const contacts = db
    .prepare(
      'select count(*), sum(length(phone || email || name_key || time_zone)), min(phone || name_key) from contacts',
    )
    .raw()
    .get();
  const users = db.prepare('select count(*), sum(length(email)) from users').raw().get();
  db.close();
  return JSON.stringify([contacts, users]);
}
