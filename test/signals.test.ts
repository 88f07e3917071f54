import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { acme, type Desk, desk } from './support/desk.ts';
import {
  type Ended,
  environmentOf,
  NO_STACK,
  PROGRAM,
  type Running,
  rosterOf,
  runProcess,
  start,
} from './support/program.ts';

const SIGNALS = { SIGINT: 130, SIGQUIT: 131, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof SIGNALS;
const EACH = Object.keys(SIGNALS) as Signal[];

/** A machine that does other things as well takes its time to start a thread; a hang takes seconds. */
const PROMPT = 500;

/** Sends a signal, and answers how the process ended and after how long. */
async function signalled({ child, ended }: Running, signal: Signal): Promise<Ended & { readonly after: number }> {
  const begun = performance.now();
  child.kill(signal);
  return { ...(await ended), after: performance.now() - begun };
}

/** The exit code that a shell would tell. */
const toldBy = ({ code, signal }: Ended): number | null => (signal === null ? code : SIGNALS[signal as Signal]);

/** Whether there is nobody but ada, and nothing in the ledger but that she is. */
async function isAsBefore(place: Desk): Promise<void> {
  expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  expect(await place.ok('audit list -q')).toBe('1\n');
  await place.ok('audit verify');
}

/** What lies in a folder but the database, its journals and what the test put there. */
const litter = (place: Desk, ...own: readonly string[]): string[] =>
  readdirSync(place.folder).filter((name) => !/^(?:home|switchboard\.db.*)$/.test(name) && !own.includes(name));

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !isSo(); i++) await pause(10);
  expect(isSo()).toBe(true);
}

/** Whether a process under way has the database open. */
const hasOpen = ({ child }: Running, name: string): boolean => {
  const { stdout } = spawnSync('ls', ['-l', `/proc/${child.pid}/fd`], { encoding: 'utf8' });
  return stdout.includes(name);
};

const FOUNDED = 'workspace: { slug: acme, model: standard-admin, owner: ada@acme.com }\n';

// A machine that is busy with other tests may be late once.
describe('a signal ends a command at once, and nothing is changed', { retry: 2 }, () => {
  it.each(EACH)('%s while rows are still arriving', async (signal) => {
    const place = await acme();
    const words = ['users', 'invite', '-', '--tokens', 'tokens.csv', '--rejects', 'rejects.csv'];
    const running = start(place, words, { stdin: 'pipe' });
    running.child.stdin?.write(rosterOf(5000));
    await until(() => hasOpen(running, 'switchboard.db'));
    running.child.stdin?.write(rosterOf(5000, 'more'));
    const ended = await signalled(running, signal);
    expect(toldBy(ended), ended.err).toBe(SIGNALS[signal]);
    expect(ended.after).toBeLessThan(PROMPT);
    expect(ended.out).toBe('');
    expect(ended.err).toMatch(NO_STACK);
    expect(litter(place)).toEqual([]);
    await isAsBefore(place);
  });

  it.each(EACH)('%s while it waits for another writer', async (signal) => {
    const place = await acme();
    place.write('roster.csv', rosterOf(10));
    const other = new Database(place.path('switchboard.db'));
    other.exec('begin immediate');
    try {
      for (const words of [
        ['users', 'invite', 'roster.csv'],
        ['lines', 'add', '+15550100'],
      ]) {
        const running = start(place, words);
        await until(() => hasOpen(running, 'switchboard.db'));
        await pause(300);
        const ended = await signalled(running, signal);
        expect(toldBy(ended), ended.err).toBe(SIGNALS[signal]);
        expect(ended.after).toBeLessThan(PROMPT);
        expect(ended.err).toMatch(NO_STACK);
      }
    } finally {
      other.close();
    }
    expect(await place.ok('lines list -q')).toBe('');
    await isAsBefore(place);
  });

  it('at any moment of an import of 20,000 rows', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(20_000));
    const words = ['users', 'invite', 'roster.csv', '--tokens', 'tokens.csv'];
    const rehearsal = performance.now();
    expect(await runProcess(place, [...words, '--dry-run'])).toMatchObject({ code: 0 });
    const whole = performance.now() - rehearsal;
    const ends = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const signal = EACH[i % 3] as Signal;
      const running = start(place, words);
      await pause((whole * (i + 1)) / 12);
      const ended = await signalled(running, signal);
      expect(ended.after, `signal ${i}`).toBeLessThan(PROMPT);
      expect(ended.err).toMatch(NO_STACK);
      // Whoever had committed already says so, and means it.
      const isDone = ended.code === 0;
      if (!isDone) expect(toldBy(ended), ended.err).toBe(SIGNALS[signal]);
      ends.add(isDone ? 'done' : 'not done');
      expect(existsSync(place.path('tokens.csv'))).toBe(isDone);
      await place.ok('audit verify');
      expect((await place.ok('users list -q')).split('\n').length - 1).toBe(isDone ? 20_001 : 1);
      if (isDone) break;
    }
    expect(ends).toContain('not done');
  }, 60_000);

  it.each(['apply', 'plan'])('and seed %s says so, and leaves nothing behind', async (verb) => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const lists = Array.from({ length: 3000 }, (_, i) => `  - { name: list ${i} }\n`).join('');
    place.write('acme.yaml', `${FOUNDED}lists:\n${lists}`);
    const running = start(place, ['seed', verb, 'acme.yaml']);
    await until(() => existsSync(place.path('switchboard.db-journal')) || existsSync(place.path('switchboard.db-wal')));
    await pause(300);
    const ended = await signalled(running, 'SIGINT');
    expect(ended.code).toBe(130);
    expect(ended.err).toBe('error: interrupted: nothing was changed\n');
    expect(ended.after).toBeLessThan(PROMPT);
    expect(readdirSync(place.folder).filter((name) => name.startsWith('switchboard.db'))).toEqual([]);
  });

  it('a rejects file is whole or not there', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(20_000).replaceAll('@acme.com', '@acme'));
    const words = ['users', 'invite', 'roster.csv', '--rejects', 'rejects.csv'];
    const running = start(place, words);
    await until(() => litter(place, 'roster.csv').length > 0 || running.child.exitCode !== null);
    await signalled(running, 'SIGTERM');
    if (existsSync(place.path('rejects.csv'))) expect(place.read('rejects.csv').split('\n').length).toBe(20_002);
    await isAsBefore(place);
  });
});

