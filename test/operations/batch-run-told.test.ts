import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

/** The file that the database is, where it is one. */
const DATABASE = STORE === 'sqlite' ? ['switchboard.db'] : [];

interface Told {
  readonly exit: number;
  readonly entry: number | null;
  readonly takenBack?: true;
  readonly answer?: unknown;
}

const journalOf = (place: Desk): readonly Told[] =>
  place
    .read('done.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);

describe('what would be told otherwise than is asked', () => {
  it('is refused before anything is done', async () => {
    const place = await acme();
    for (const asked of ['--fields nope', '--fields nope --format json', '--format tree']) {
      expect(await place.run(`teams add Sales ${asked}`)).toMatchObject({ code: 2, out: '' });
    }
    place.write('script.txt', 'teams add Sales\n');
    expect(await place.run('batch run script.txt --fields nope')).toMatchObject({ code: 2, out: '' });
    expect(await place.ok('teams list -q')).toBe('');
    await place.ok('teams add Sales --fields team,change');
  });

  it('is refused alone among many, which claims no entry and leaves the ledger as it is', async () => {
    const place = await acme();
    const lines = ['teams add A --fields nope', 'teams add B', 'teams add C --format tree'];
    const { out } = await place.run('batch run - --keep-going --format json', lines.join('\n'));
    const { rows } = JSON.parse(out) as { rows: readonly Told[] };
    expect(rows.map(({ exit, entry }) => [exit, entry])).toEqual([
      [2, null],
      [0, 2],
      [2, null],
    ]);
    expect(out).not.toContain('"error"');
    await place.ok('audit verify');
    await place.ok('teams add D');
    await place.ok('audit verify');
  });
});

describe('a journal', () => {
  it('keeps the names of a line that is quiet', async () => {
    const place = await acme();
    await place.ok('batch run - --journal done.jsonl', 'teams add A -q\nteams list -q\n');
    expect(journalOf(place).map(({ exit, answer }) => [exit, answer])).toEqual([
      [0, 'A\n'],
      [0, 'A\n'],
    ]);
  });

  it('says what was taken back with the line that failed', async () => {
    const place = await acme();
    await place.run('batch run - --atomic --journal done.jsonl', 'teams add A\nteams add A\n');
    expect(journalOf(place).map(({ exit, takenBack }) => [exit, takenBack])).toEqual([
      [0, true],
      [6, undefined],
    ]);
    await place.ok('batch run - --journal done.jsonl', 'teams add A\n');
    expect(journalOf(place)).toMatchObject([{ exit: 0, entry: 2 }]);
    expect(journalOf(place)[0]).not.toHaveProperty('takenBack');
  });

  it('takes the place of a journal alone: of another file where that is meant, and never of what is worked on', async () => {
    const place = await acme();
    place.write('script.txt', 'teams list\n');
    place.write('notes.txt', 'mine');
    symlinkSync(place.path('script.txt'), place.path('link.txt'));
    for (const own of ['script.txt', 'link.txt', ...DATABASE]) {
      const { code, err } = await place.run(`batch run script.txt --journal ${own} --yes`);
      expect([own, code, err]).toEqual([own, 2, expect.stringContaining('would be written over')]);
    }
    expect(await place.run('batch run script.txt --journal notes.txt')).toMatchObject({ code: 2 });
    expect([place.read('script.txt'), place.read('notes.txt')]).toEqual(['teams list\n', 'mine']);
    await place.ok('batch run script.txt --journal notes.txt --yes');
    await place.ok('batch run script.txt --journal notes.txt');
    await place.ok('db check');
    expect((await place.run('batch run script.txt --journal -')).code).toBe(2);
    expect((await place.run('batch run script.txt --journal nowhere/done.jsonl')).err).toContain('nothing was run');
  });
});

it('rows that are rejected do not take the place of the database either', async () => {
  const place = await acme();
  place.write('bad.csv', 'email,role\nnobody,admin\n');
  const { code } = await place.run('users invite bad.csv --rejects switchboard.db --yes');
  expect(code).toBe(STORE === 'sqlite' ? 2 : 5);
  await place.ok('users list');
});

it('a dash is a word but where a file is named, and batches are told and undone among others', async () => {
  const place = await acme();
  place.write('names.csv', 'email,name\nada@acme.com,-\n');
  await place.ok('each names.csv -- users edit {email} --name {name}');
  expect((await place.json<{ name: string }>('users show ada@acme.com')).name).toBe('-');
  expect((await place.run('batch run -', 'contacts import -\n')).err).toContain('standard input');
  await place.ok('users invite bo@acme.com --role standard');
  await place.ok('batch run -', 'batch list\nbatch show b3\nbatch undo b3\n');
  expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
});

it('what is wrong with a JSON line is said in words, with where to read what it takes', async () => {
  const place = await acme();
  const lines = [
    { operation: 'teams add', input: { nme: 'x' } },
    { operation: 'teams add', input: null },
    { operation: 'contacts edit', input: { contacts: [], name: 'x' } },
    { operation: 'responders add', input: { name: 'r', allLines: true, keywords: ['a'], reply: 'x', priority: 1.5 } },
  ];
  const { code, err } = await place.run('batch run -', lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(code).toBe(2);
  expect(err.split('\n', 5).map((line) => line.trim())).toEqual([
    'error: standard input:1: name: it is not said',
    'nme: there is no key "nme" here; did you mean "name"? (see: switchboard help schema teams add)',
    'standard input:2: input: an object belongs here, not null (see: switchboard help schema teams add)',
    'standard input:3: contacts: name at least one contact (see: switchboard help schema contacts edit)',
    'standard input:4: priority: a whole number (see: switchboard help schema responders add)',
  ]);
});

it('rows that a line has rejected are told with the first fault, and how many more there are', async () => {
  const place = await acme();
  place.write('bad.csv', 'email,role\nbo@acme.com,standrd\nnobody,admin\n');
  const { out } = await place.run('batch run - --format json', 'users invite bad.csv\n');
  expect((JSON.parse(out) as { rows: { message: string }[] }).rows[0]?.message).toBe(
    'rejected: line 2, role: there is no role "standrd" here (standard), and 1 more',
  );
});
