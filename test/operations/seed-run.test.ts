import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';
import { NO_STACK, PROGRAM, runProcess, type Start, start } from '../support/program.ts';

const onFiles = describe.runIf(STORE === 'sqlite');

/** A desk whose throw-away databases are made in a folder of its own, so that what is left of them can be seen. */
async function withFolder(): Promise<{ place: Desk; how: Start; left: () => string[] }> {
  const place = await acme();
  await place.ok('users invite bo@acme.com --role standard --status active');
  mkdirSync(place.path('temporary'));
  const how = { env: { TMPDIR: place.path('temporary') } };
  return { place, how, left: () => readdirSync(place.path('temporary')) };
}

const run = (script: string, ...flags: readonly string[]) => [
  ...['seed', 'run', 'switchboard.db', ...flags, '--', 'bash', '-c', script, 'itself', process.execPath, PROGRAM],
];
const script = (text: string) => `NODE=$1 PROGRAM=$2; on() { "$NODE" "$PROGRAM" "$@"; }; ${text}`;

onFiles('seed run', () => {
  it('gives a command a copy of its own, as whoever started it, and removes it after', async () => {
    const { place, how, left } = await withFolder();
    const words = run(
      script(`on users remove bo@acme.com --confirm bo@acme.com -q && on users list -q && on audit verify > /dev/null;
        stat -c %a "$SWITCHBOARD_DB" "$(dirname "$SWITCHBOARD_DB")"; echo "$SWITCHBOARD_AS"; cat; echo beside >&2`),
    );
    const ended = await runProcess(place, words, { ...how, stdin: 'what was piped\n' });
    expect(ended).toMatchObject({
      code: 0,
      out: 'bo@acme.com\nada@acme.com\n600\n700\nada@acme.com\nwhat was piped\n',
      err: 'beside\n',
    });
    expect(left()).toEqual([]);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\n');
    // What was remembered of the copy does not make the original look as if it had gone back.
    expect((await place.run('lines add +15550100')).err).toBe('');
    expect(await place.run('audit verify')).toMatchObject({ code: 0 });
  });

  it.each([0, 1, 5, 70, 127, 255])('answers with the exit code %i of the command', async (code) => {
    const { place, how, left } = await withFolder();
    expect(await runProcess(place, run(`exit ${code}`), how)).toMatchObject({ code, out: '', err: '' });
    expect(left()).toEqual([]);
  });

  it('says so where no folder for it can be made', async () => {
    const { place } = await withFolder();
    const ended = await runProcess(place, run('exit 0'), { env: { TMPDIR: place.path('nowhere') } });
    expect(ended).toMatchObject({ code: 7 });
    expect(ended.err).toMatch(/^error: nothing can be made in .*nowhere \(ENOENT\)\nhint: .*TMPDIR/);
  });

  it('tells of a command that a signal ended as a shell would', async () => {
    const { place, how, left } = await withFolder();
    expect(await runProcess(place, run('kill -KILL $$'), how)).toMatchObject({ code: 137 });
    expect(left()).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGQUIT', 131],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('passes %s on, waits for the command, and removes the database', async (signal, code) => {
    const { place, how, left } = await withFolder();
    const running = start(place, ['seed', 'run', 'switchboard.db', '--', process.execPath, '-e', CATCHING], how);
    await new Promise((resolve) => running.child.stdout?.once('data', resolve));
    expect(left()).toHaveLength(1);
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended).toMatchObject({ code, out: expect.stringContaining(`heard ${signal}\n`) });
    expect(ended.err).toMatch(NO_STACK);
    expect(left()).toEqual([]);
  });

  it.each(['switchboard.db', 'acme.yaml'])(
    'leaves nothing of %s behind, whenever a signal comes',
    async (file) => {
      const { place, how, left } = await withFolder();
      place.write('acme.yaml', ACME);
      for (let after = 40; after <= 600; after += 40) {
        const running = start(place, ['seed', 'run', file, '--', 'sleep', '30'], how);
        await pause(after);
        running.child.kill('SIGTERM');
        const { code, signal, err } = await running.ended;
        expect([signal === 'SIGTERM' || code === 143, left()], `${after} ms: ${code} ${err}`).toEqual([true, []]);
        expect(err).toMatch(NO_STACK);
      }
    },
    60_000,
  );

  it('passes every signal on, not only the first', async () => {
    const { place, how, left } = await withFolder();
    const running = start(place, ['seed', 'run', 'switchboard.db', '--', process.execPath, '-e', STUBBORN], how);
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => running.child.stdout?.once('data', resolve));
      running.child.kill('SIGTERM');
    }
    expect(await running.ended).toMatchObject({ code: 0, out: 'ready\n1\n2\n3\n' });
    expect(left()).toEqual([]);
  });

  it('keeps the database where that is asked for, and says where', async () => {
    const { place, how, left } = await withFolder();
    const { code, err } = await runProcess(place, run('exit 4', '--keep'), how);
    expect(code).toBe(4);
    const [, kept] = /^the database is kept: (\S+)\n$/.exec(err) ?? [];
    expect(await place.ok(`users list -q --db ${kept}`)).toContain('bo@acme.com');
    expect(left()).toHaveLength(1);
  });

  it('starts no shell, says what it cannot start, and leaves nothing behind', async () => {
    const { place, how, left } = await withFolder();
    const behind = async (...words: string[]) => runProcess(place, ['seed', 'run', 'switchboard.db', ...words], how);
    expect(await behind('--', 'printf', '%s|', '$HOME', 'a b', '--keep', '--', '*')).toMatchObject({
      code: 0,
      out: '$HOME|a b|--keep|--|*|',
    });
    expect(await behind('--', 'echo a && echo b')).toMatchObject({
      code: 4,
      err: expect.stringContaining('there is no command "echo a && echo b"'),
    });
    place.write('not-executable', '#!/bin/sh\n');
    expect(await behind('--', './not-executable')).toMatchObject({ code: 7 });
    expect(await behind('--')).toMatchObject({ code: 2 });
    expect(await behind('--dry-run', '--', 'touch', 'started')).toMatchObject({ code: 0 });
    expect(await behind('--can-i', '--', 'touch', 'started')).toMatchObject({ code: 0, out: 'yes\n' });
    expect(existsSync(place.path('started'))).toBe(false);
    expect(left()).toEqual([]);
  });

  it('is for those who may copy the database; a refusal is an entry', async () => {
    const { place, how, left } = await withFolder();
    for (const who of ['bo@acme.com', 'mallory@x.com']) {
      expect(await runProcess(place, run('touch started', '--as', who), how)).toMatchObject({ code: 3 });
    }
    expect(existsSync(place.path('started'))).toBe(false);
    expect(left()).toEqual([]);
    expect(await place.json('audit list --operation seed --outcome refused')).toMatchObject({
      entries: [{ codes: ['member.stranger'] }, { codes: ['role.lacks-action'] }],
    });
    expect(readFileSync(place.path('switchboard.db')).length).toBeGreaterThan(0);
  });
});