it.each(EACH)('%s to a change that is done, and whose answer nobody reads, ends it too', async (signal) => {
  const place = await acme();
  place.write('roster.csv', `${rosterOf(1)}${'nobody,Nobody,standard\n'.repeat(20_000)}`);
  const words = ['users', 'invite', 'roster.csv', '--keep-going', '--format', 'json', '--tokens', 'tokens.csv'];
  const running = start(place, words);
  running.child.stdout?.pause();
  await until(() => existsSync(place.path('tokens.csv')));
  await pause(300);
  const ending = signalled(running, signal);
  await pause(200);
  running.child.stdout?.resume();
  const ended = await ending;
  expect([ended.code, ended.signal]).toEqual([null, signal]);
  expect(await place.ok('users list -q')).toBe('ada@acme.com\nuser0@acme.com\n');
  expect(place.read('tokens.csv').split('\n')).toHaveLength(3);
  await place.ok('audit verify');
});

const old = ['/usr/bin/node', '/bin/node'].find((node) =>
  /^v(?:18|20)\./.test(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout ?? ''),
);

describe.skipIf(old === undefined)('under an older Node, which hands over to the newer one', () => {
  const shell = (place: Desk, line: string) =>
    spawnSync('sh', ['-c', line.replaceAll('switchboard', `'${old}' '${PROGRAM}'`)], {
      cwd: place.folder,
      env: environmentOf(place),
      encoding: 'utf8',
    });

  it.each([
    ['switchboard users list -q', 0],
    ['switchboard access can ada@acme.com billing.edit', 1],
    ['switchboard users lst', 2],
    ['switchboard users list --as mallory@x.com', 3],
    ['switchboard users show bo@acme.com', 4],
    ['printf "email\\nx\\n" | switchboard users invite -', 5],
    ['switchboard workspaces create Acme --owner ada@acme.com', 6],
    ['switchboard users list > /dev/full', 7],
  ])('%s exits %i', async (line, code) => {
    const place = await acme();
    const { status, stderr } = shell(place, line);
    expect(status, stderr).toBe(code);
    expect(stderr).toMatch(NO_STACK);
  });

  it.each(EACH)('%s to the outer process reaches the inner one', async (signal) => {
    const place = await acme();
    const running = start(place, ['users', 'invite', '-'], { node: old ?? '', stdin: 'pipe' });
    running.child.stdin?.write(rosterOf(5000));
    await pause(1000);
    const ended = await signalled(running, signal);
    expect(toldBy(ended), ended.err).toBe(SIGNALS[signal]);
    expect(ended.after).toBeLessThan(PROMPT);
    expect(ended.err).toMatch(NO_STACK);
    await isAsBefore(place);
  });
});
