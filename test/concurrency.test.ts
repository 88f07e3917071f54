import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { recollect } from '../src/store/heads.ts';
import { openStore } from '../src/store/open.ts';
import { checkHead } from '../src/store/verify.ts';
import { workspaceNames } from '../src/store/workspaces.ts';
import { entriesOf } from './support/contents.ts';
import { acme, type Desk, desk } from './support/desk.ts';
import { NO_STACK, rosterOf, runProcess } from './support/program.ts';

const STORE = 'switchboard.db';

/** Holds the store's one lock for writing; answers how to let go of it. */
function locked(place: Desk): () => void {
  const other = new Database(place.path(STORE));
  other.exec('begin immediate');
  return () => other.close();
}

describe('many processes at once', () => {
  it('import sixteen times five rosters into one workspace: all eighty are there, in one ledger without a gap', async () => {
    const place = await acme();
    const imports = async (process: number): Promise<string[]> => {
      const said: string[] = [];
      for (let i = 0; i < 5; i++) {
        const roster = place.write(`${process}-${i}.csv`, rosterOf(20, `p${process}-${i}-`));
        const { code, out, err } = await runProcess(place, ['users', 'invite', roster, '-q']);
        said.push(code === 0 ? out : `exit ${code}: ${err}`);
      }
      return said;
    };
    const said = (await Promise.all(Array.from({ length: 16 }, (_, i) => imports(i)))).flat();
    // A batch is named after its entry: every number once, none left out.
    const expected = Array.from({ length: 80 }, (_, i) => `b${i + 2}\n`);
    expect(said.sort()).toEqual(expected.sort());
    expect(entriesOf(place.path(STORE)).map(({ number }) => number)).toEqual(
      Array.from({ length: 81 }, (_, i) => i + 1),
    );
    expect((await place.ok('users list -q')).split('\n')).toHaveLength(16 * 5 * 20 + 2);
    await place.ok('audit verify');
    await place.ok('db check');
  }, 120_000);

  it('import the same roster: it is there once, and everyone is told what is so', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(300));
    const words = ['users', 'invite', 'roster.csv', '--format', 'json'];
    const ended = await Promise.all(Array.from({ length: 6 }, () => runProcess(place, words)));
    expect(ended.map(({ code }) => code)).toEqual(Array(6).fill(0));
    const reports = ended.map(({ out }) => JSON.parse(out) as { invited: number; unchanged: number });
    expect(reports.map(({ invited }) => invited).sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 300]);
    expect(reports.every(({ invited, unchanged }) => invited + unchanged === 300)).toBe(true);
    expect(entriesOf(place.path(STORE))).toHaveLength(2);
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
    expect(entriesOf(place.path(STORE))).toHaveLength(1);
    await place.ok('db check');
    await place.ok('audit verify');
  });

  it('make eight first workspaces at once, each with its own: all are there', async () => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const words = (i: number) => ['workspaces', 'create', `Team ${i}`, '--owner', 'ada@acme.com'];
    const ended = await Promise.all(Array.from({ length: 8 }, (_, i) => runProcess(place, words(i))));
    expect(ended.map(({ code, err }) => [code, err])).toEqual(Array(8).fill([0, '']));
    expect((await place.ok('workspaces list -q')).split('\n')).toHaveLength(9);
    await place.ok('db check');
  });

  it('read while others write: nobody waits, and each sees all of a change or nothing', async () => {
    const place = await acme();
    const release = locked(place);
    try {
      for (const words of [['users', 'list', '-q'], ['audit', 'verify'], ['db', 'check'], ['whoami']]) {
        expect(await runProcess(place, [...words, '--wait', '0'])).toMatchObject({ code: 0, err: '' });
      }
    } finally {
      release();
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
  const connection = await openStore(place.path(STORE), 'read');
  // The look has begun: what comes now is remembered, and not in it.
  await connection.all('select count(*) from entries');
  await place.ok('workspaces create Second --owner ada@acme.com');
  await place.ok('lines add +15550100 --workspace acme');
  const { heads: remembered, original } = await recollect(connection, heads, place.path(STORE));
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
    const release = locked(place);
    const running = runProcess(place, words);
    let over = false;
    void running.then(() => (over = true));
    await pause(2000);
    expect(over).toBe(false);
    release();
    expect(await running).toMatchObject({ code: 0, err: '' });
  });

  it.each(CHANGES)('for ever is waited for as long as was said, and then named: %s %s %s', async (...words) => {
    const place = await acme();
    const release = locked(place);
    const begun = performance.now();
    const { code, out, err } = await runProcess(place, [...words, '--wait', '1']);
    const after = performance.now() - begun;
    release();
    expect([code, out]).toEqual([7, '']);
    expect(err).toBe(
      `error: ${place.path(STORE)} is being written by another process (SQLITE_BUSY)\nhint: try again when that process is done\n`,
    );
    expect(after).toBeGreaterThan(1000);
    expect(after).toBeLessThan(3000);
    expect(entriesOf(place.path(STORE))).toHaveLength(1);
  });
});
