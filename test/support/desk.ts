import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Sink } from '../../src/cli/sink.ts';
import type { Io } from '../../src/cli/surroundings.ts';
import { main } from '../../src/main.ts';

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

/** Sets up a desk that is cleared away when the test is over. `at` is when its clock stands. */
export function desk(env: Record<string, string> = {}, at = '2026-11-21T12:00:00Z'): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const surroundings: Record<string, string> = {
    HOME: join(folder, 'home'),
    SWITCHBOARD_DB: join(folder, 'switchboard.db'),
    SWITCHBOARD_NOW: at,
    ...env,
  };
  mkdirSync(join(folder, 'home'));
  let drawn = 0;
  const self: Desk = {
    folder,
    env: surroundings,
    path: (name) => join(folder, name),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
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
        random: (bytes) => Uint8Array.from({ length: bytes }, () => (drawn++ * 37) % 256),
        osUser: () => 'tester',
        host: () => 'desk',
        onSignal: () => () => {},
      };
      const code = await main(argv, io, self.env);
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