const ACME = `
workspace: { slug: acme, name: Acme, model: standard-admin, owner: olga@acme.com }
products: [conversations]
lines:
  - { address: "+15550100" }
users:
  - { email: bo@acme.com, role: standard, status: active, lines: ["+15550100"], products: [conversations] }
expect:
  - { member: bo@acme.com, action: conversations.reply, line: "+15550100", allowed: true }
`;

onFiles('seed run of documents', () => {
  const ran = async (document: string, ...words: readonly string[]) => {
    const { place, how, left } = await withFolder();
    place.write('acme.yaml', document);
    const ended = await runProcess(place, ['seed', 'run', 'acme.yaml', ...words], how);
    return { place, ended, left };
  };
  const looking = run(script('on users list -q; on workspaces list -q; echo "$SWITCHBOARD_AS"; exit 3')).slice(3);

  it('makes a database of them, as the owner whom they name, and removes it after', async () => {
    const { place, ended, left } = await ran(ACME, ...looking);
    expect(ended).toMatchObject({ code: 3, out: 'bo@acme.com\nolga@acme.com\nacme\nolga@acme.com\n', err: '' });
    expect(left()).toEqual([]);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\n');
    expect(readdirSync(place.path('home/.local/state/switchboard/heads'))).toHaveLength(1);
  });

  it('starts nothing where what they expect does not hold, or where they cannot be applied', async () => {
    for (const [document, code] of [
      [ACME.replace('allowed: true', 'allowed: false'), 1],
      [ACME.replace('role: standard', 'role: stanard'), 2],
    ] as const) {
      const { place, ended, left } = await ran(document, '--keep', '--', 'touch', 'started');
      expect(ended, ended.err).toMatchObject({ code });
      expect(existsSync(place.path('started'))).toBe(false);
      expect(left()).toEqual([]);
    }
  });

  it('rehearsed, says what it would make', async () => {
    const { place, ended, left } = await ran(ACME, '--dry-run', '--', 'touch', 'started');
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('bo@acme.com') });
    expect(existsSync(place.path('started'))).toBe(false);
    expect(left()).toEqual([]);
  });

  it('takes documents or a database, not both', async () => {
    const { place } = await withFolder();
    place.write('acme.yaml', ACME);
    expect(await place.run('seed run acme.yaml switchboard.db -- true')).toMatchObject({ code: 2 });
    expect(await place.run('seed run -- true')).toMatchObject({ code: 2 });
  });
});

const CATCHING = `
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
    process.stdout.write('heard ' + signal + '\\n', () => {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  });
  process.stdout.write('ready\\n');
  setInterval(() => {}, 1000);`;

const STUBBORN = `
  let heard = 0;
  const hearing = setInterval(() => {}, 1000);
  process.on('SIGTERM', () => {
    process.stdout.write(++heard + '\\n');
    if (heard === 3) clearInterval(hearing);
  });
  process.stdout.write('ready\\n');`;
