import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Sink } from '../../src/cli/sink.ts';
import type { Env, Io, Started } from '../../src/cli/surroundings.ts';
import { main } from '../../src/main.ts';
import { chance } from './chance.ts';
import { fileStore, STORE, serverStore, type TestStore } from './databases.ts';

/** What one command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with the program in it: real files, a real database; only clock, randomness and streams are ours. */
export interface Desk {
  readonly folder: string;
  readonly env: Record<string, string>;
  /** Where its workspaces are kept: on the store that this run of the tests is on. */
  readonly store: TestStore;
  /** The environment in which a line is run. */
  environment(argv: readonly string[]): Promise<Record<string, string>>;
  path(name: string): string;
  read(name: string): string;
  write(name: string, text: string | Uint8Array): string;
  /** Runs a line as typed at a shell (quotes understood), or the words themselves. */
  run(line: string | readonly string[], stdin?: string | Uint8Array): Promise<Ran>;
  /** The same, for a command that must succeed; answers its standard output. */
  ok(line: string | readonly string[], stdin?: string | Uint8Array): Promise<string>;
  /** The same with `--format json`, parsed. */
  json<T>(line: string | readonly string[], stdin?: string | Uint8Array): Promise<T>;
}

const sink = (): Sink & { text: string } => ({
  text: '',
  isTerminal: false,
  columns: Number.POSITIVE_INFINITY,
  async write(text) {
    this.text += text;
  },
});

/** Starts another program, whose words are told as those of the command that started it. */
function startedOn(
  stdout: Sink,
  stderr: Sink,
  cwd: string,
  command: string,
  args: readonly string[],
  env: Env,
): Started {
  const child = spawn(command, args, {
    cwd,
    env: { ...env, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => void stdout.write(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void stderr.write(text));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 255));
  });
  return { ended, tell: (signal) => void child.kill(signal as NodeJS.Signals) };
}

/** The words of a line, as a shell would part them. No shell is started. */
export function wordsOf(line: string): string[] {
  const found: string[] = [];
  for (const [whole, double, single] of line.matchAll(/(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"']+)+/g)) {
    const plain = double ?? single;
    const quoted = plain !== undefined && whole.length === plain.length + 2;
    found.push(quoted ? plain : whole.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
  }
  return found;
}

/** Whom a line is typed by, as far as a server would know: whoever it names, or whoever founds. */
function typist(argv: readonly string[], env: Record<string, string>, folder: string): string | undefined {
  const flag = (name: string) => {
    const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
    return at < 0 ? undefined : argv[at]?.includes('=') ? argv[at].slice(name.length + 1) : argv[at + 1];
  };
  return (
    flag('--as') ?? env.SWITCHBOARD_AS ?? keptIn(folder) ?? (argv.includes('create') ? flag('--owner') : undefined)
  );
}

/** Who was kept as the one who acts in the settings of a folder. */
function keptIn(folder: string): string | undefined {
  const file = join(folder, '.switchboard.json');
  try {
    // What is no file may never end.
    if (!statSync(file).isFile()) return undefined;
    const { as } = JSON.parse(readFileSync(file, 'utf8')) as { readonly as?: unknown };
    return typeof as === 'string' ? as : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Sets up a desk that is cleared away when the test is over. `at` is when its clock stands, `seed` what its
 * chance is drawn from: another one where the store was worked on already. On a server everyone who is
 * named by `--as` comes with a login of their own: to the program they are who the server says, not who they say.
 */
export function desk(
  env: Record<string, string> = {},
  at = '2026-11-21T12:00:00Z',
  storeOf?: (folder: string) => TestStore,
  seed = 'desk',
): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = storeOf?.(folder) ?? (STORE === 'postgres' ? serverStore() : fileStore(join(folder, 'switchboard.db')));
  const surroundings: Record<string, string> = {
    HOME: join(folder, 'home'),
    ...(store.name === 'sqlite' && { SWITCHBOARD_DB: join(folder, 'switchboard.db') }),
    SWITCHBOARD_NOW: at,
    ...env,
  };
  mkdirSync(join(folder, 'home'));
  const random = chance(seed);
  const self: Desk = {
    folder,
    env: surroundings,
    store,
    path: (name) => join(folder, name),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    environment: async (argv) =>
      store.name === 'sqlite' || self.env.SWITCHBOARD_DB !== undefined
        ? self.env
        : { ...self.env, SWITCHBOARD_DB: await store.address(typist(argv, self.env, folder)) },
    async run(line, stdin = '') {
      const argv = typeof line === 'string' ? wordsOf(line).filter((word, i) => i > 0 || word !== 'switchboard') : line;
      const stdout = sink();
      const stderr = sink();
      const io: Io = {
        stdin: () => Readable.from([Buffer.from(stdin)]),
        stdout,
        stderr,
        cwd: folder,
        now: () => Date.parse(at),
        random,
        osUser: () => 'tester',
        host: () => 'desk',
        start: (command, args, env) => startedOn(stdout, stderr, folder, command, args, env),
        onSignal: () => () => {},
      };
      const code = await main(argv, io, await self.environment(argv));
      return { code, out: stdout.text, err: stderr.text };
    },
    async ok(line, stdin) {
      const { code, out, err } = await self.run(line, stdin);
      if (code !== 0) throw new Error(`${String(line)} exited ${code}: ${err}${out}`);
      return out;
    },
    async json<T>(line: string | readonly string[], stdin?: string | Uint8Array) {
      const argv = typeof line === 'string' ? wordsOf(line) : [...line];
      return JSON.parse(
        await self.ok([...argv.filter((word, i) => i > 0 || word !== 'switchboard'), '--format', 'json'], stdin),
      ) as T;
    },
  };
  return self;
}

/** A desk with the small cast: ada owns, bo answers, mallory may not. `acme` is a Standard/Admin workspace. */
export async function acme(env: Record<string, string> = {}): Promise<Desk> {
  const made = desk({ SWITCHBOARD_AS: 'ada@acme.com', ...env });
  await made.ok('workspaces create Acme --model standard-admin --owner ada@acme.com --products conversations,blast');
  return made;
}

/** A desk with the Owner/Manager/Agent workspace `beta`. */
export async function beta(env: Record<string, string> = {}): Promise<Desk> {
  const made = desk({ SWITCHBOARD_AS: 'ada@beta.com', ...env });
  await made.ok(
    'workspaces create Beta --model owner-manager-agent --owner ada@beta.com --products conversations,blast',
  );
  return made;
}
