import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { contentsOf, effectOf } from './support/contents.ts';
import { acme, type Desk, desk } from './support/desk.ts';
import { HOSTILE_ROSTERS, ORDERS } from './support/hostile-rosters.ts';
import { NO_STACK, peakMemory, runProcess, start } from './support/program.ts';

const FIXTURES = new URL('../fixtures/rosters/', import.meta.url).pathname;
const SECONDS = 10_000;
/** What a terminal would obey, or a reader not see. */
const RAW = /[[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060-\u2064\ufeff]--[\n]]/v;

interface Report {
  readonly invited: number;
  readonly rejected: number;
  readonly rows: number;
  readonly faults: readonly {
    readonly line: number;
    readonly column: number | null;
    readonly code: string;
    readonly message: string;
  }[];
}

let made: Buffer | undefined;

/** A desk with two lines; made once, and then copied. */
async function prepared(): Promise<Desk> {
  if (made === undefined) {
    const first = await acme();
    await first.ok('lines add +15550100');
    await first.ok('lines add +15550101');
    made = readFileSync(first.path('switchboard.db'));
  }
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('switchboard.db', made);
  return place;
}

const short = ({ line, column, code }: Report['faults'][number]): string => `${line}:${column ?? '-'} ${code}`;

/** Invites from a file that must be accepted whole, or refused with just these faults and nothing stored. */
async function invites(
  place: Desk,
  file: string,
  expected: { rows?: number; faults?: readonly string[] },
): Promise<void> {
  const begun = performance.now();
  const { code, out, err, changed, written } = await effectOf(place, ['users', 'invite', file, '--format', 'json']);
  expect(performance.now() - begun).toBeLessThan(SECONDS);
  const report = JSON.parse(out || err) as Report;
  const faults = expected.faults ?? [];
  expect(report.faults.map(short).sort(), out).toEqual([...faults].sort());
  expect([code, err]).toEqual([faults.length > 0 ? 5 : 0, '']);
  if (faults.length > 0) {
    expect([changed, written, report.invited]).toEqual([false, [], 0]);
    for (const { message } of report.faults) expect(message).not.toBe('');
    const told = await place.run(['users', 'invite', file]);
    expect(told.code).toBe(5);
    expect(told.out + told.err).not.toMatch(RAW);
    expect((told.out + told.err).length).toBeLessThan(20_000);
  } else {
    expect(report.invited).toBe(expected.rows);
    expect(written).toHaveLength(expected.rows === 0 ? 0 : 1);
  }
  // Rejected rows go back as they came, whatever is in them.
  const rejects = await place.run(['users', 'invite', file, '--rejects', 'rejects.txt', '--yes']);
  expect([rejects.code, rejects.err.replace(/^.*\n?/, '')]).toEqual([faults.length > 0 ? 5 : 0, '']);
}

/** A link that leads nowhere but to itself. */
const linkToItself = (place: Desk): string => {
  symlinkSync('loop.csv', place.path('loop.csv'));
  return 'loop.csv';
};

describe('every roster of the fixtures, from the file to the store', () => {
  const expected = JSON.parse(readFileSync(`${FIXTURES}expected.json`, 'utf8')) as Record<
    string,
    { rows: number; faults: string[] }
  >;

  it.each(Object.entries(expected))('%s', async (name, { rows, faults }) => {
    await invites(await prepared(), FIXTURES + name, faults.length > 0 ? { faults } : { rows });
  });
});

