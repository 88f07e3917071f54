// What is said in docs/ci.md is done here as it is written: files, the steps of the job, the script.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { STORE } from './support/databases.ts';
import { type Desk, desk } from './support/desk.ts';
import { PROGRAM } from './support/program.ts';

const page = readFileSync(new URL('../docs/ci.md', import.meta.url), 'utf8');
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The files of a part of the page: each block stands under a line that ends with its name. */
function filesOf(part: string): Map<string, string> {
  const text = page.split(/^## /m).find((one) => one.startsWith(part)) ?? '';
  const blocks = text.matchAll(/`([\w./-]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, name, content]) => [name as string, content as string]));
}

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly 'working-directory'?: string;
}

interface Job {
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A folder in which the files of a part lie, with the program where they look for it. */
function laidOut(part: string, env: Record<string, string>): Desk {
  const place = desk(env);
  for (const [name, text] of filesOf(part)) {
    mkdirSync(dirname(place.path(name)), { recursive: true });
    place.write(name, text);
  }
  for (const folder of ['path', 'runner', 'temporary']) mkdirSync(place.path(folder));
  place.write('runner/path', '');
  return place;
}

const workflow = (place: Desk): Record<string, Job> =>
  parse(place.read('.github/workflows/workspaces.yml')).jobs as Record<string, Job>;

/** Runs a text with bash as a job does. */
function bash(place: Desk, text: string, env: Readonly<Record<string, string>>) {
  const added = place.read('runner/path').split('\n').filter(Boolean);
  const script = place.write('runner/step.sh', text);
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: place.folder,
    encoding: 'utf8',
    env: {
      HOME: place.path('home'),
      TMPDIR: place.path('temporary'),
      RUNNER_TEMP: place.path('runner'),
      GITHUB_PATH: place.path('runner/path'),
      PATH: [...added.toReversed(), place.path('path'), process.env.PATH].join(':'),
      ...env,
    },
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs the steps of the job to the first that fails, which it answers; the checkouts are what is there already. */
function jobRun(
  place: Desk,
  more: Readonly<Record<string, string>> = {},
  those = /(?:)/,
): { readonly failed?: string; readonly err?: string; readonly ran: number } {
  const { env, steps } = workflow(place).workspaces as Job;
  let ran = 0;
  for (const { name = '', run, uses, with: given = {} } of steps) {
    if (uses?.startsWith('actions/checkout@') && given.path !== undefined) {
      symlinkSync(PROJECT, place.path(String(given.path)));
    }
    if (run === undefined || name === 'Build Switchboard' || !those.test(name)) continue;
    const { code, err } = bash(place, run, { ...env, ...more });
    if (code !== 0) return { failed: name, err, ran };
    ran += 1;
  }
  return { ran };
}

/** What still runs in a folder, by its command line. */
function processesIn({ folder }: Desk): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) return [];
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return [];
    }
  });
}

it.runIf(STORE === 'sqlite')('what still runs in a folder would be noticed', async () => {
  const place = desk();
  const child = spawn('sleep', ['60'], { cwd: place.folder, stdio: 'ignore' });
  await once(child, 'spawn');
  expect(processesIn(place)).toEqual(process.platform === 'linux' ? ['sleep 60 '] : []);
  child.kill();
  await once(child, 'exit');
  expect(processesIn(place)).toEqual([]);
});

describe.runIf(STORE === 'postgres')('what names no file of the job in docs/ci.md', () => {
  it('does the same on a server', async () => {
    const place = laidOut('A job', {});
    const server = { SWITCHBOARD_DB: await place.store.address('ada@acme.com') };
    expect(jobRun(place, server, /^(Put|Make|Ask)/)).toEqual({ ran: 3 });
    const there = (line: string) => place.ok(`${line} --as ada@acme.com`);
    expect(await there('users list -q')).toBe('ada@acme.com\nbo@acme.com\ncy@acme.com\ndi@acme.com\n');
    await there('audit verify');
    expect(processesIn(place)).toEqual([]);
  }, 60_000);
});

describe.runIf(STORE === 'sqlite')('the job in docs/ci.md', () => {
  const onRunner = () => laidOut('A job', {});

  it('runs as it stands there, and leaves what it says', async () => {
    const place = onRunner();
    expect(jobRun(place)).toEqual({ ran: 6 });
    const there = (line: string) => place.ok(`${line} --db test.db --as ada@acme.com`);
    expect(await there('users list -q')).toBe('ada@acme.com\nbo@acme.com\ncy@acme.com\ndi@acme.com\n');
    expect(await there('contacts list -q')).toBe('+15550124\n+15550123\n');
    expect(await there('conversations list -q')).toBe('');
    await there('audit verify');
    expect(readdirSync(place.path('temporary'))).toEqual([]);
    expect(processesIn(place)).toEqual([]);
  }, 60_000);

  it('builds the program by the two commands that its own tests were built by', () => {
    const { steps } = workflow(onRunner()).workspaces as Job;
    const build = steps.find(({ name }) => name === 'Build Switchboard');
    expect(build).toEqual({
      name: 'Build Switchboard',
      'working-directory': 'switchboard',
      run: 'npm ci\nnpm run build\n',
    });
    const { scripts } = JSON.parse(readFileSync(`${PROJECT}/package.json`, 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.build).toBeDefined();
    expect(existsSync(`${PROJECT}/package-lock.json`)).toBe(true);
  });

  it.each([
    ['an answer is another', 'seed/answers.jsonl', (text: string) => text.replace('true', 'false'), /^Ask/],
    [
      'an expectation does not hold',
      'seed/acme.yaml',
      (text: string) => text.replace('allowed: false', 'allowed: true'),
      /^Make/,
    ],
    ['a test fails', 'tests/smoke.sh', (text: string) => text.replace('--as bo@', '--as di@'), /^Give/],
  ])(
    'fails where %s',
    (_, file, spoilt, step) => {
      const place = onRunner();
      place.write(file, spoilt(place.read(file)));
      expect(jobRun(place).failed).toMatch(step);
      expect(readdirSync(place.path('temporary'))).toEqual([]);
      expect(processesIn(place)).toEqual([]);
    },
    60_000,
  );
});

describe.runIf(STORE === 'sqlite')('the script in docs/ci.md', () => {
  it('does what it says, and no more', async () => {
    const place = laidOut('At midnight', { SWITCHBOARD_AS: 'ada@acme.com' });
    symlinkSync(PROGRAM, place.path('path/switchboard'));
    await place.ok('workspaces create Acme --owner ada@acme.com --products conversations,blast');
    await place.ok('lines add +15550100');
    await place.ok('lines add +15550101');
    chmodSync(place.path('night.sh'), 0o600);
    const ran = bash(place, place.read('night.sh'), {});
    expect(ran, ran.err).toMatchObject({ code: 0 });
    expect(await place.ok('users list -q')).toBe('ada@acme.com\neve@acme.com\n');
    expect(await place.json('audit list --operation batch')).toMatchObject({ entries: [{ operation: 'batch undo' }] });
    expect(await place.json('teams show "Night shift"')).toMatchObject({ members: [{ email: 'eve@acme.com' }] });
    expect(await place.json('users show eve@acme.com')).toMatchObject({ role: 'admin' });
    expect(await place.ok('lines list -q')).toContain('+15550100');
    expect(processesIn(place)).toEqual([]);
    expect(await place.ok('users list -q --db before-tonight.db')).toBe('ada@acme.com\n');
    expect(existsSync(place.path('rejects.csv'))).toBe(false);
  }, 60_000);
});
