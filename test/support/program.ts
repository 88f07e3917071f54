import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Desk } from './desk.ts';

/** The program as people start it. */
export const PROGRAM = fileURLToPath(new URL('../../bin/switchboard.cjs', import.meta.url));

/** What a process did. `code` is null where a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A process of the program under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** How a process is started: another command in front of the program, another standard input. */
export interface Start {
  /** The command that starts the program: `strace …` and its words, say. The program's Node and file follow. */
  readonly through?: readonly string[];
  /** The Node that runs it; the tests' own when absent. */
  readonly node?: string;
  /** What that Node runs; the program when absent. */
  readonly file?: string;
  /** What stands on standard input; `pipe` leaves it open, to be written to. Nothing when absent. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The environment of a process at a desk: nothing of the tests' own but where programs are found. */
export const environmentOf = (place: Desk, more: Start['env'] = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  ...place.env,
  ...more,
});

/** Starts the program as a process of its own, on a file. What is still running when the test is over is ended. */
export function start(place: Desk, words: readonly string[], how: Start = {}): Running {
  const { through = [], node = process.execPath, file = PROGRAM, stdin = '', env } = how;
  const [command, ...args] = [...through, node, file, ...words] as [string, ...string[]];
  const child = spawn(command, args, { cwd: place.folder, env: environmentOf(place, env) });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // Whoever refuses what it reads goes before everything is read.
  child.stdin.on('error', () => {});
  if (stdin !== 'pipe') child.stdin.end(stdin);
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return { child, ended };
}

/** The same on either store: a server's address depends on who types. */
async function startThere(place: Desk, words: readonly string[], how: Start = {}): Promise<Running> {
  return start(place, words, { ...how, env: { ...(await place.environment(words)), ...how.env } });
}

/** Runs the program as a process of its own, to its end. */
export const runProcess = async (place: Desk, words: readonly string[], how?: Start): Promise<Ended> =>
  (await startThere(place, words, how)).ended;

/** What every process may say at its end: no stack, no bug. */
export const NO_STACK = /^(?!.*(?:\n\s+at |This is a bug|triggerUncaught|node:internal))/s;

/** The most memory that a process under way has had so far, in bytes; 0 once it is gone. */
export function peakMemory({ pid }: ChildProcess): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** A roster of people with addresses of their own. */
export const rosterOf = (rows: number, prefix = 'user', role = 'standard'): string =>
  `email,name,role\n${Array.from({ length: rows }, (_, i) => `${prefix}${i}@acme.com,Person ${i},${role}\n`).join('')}`;