describe('a hostile roster is taken for what it is', () => {
  it(`there are ${HOSTILE_ROSTERS.length} of them`, () => {
    expect(HOSTILE_ROSTERS.length + readdirSync(FIXTURES).length).toBeGreaterThan(200);
  });

  it.each(HOSTILE_ROSTERS)('$says', async ({ bytes, name = 'roster.csv', ...expected }) => {
    const place = await prepared();
    await invites(place, place.write(name, bytes), expected);
  });

  it('what was taken is stored letter by letter, and comes back so', async () => {
    const place = await prepared();
    const rows = ORDERS.map((order, i) => `p${i}@acme.com,"${order.replaceAll('"', '""')}"\n`).join('');
    await place.ok('users invite -', `email,name\n${rows}`);
    const { users } = await place.json<{ users: { email: string; name: string }[] }>('users list');
    expect(ORDERS.map((_, i) => users.find(({ email }) => email === `p${i}@acme.com`)?.name)).toEqual(ORDERS);
    const csv = await place.ok('users export --format csv').catch(() => place.ok('users list --format csv'));
    for (const line of csv.split('\n')) expect(line).not.toMatch(/(?:^|,)"?[=+@-]/);
  });

  it('a name of a file that a shell would obey is quoted where it is suggested', async () => {
    const place = await prepared();
    place.write('a;touch owned.csv', Buffer.from('email,name\nbo@acme.com,Zo\xeb\n', 'latin1'));
    const { out } = await place.run(['users', 'invite', 'a;touch owned.csv']);
    expect(out).toContain(`'${place.path('a;touch owned.csv')}'`);
    expect(out).toContain("> 'utf-8-a;touch owned.csv'");
  });
});

describe('what is no file of rows ends by itself, in little memory', () => {
  const LITTLE = 200 * 1024 * 1024;

  /** Runs an import as a process of its own, and measures the most memory it had. */
  async function measured(place: Desk, words: readonly string[], feed?: AsyncIterable<Buffer> | Iterable<Buffer>) {
    const running = start(place, words, { stdin: feed ? 'pipe' : '' });
    let peak = 0;
    const looking = setInterval(() => {
      peak = Math.max(peak, peakMemory(running.child));
    }, 10);
    let over = false;
    void running.ended.then(() => (over = true));
    if (feed && running.child.stdin) {
      for await (const piece of feed) {
        if (over || !running.child.stdin.writable) break;
        if (!running.child.stdin.write(piece)) {
          await Promise.race([new Promise((resolve) => running.child.stdin?.once('drain', resolve)), running.ended]);
        }
      }
      running.child.stdin.end();
    }
    const ended = await running.ended;
    clearInterval(looking);
    return { ...ended, peak };
  }

  const MiB = 1024 * 1024;
  function* megabytes(count: number, start: string, fill: string): Generator<Buffer> {
    yield Buffer.from(start);
    const piece = Buffer.alloc(MiB, fill);
    for (let i = 0; i < count; i++) yield piece;
  }

  it.each([
    ['letters', 'email,name\nbo@acme.com,', 'x', 'line-too-long'],
    ['letters without a header', '', 'x', 'line-too-long'],
    ['blanks', 'email,name\n', ' ', 'line-too-long'],
    ['a quote that is not closed', 'email,name\n"', 'x', 'unclosed-quote'],
    ['delimiters', 'email,name\n', ',', 'line-too-long'],
    ['JSON', '{"email":"', 'x', 'line-too-long'],
    ['brackets', '{"email":', '[', 'line-too-long'],
  ])('100 MB in one line: %s', async (_, begin, fill, code) => {
    const place = await acme();
    const { code: exit, out, err, peak } = await measured(place, ['users', 'invite', '-'], megabytes(100, begin, fill));
    expect([exit, err]).toEqual([5, '']);
    expect(out).toContain(code);
    expect(peak).toBeGreaterThan(10 * MiB);
    expect(peak).toBeLessThan(LITTLE);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  });

  it('100 MB of blank lines are skipped', async () => {
    const place = await acme();
    const { code, peak } = await measured(
      place,
      ['users', 'invite', '-'],
      megabytes(100, 'email\nbo@acme.com\n', '\n'),
    );
    expect(code).toBe(0);
    expect(peak).toBeLessThan(LITTLE);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\n');
  });

  it('a quarter of a million rows at fault are reported in bounded memory, and none is stored', async () => {
    const place = await acme();
    const piece = Buffer.from('x@y,a name of some length that is there\n'.repeat(26_000));
    const rows = (function* () {
      yield Buffer.from('email,name\n');
      for (let i = 0; i < 10; i++) yield piece;
    })();
    const { code, out, peak } = await measured(
      place,
      ['users', 'invite', '-', '--format', 'jsonl', '--fields', 'line,code'],
      rows,
    );
    expect(code).toBe(5);
    expect(out.length).toBeGreaterThan(1000);
    expect(peak).toBeLessThan(LITTLE + 60 * MiB);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  }, 60_000);

  const PATHS: readonly (readonly [says: string, path: (place: Desk) => string, exit: number, told: RegExp])[] = [
    ['/dev/zero', () => '/dev/zero', 5, /binary-file/],
    ['/dev/urandom', () => '/dev/urandom', 5, /bad-encoding|binary-file/],
    ['/dev/null', () => '/dev/null', 5, /empty-file/],
    ['a folder', (place) => place.folder, 2, /is a folder, not a file/],
    [
      'a file that is not there',
      () => 'rosters.csv',
      4,
      /no such file: .*rosters\.csv\nhint: did you mean roster\.csv\?/,
    ],
    ['a name too long for a file', () => 'x'.repeat(5000), 2, /cannot be opened as a file|no such file/],
    ['a link to itself', linkToItself, 2, /ELOOP/],
    ['memory of a process', () => '/proc/self/mem', 7, /cannot be read/],
    ['an address of the web', () => 'https://example.com/roster.csv', 4, /no such file/],
  ];

  it.each(PATHS)('%s', async (_, path, exit, told) => {
    const place = await acme();
    place.write('roster.csv', 'email\nbo@acme.com\n');
    const begun = performance.now();
    const { code, out, err, peak } = await measured(place, ['users', 'invite', path(place)]);
    expect(performance.now() - begun).toBeLessThan(SECONDS);
    expect(out + err).toMatch(told);
    expect(code).toBe(exit);
    expect(err).toMatch(NO_STACK);
    expect(peak).toBeLessThan(LITTLE);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  });

  it('a named pipe is read to its end, whoever comes first, and waiting for a writer can be ended', async () => {
    const place = await acme();
    execFileSync('mkfifo', [place.path('pipe.csv')]);
    for (const [wait, email] of ['bo@acme.com', 'cy@acme.com'].entries()) {
      const line = `sleep ${wait}; printf 'email\\n${email}\\n' > pipe.csv`;
      const writer = spawn('sh', ['-c', line], { cwd: place.folder });
      const gone = new Promise((resolve) => writer.once('exit', resolve));
      expect(await runProcess(place, ['users', 'invite', 'pipe.csv'])).toMatchObject({ code: 0 });
      await gone;
    }
    expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\ncy@acme.com\n');
    const waiting = start(place, ['users', 'invite', 'pipe.csv']);
    await pause(500);
    waiting.child.kill('SIGTERM');
    expect((await waiting.ended).signal).toBe('SIGTERM');
  });

  it('a file without permission', async () => {
    const place = await acme();
    place.write('roster.csv', 'email\nbo@acme.com\n');
    chmodSync(place.path('roster.csv'), 0o000);
    for (const name of ['', 'home', 'switchboard.db']) chmodSync(place.path(name), 0o777);
    mkdirSync(place.path('home/.local/state/switchboard'), { recursive: true, mode: 0o777 });
    const isRoot = process.getuid?.() === 0;
    const through = isRoot ? ['setpriv', '--reuid=65534', '--clear-groups', '--inh-caps=-all'] : [];
    const { code, err } = await runProcess(place, ['users', 'invite', 'roster.csv'], { through });
    expect([code, err]).toEqual([2, `error: no permission to read: ${place.path('roster.csv')}\n`]);
    expect((await contentsOf(place)).memberships).toHaveLength(1);
  });
});
