import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { acme, type Desk } from './support/desk.ts';
import { environmentOf, NO_STACK, PROGRAM, rosterOf, runProcess, start } from './support/program.ts';

/** Runs a line in bash, with `switchboard` for the program; the exit codes of a pipe's parts come last. */
const shell = (place: Desk, line: string) => {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `${line.replaceAll('switchboard', `'${process.execPath}' '${PROGRAM}'`)}\necho "codes \${PIPESTATUS[*]}"`],
    { cwd: place.folder, env: environmentOf(place), encoding: 'utf8' },
  );
  const [, out = '', codes = ''] = /^(.*)codes (.*)\n$/s.exec(stdout) ?? [];
  return { out, codes, err: stderr };
};

async function crowded(members = 3000): Promise<Desk> {
  const place = await acme();
  await place.ok('users invite -', rosterOf(members));
  return place;
}

describe('a reader that goes away', () => {
  it.each(['table', 'csv', 'json', 'jsonl', 'markdown'])(
    'ends a list quietly: --format %s | head -1',
    async (format) => {
      const place = await crowded();
      const { out, err, codes } = shell(place, `switchboard users list --format ${format} | head -1`);
      expect(out.split('\n')).toHaveLength(2);
      expect([codes, err]).toEqual(['0 0', '']);
    },
  );

  it.each(['users list -q', 'audit list', '--help', 'users invite --help', 'roles matrix'])(
    'ends %s quietly',
    async (line) => {
      const place = await crowded(500);
      const { err, codes } = shell(place, `switchboard ${line} | true`);
      expect([codes, err]).toEqual(['0 0', '']);
    },
  );

  it('does not keep a change from being done', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(10));
    const { err, codes } = shell(place, 'switchboard users invite roster.csv | true');
    expect([codes, err]).toEqual(['0 0', '']);
    expect((await place.ok('users list -q')).split('\n')).toHaveLength(12);
  });
});

describe('output that is lost', () => {
  const LOST = 'error: The output could not be written to standard output: the device is full.\n';

  it.each(['table', 'csv', 'json', 'jsonl', 'markdown'])('is told, and so is the exit code: %s', async (format) => {
    const place = await crowded(20);
    const { err, codes } = shell(place, `switchboard users list --format ${format} > /dev/full`);
    expect(codes).toBe('7');
    if (format.startsWith('json')) expect(JSON.parse(err)).toMatchObject({ error: { code: 'output-lost' } });
    else expect(err).toContain(LOST);
  });

  it.each(['--help', '--version', 'help exit-codes', 'access can ada@acme.com billing.edit', 'db check'])(
    'is told by %s',
    async (line) => {
      const place = await acme();
      expect(shell(place, `switchboard ${line} > /dev/full`)).toMatchObject({
        codes: '7',
        err: expect.stringContaining(LOST),
      });
    },
  );

  it('does not undo a change, which says that it is done', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(10));
    for (const line of [
      'lines add +15550100',
      'users invite roster.csv --tokens tokens.csv',
      'products deactivate blast --confirm blast',
    ]) {
      const { err, codes } = shell(place, `switchboard ${line} > /dev/full`);
      expect(codes, err).toBe('7');
      expect(err).toBe(`${LOST}hint: What the command did is done; only its output is incomplete.\n`);
    }
    expect(await place.ok('lines list -q')).toBe('+15550100\n');
    expect(await place.ok('products list -q')).toBe('conversations\n');
    expect(place.read('tokens.csv').split('\n')).toHaveLength(12);
    await place.ok('audit verify');
  });

  it('on standard error changes nothing but what is said', async () => {
    const place = await acme();
    expect(shell(place, 'switchboard users show bo@acme.com 2> /dev/full')).toEqual({ out: '', err: '', codes: '4' });
    expect(shell(place, 'switchboard lines add +15550100 --dry-run 2> /dev/full').codes).not.toBe('70');
    expect(shell(place, 'switchboard users lst 2>&-')).toEqual({ out: '', err: '', codes: '2' });
  });
});

describe('standard input', () => {
  it('that is closed is no input, and nothing is asked', async () => {
    const place = await acme();
    expect(shell(place, 'switchboard users list -q <&-')).toEqual({ out: 'ada@acme.com\n', err: '', codes: '0' });
    expect(shell(place, 'switchboard users invite - <&-')).toMatchObject({
      codes: '5',
      err: expect.stringMatching(NO_STACK),
    });
    expect(shell(place, 'switchboard users invite <&-')).toMatchObject({
      codes: '2',
      err: expect.stringContaining('whom to invite?'),
    });
    expect(shell(place, 'switchboard users accept --as ada@acme.com --token-file - <&-').codes).toMatch(/^[2346]$/);
    expect(shell(place, 'switchboard access can --batch - <&-')).toMatchObject({
      err: expect.stringMatching(NO_STACK),
    });
  });

  it.each(['users invite -', 'grants sync -', 'users accept --token-file -'])(
    'that is a folder holds nothing: %s',
    async (line) => {
      const place = await acme();
      const { codes, err } = shell(place, `switchboard ${line} < .`);
      expect(codes).toMatch(/^[245]$/);
      expect(err).toMatch(NO_STACK);
    },
  );
});

describe('a slow reader', () => {
  it.each(['table', 'csv', 'json', 'jsonl'])('gets the same bytes as a file: %s', async (format) => {
    const place = await crowded(4000);
    const words = ['users', 'list', '--format', format];
    shell(place, `switchboard ${words.join(' ')} > whole`);
    const { child, ended } = start(place, words);
    child.stdout?.on('data', () => {
      child.stdout?.pause();
      void pause(2).then(() => child.stdout?.resume());
    });
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(place.read('whole'));
    expect(out.length).toBeGreaterThan(200_000);
  });

  it('does not keep others from writing', async () => {
    const place = await crowded(20_000);
    const reading = start(place, ['users', 'list', '--format', 'jsonl']);
    reading.child.stdout?.pause();
    await pause(700);
    expect(await runProcess(place, ['lines', 'add', '+15550100', '--wait', '1'])).toMatchObject({ code: 0 });
    reading.child.stdout?.resume();
    const { code, out } = await reading.ended;
    expect([code, out.split('\n').length]).toEqual([0, 20_002]);
  });
});
