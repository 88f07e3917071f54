import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { shownStore } from '../src/domain/address.ts';
import { recollect } from '../src/store/heads.ts';
import { openStore } from '../src/store/open.ts';
import { checkHead } from '../src/store/verify.ts';
import { workspaceNames } from '../src/store/workspaces.ts';
import { entriesOf } from './support/contents.ts';
import { STORE as RUN_ON } from './support/databases.ts';
import { acme, type Desk, desk } from './support/desk.ts';
import { NO_STACK, rosterOf, runProcess } from './support/program.ts';

const STORE = 'switchboard.db';
const ON_FILE = RUN_ON === 'sqlite';

/** What somebody else may hold: all writers' turns, or on a server the first workspace's own row. */
const TURNS = `select pg_advisory_lock(1400324708, lock_key('acme', false)), pg_advisory_lock(1400324708, lock_key(null, true))`;
const ROW = 'begin; select from workspaces where id = 1 for update';

/** Holds what writers wait for; answers how to let go of it. */
async function locked(place: Desk, held = TURNS): Promise<() => Promise<void>> {
  const { store } = place;
  if (store.name === 'sqlite') {
    const other = new Database(place.path(STORE));
    other.exec('begin immediate');
    return async () => void other.close();
  }
  await store.meddle(held);
  return () => store.meddle('rollback; select pg_advisory_unlock_all()');
}

/** What `--db` is where somebody acts. */
const storeOf = async (place: Desk): Promise<string> => (await place.environment([])).SWITCHBOARD_DB ?? '';

/** Looks the whole store over, as far as it can be from the outside. */
async function checked(place: Desk): Promise<void> {
  for (const { slug } of await place.store.rows<{ slug: string }>('select slug from workspaces')) {
    await place.ok(`audit verify --workspace ${slug}`);
  }
  if (place.store.name === 'sqlite') await place.ok('db check');
}

describe('many processes at once', () => {
  it('import sixteen times five rosters into one workspace: all eighty are there, in one ledger without a gap', async () => {
    const place = await acme();
    const imports = async (process: number): Promise<string[]> => {
      const said: string[] = [];
      for (let i = 0; i < 5; i++) {
        const roster = place.write(`${process}-${i}.csv`, rosterOf(20, `p${process}-${i}-`));
        const { code, out, err } = await runProcess(place, ['users', 'invite', roster, '-q', '--wait', '200']);
        said.push(code === 0 ? out : `exit ${code}: ${err}`);
      }
      return said;
    };
    const said = (await Promise.all(Array.from({ length: 16 }, (_, i) => imports(i)))).flat();
    // A batch is named after its entry: every number once, none left out.
    const expected = Array.from({ length: 80 }, (_, i) => `b${i + 2}\n`);
    expect(said.sort()).toEqual(expected.sort());
    expect((await entriesOf(place)).map(({ number }) => number)).toEqual(Array.from({ length: 81 }, (_, i) => i + 1));
    expect((await place.ok('users list -q')).split('\n')).toHaveLength(16 * 5 * 20 + 2);
    await checked(place);
  }, 240_000);

  it('import the same roster: it is there once, and everyone is told what is so', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(300));
    const words = ['users', 'invite', 'roster.csv', '--format', 'json'];
    const ended = await Promise.all(Array.from({ length: 6 }, () => runProcess(place, words)));
    expect(ended.map(({ code }) => code)).toEqual(Array(6).fill(0));
    const reports = ended.map(({ out }) => JSON.parse(out) as { invited: number; unchanged: number });
    expect(reports.map(({ invited }) => invited).sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 300]);
    expect(reports.every(({ invited, unchanged }) => invited + unchanged === 300)).toBe(true);
    expect(await entriesOf(place)).toHaveLength(2);
  });

  it('make the same first workspace where there is no database yet: exactly one founds it', async () => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const words = ['workspaces', 'create', 'Acme', '--owner', 'ada@acme.com', '--products', 'conversations'];
    const ended = await Promise.all(Array.from({ length: 8 }, () => runProcess(place, words)));
    expect(ended.map(({ code }) => code).sort((a, b) => Number(a) - Number(b))).toEqual([0, 6, 6, 6, 6, 6, 6, 6]);
    for (const { code, err } of ended) {
      expect(err).toMatch(NO_STACK);
      if (code === 6) expect(err).toMatch(/^error: there is a workspace "acme" already/);
    }
    expect(await entriesOf(place)).toHaveLength(1);
    await checked(place);
  });

  it('make eight first workspaces at once, each with its own: all are there', async () => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const words = (i: number) => ['workspaces', 'create', `Team ${i}`, '--owner', 'ada@acme.com'];
    const ended = await Promise.all(Array.from({ length: 8 }, (_, i) => runProcess(place, words(i))));
    expect(ended.map(({ code, err }) => [code, err])).toEqual(Array(8).fill([0, '']));
    expect((await place.ok('workspaces list -q')).split('\n')).toHaveLength(9);
    await checked(place);
  });

  it('make a first workspace each for somebody else: whoever comes first founds, and the others may not any more', async () => {
    const place = desk();
    const people = Array.from({ length: 8 }, (_, i) => `p${i}@acme.com`);
    const words = (one: string, i: number) => ['workspaces', 'create', `Team ${i}`, '--owner', one, '--as', one];
    const ended = await Promise.all(people.map((one, i) => runProcess(place, words(one, i))));
    expect(ended.map(({ code }) => code).sort((a, b) => Number(a) - Number(b))).toEqual([0, 3, 3, 3, 3, 3, 3, 3]);
    for (const { err } of ended) expect(err).toMatch(NO_STACK);
    const first = people[ended.findIndex(({ code }) => code === 0)];
    expect(await place.store.rows('select slug from workspaces')).toHaveLength(1);
    await place.ok(`audit verify --as ${first}`);
  });

  it('read while others write: nobody waits, and each sees all of a change or nothing', async () => {
    const place = await acme();
    const release = await locked(place);
    const reads = [['users', 'list', '-q'], ['audit', 'verify'], ['whoami']];
    if (place.store.name === 'sqlite') reads.push(['db', 'check']);
    try {
      for (const words of reads) {
        expect(await runProcess(place, [...words, '--wait', '0'])).toMatchObject({ code: 0, err: '' });
      }
    } finally {
      await release();
    }
    place.write('roster.csv', rosterOf(3000));
    const writing = runProcess(place, ['users', 'invite', 'roster.csv']);
    const seen = new Set<number>();
    let over = false;
    void writing.then(() => (over = true));
    while (!over) {
      seen.add((await place.ok('users list -q')).split('\n').length - 1);
      await pause(5);
    }
    expect(await writing).toMatchObject({ code: 0 });
    expect([1, 3001]).toEqual(expect.arrayContaining([...seen]));
  });
});

