import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { acme, type Desk, desk } from '../support/desk.ts';
import { NO_STACK, rosterOf, runProcess } from '../support/program.ts';
import { contents, faultsOf, whyNotMount } from './strike.ts';
import { Tally } from './tally.ts';

const tally = new Tally();
afterAll(() => tally.print('F2: a disk that is really full, and a limit on the size of files'));
const reason = whyNotMount();
if (reason !== undefined) console.log(reason);

/** A disk of so many bytes at a desk, with a way to make it another size. */
function diskAt(place: Desk, name: string, size: string): (size: string) => void {
  const path = place.path(name);
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
  onTestFinished(() => void spawnSync('umount', [path]));
  return (other) => void execFileSync('mount', ['-o', `remount,size=${other}`, path]);
}

const INVITE = ['users', 'invite', 'roster.csv'];

/** Runs an import that must fail for want of room, and changes nothing. */
async function failsWhole(place: Desk, says: RegExp, through: readonly string[] = [], env = {}): Promise<void> {
  const before = await contents(place);
  const ended = await runProcess(place, INVITE, { through, env });
  expect(ended).toMatchObject({ code: 7, out: '', err: expect.stringMatching(NO_STACK) });
  expect(ended.err).toMatch(says);
  expect([await contents(place), await faultsOf(place)]).toEqual([before, '']);
}

describe.skipIf(reason)('on a disk that is really full', () => {
  it.each(['300k', '400k', '600k', '800k', '1200k'])(
    'of %s an import changes nothing, and works once there is room',
    async (size) => {
      const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
      const resize = diskAt(place, 'disk', size);
      place.env.SWITCHBOARD_DB = place.path('disk/switchboard.db');
      await place.ok('workspaces create Acme --owner ada@acme.com');
      place.write('roster.csv', rosterOf(20_000));
      await failsWhole(place, /disk\/switchboard\.db cannot grow: the disk is full \(SQLITE_FULL\)\nhint: free/);
      tally.count('tmpfs');
      resize('40m');
      expect(await runProcess(place, INVITE)).toMatchObject({ code: 0 });
      expect([await contents(place), await faultsOf(place)]).toEqual(['20001 members, 2 entries', '']);
    },
  );

  it('where temporary files are kept, an import says so', async () => {
    const place = await acme();
    diskAt(place, 'temporary', '100k');
    place.write('roster.csv', rosterOf(200_000));
    await failsWhole(place, /hint: free some space, there and where temporary files are kept/, [], {
      SQLITE_TMPDIR: place.path('temporary'),
    });
    tally.count('tmpfs for temporary files');
  });

  it('where ledger heads are remembered, a change is done and a note says so', async () => {
    const place = await acme();
    diskAt(place, 'state', '4k');
    place.write('state/filler', 'x'.repeat(4096));
    place.write('roster.csv', rosterOf(10));
    const ended = await runProcess(place, INVITE, { env: { XDG_STATE_HOME: place.path('state') } });
    expect(ended).toMatchObject({ code: 0, err: expect.stringContaining('could not be remembered') });
    tally.count('tmpfs for remembered heads');
  });

  it('tokens that cannot be written keep the invitations from being made', async () => {
    const place = await acme();
    diskAt(place, 'disk', '8k');
    place.write('roster.csv', rosterOf(1000));
    const before = await contents(place);
    const ended = await runProcess(place, [...INVITE, '--tokens', 'disk/tokens.csv']);
    expect(ended).toMatchObject({
      code: 7,
      err: expect.stringContaining('disk/tokens.csv cannot be written (ENOSPC)'),
    });
    expect([await contents(place), await faultsOf(place)]).toEqual([before, '']);
    tally.count('tmpfs for tokens');
  });
});

describe.skipIf(reason)('on a disk with too little room for a copy', () => {
  it('a backup is not made, and leaves nothing behind', async () => {
    const place = await acme();
    await place.ok('users invite -', rosterOf(2000));
    diskAt(place, 'disk', '200k');
    const { code, err } = await runProcess(place, ['db', 'backup', 'disk/copy.db']);
    expect([code, err]).toEqual([7, expect.stringMatching(/^error: \S+disk\/copy\.db cannot grow: the disk is full/)]);
    expect(readdirSync(place.path('disk'))).toEqual([]);
    tally.count('tmpfs for a backup');
  });

  it('a restore changes nothing, and leaves nothing behind', async () => {
    const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
    const resize = diskAt(place, 'disk', '40m');
    place.env.SWITCHBOARD_DB = place.path('disk/switchboard.db');
    await place.ok('workspaces create Acme --owner ada@acme.com');
    await place.ok('users invite -', rosterOf(300));
    await place.ok('db backup backup.db');
    await place.ok('users invite -', rosterOf(700, 'later'));
    resize(`${Math.ceil(statSync(place.path('disk/switchboard.db')).size / 1024) + 100}k`);
    const before = await contents(place);
    const restore = ['db', 'restore', 'backup.db', '--confirm', 'switchboard.db'];
    const { code, err } = await runProcess(place, restore);
    expect([code, err]).toEqual([
      7,
      expect.stringMatching(/^error: \S+disk\/switchboard\.db cannot grow: the disk is full/),
    ]);
    expect([await contents(place), await faultsOf(place)]).toEqual([before, '']);
    expect(readdirSync(place.path('disk'))).toEqual(['switchboard.db']);
    tally.count('tmpfs for a restore');
  });
});

describe('under a limit on the size of files', () => {
  it.each([1, 50, 120, 200, 400, 1000, 2000])(
    'of %i kB an import changes nothing, and works without it',
    async (limit) => {
      const place = await acme();
      place.write('roster.csv', rosterOf(20_000));
      await failsWhole(place, /switchboard\.db cannot (?:be read or written|grow)\b.* \(SQLITE_\w+\)/, [
        'sh',
        '-c',
        `ulimit -f ${limit * 2}; exec "$@"`,
        'sh',
      ]);
      tally.count('RLIMIT_FSIZE');
      expect(await runProcess(place, INVITE)).toMatchObject({ code: 0 });
      expect(statSync(place.path('switchboard.db')).size).toBeGreaterThan(1_000_000);
      expect([await contents(place), await faultsOf(place)]).toEqual(['20001 members, 2 entries', '']);
    },
  );
});
