import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Desk, Ran } from '../support/desk.ts';
import { type Ended, runProcess } from '../support/program.ts';

/** Whether faults can be struck here, and if not, why, in a sentence. */
export function whyNot(): string | undefined {
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', 'true']);
  if (error) return 'strace is not installed here, and without it no fault can be struck: skipped';
  return status === 0 ? undefined : 'strace may not trace here, and without it no fault can be struck: skipped';
}

/** Whether disks can be mounted here, and if not, why, in a sentence. */
export function whyNotMount(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', folder]);
  if (status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return status === 0 ? undefined : 'no disk may be mounted here, and without one none can be full: skipped';
}

/** A fault at one call of a process. */
export interface Fault {
  readonly call: string;
  readonly with: 'SIGKILL' | 'EIO' | 'ENOSPC';
  /** At which of these calls, from 1. */
  readonly at: number;
  /** Whether every later call fails as well. */
  readonly lasts?: boolean;
  /** Only calls on these files count; all where none are named. */
  readonly on?: readonly string[];
}

export interface Struck extends Ended {
  /** Whether the process came to that call at all. */
  readonly hit: boolean;
}

/** Compiled code that is kept would be written now and then, at calls that are no concern of the store. */
const UNCACHED = { NODE_DISABLE_COMPILE_CACHE: '1' };

const inject = ({ call, with: fault, at, lasts }: Fault): string =>
  `inject=${call}:${fault === 'SIGKILL' ? 'signal' : 'error'}=${fault}:when=${at}${lasts ? '+' : ''}`;

/** Runs a command with a fault struck into it. The fault is counted in each thread: the store is all in one. */
export async function struck(place: Desk, words: readonly string[], fault: Fault, file?: string): Promise<Struck> {
  const log = place.path('strace.log');
  const files = (fault.on ?? []).flatMap((file) => ['-P', place.path(file)]);
  const through = ['strace', '-f', '-o', log, ...files, '-e', `trace=${fault.call}`, '-e', inject(fault)];
  const ended = await runProcess(place, words, { through, env: UNCACHED, ...(file && { file }) });
  return { ...ended, hit: /INJECTED|killed by SIGKILL/.test(readFileSync(log, 'utf8')) };
}

/** How often a command makes a call, untouched: so often may it be struck. */
export async function callsOf(
  place: Desk,
  words: readonly string[],
  call: string,
  on: readonly string[] = [],
): Promise<number> {
  const log = place.path('strace.log');
  const files = on.flatMap((file) => ['-P', place.path(file)]);
  const through = ['strace', '-f', '-o', log, ...files, '-e', `trace=${call}`];
  await runProcess(place, words, { through, env: UNCACHED });
  return readFileSync(log, 'utf8').match(new RegExp(`^\\d+ +${call}\\(`, 'gm'))?.length ?? 0;
}

/** Keeps what is in a desk's folder now; answers how to bring it back. */
export function kept(place: Desk, as = '-kept'): () => void {
  const store = place.folder + as;
  rmSync(store, { recursive: true, force: true });
  onTestFinished(() => rmSync(store, { recursive: true, force: true }));
  cpSync(place.folder, store, { recursive: true });
  return () => {
    for (const name of readdirSync(place.folder)) rmSync(place.path(name), { recursive: true, force: true });
    cpSync(store, place.folder, { recursive: true });
    if (!existsSync(place.path('home'))) mkdirSync(place.path('home'));
  };
}

/** How much there is in the store: people who are members, and entries. None where there is no database yet. */
export async function contents(place: Desk, store = place.env.SWITCHBOARD_DB ?? ''): Promise<string> {
  const listed = (ran: Ran): number => {
    if (ran.code === 0) return ran.out.split('\n').length - 1;
    if (ran.code === 4 && /no database|empty file|no workspace here/.test(ran.err)) return 0;
    throw new Error(`exit ${ran.code}: ${ran.err}${ran.out}`);
  };
  const users = listed(await place.run(`users list -q --db ${store}`));
  const entries = listed(await place.run(`audit list -q --db ${store}`));
  return `${users} members, ${entries} entries`;
}

/** What stands against a store being whole; nothing where all is well. */
export async function faultsOf(place: Desk): Promise<string> {
  const said: string[] = [];
  for (const line of ['audit verify', 'db check']) {
    const { code, out, err } = await place.run(line);
    if (code !== 0 && !(code === 4 && /no database|empty file|no workspace here/.test(err)))
      said.push(`${line}: ${code} ${out}${err}`);
  }
  return said.join('\n');
}