it('what others write while a ledger is looked over is no tail that was cut off', async () => {
  const place = await acme();
  const heads = place.path('home/.local/state/switchboard/heads');
  const store = await storeOf(place);
  const connection = await openStore(store, 'read', { workspace: 'acme' });
  // The look has begun: what comes now is remembered, and not in it.
  await connection.all('select count(*) from entries');
  await place.ok('workspaces create Second --owner ada@acme.com');
  await place.ok('lines add +15550100 --workspace acme');
  const { heads: remembered, original } = await recollect(connection, heads, store);
  expect(await checkHead(connection, 1, remembered[1], original)).toMatchObject({ outcome: 'pass' });
  expect(Object.keys(remembered)).toHaveLength((await workspaceNames(connection)).length);
  await connection.close();
});

describe('a lock that another process holds', () => {
  const CHANGES = [
    ['lines', 'add', '+15550100'],
    ['users', 'invite', 'bo@acme.com'],
    ['workspaces', 'create', 'Second', '--owner', 'ada@acme.com'],
  ];

  it.each(CHANGES)('for two seconds is waited for: %s %s %s', async (...words) => {
    const place = await acme();
    const release = await locked(place);
    const running = runProcess(place, words);
    let over = false;
    void running.then(() => (over = true));
    await pause(2000);
    expect(over).toBe(false);
    await release();
    expect(await running).toMatchObject({ code: 0, err: '' });
  });

  it.each(CHANGES)('for ever is waited for as long as was said, and then named: %s %s %s', async (...words) => {
    const place = await acme();
    const release = await locked(place);
    const begun = performance.now();
    const { code, out, err } = await runProcess(place, [...words, '--wait', '1']);
    const after = performance.now() - begun;
    await release();
    expect([code, out]).toEqual([7, '']);
    expect(err).toBe(await busy(place));
    expect(after).toBeGreaterThan(1000);
    expect(after).toBeLessThan(3000);
    expect(await entriesOf(place)).toHaveLength(1);
  });

  it.skipIf(ON_FILE).each(CHANGES.slice(0, 2))('on the workspace itself is one as well: %s %s %s', async (...words) => {
    const place = await acme();
    const release = await locked(place, ROW);
    expect(await runProcess(place, [...words, '--wait', '0.5'])).toMatchObject({ code: 7, err: await busy(place) });
    const running = runProcess(place, words);
    await pause(1000);
    await release();
    expect(await running).toMatchObject({ code: 0, err: '' });
    expect(await entriesOf(place)).toHaveLength(2);
  });

  it.skipIf(ON_FILE)('of one workspace is none for another', async () => {
    const place = await acme();
    await place.ok('workspaces create Second --owner ada@acme.com');
    const release = await locked(place, "select pg_advisory_lock(1400324708, lock_key('acme', false))");
    const words = ['lines', 'add', '+15550100', '--wait', '0'];
    expect(await runProcess(place, [...words, '--workspace', 'acme'])).toMatchObject({ code: 7 });
    expect(await runProcess(place, [...words, '--workspace', 'second'])).toMatchObject({ code: 0, err: '' });
    await release();
  });
});

/** What is said where the wait was too short. */
async function busy(place: Desk): Promise<string> {
  return ON_FILE
    ? `error: ${place.path(STORE)} is being written by another process (SQLITE_BUSY)\nhint: try again when that process is done\n`
    : `error: ${shownStore(await storeOf(place))} is being written by another command\nhint: try again when that one is done, or wait longer with --wait\n`;
}
