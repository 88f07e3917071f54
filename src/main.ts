import type { Outcome } from './cli/perform.ts';
import { walk } from './cli/program.ts';
import { descriptorSink } from './cli/sink.ts';
import type { Env, Io, Started } from './cli/surroundings.ts';
import type { Exit } from './cli/topics.ts';
import { Failure, type FailureKind } from './domain/errors.ts';
import { nodeCrypto } from './domain/node-crypto.ts';
import type { Format } from './render/view.ts';

/** The version of this program; the build replaces it with the package's. */
export const VERSION = process.env.npm_package_version ?? '0.1.0';

/** Every exit code: what it means, and which outcomes, failures or signals end in it. */
const EXITS: readonly (Exit & { readonly of: readonly string[] })[] = [
  { code: 0, means: 'done; the answer is yes', of: ['yes'] },
  {
    code: 1,
    means: 'the answer is no: access can, access test, audit verify, db check, --can-i, --explain',
    of: ['no'],
  },
  { code: 2, means: 'wrong usage, or a value that is not what it should be', of: ['invalid'] },
  { code: 3, means: 'refused: the acting user may not', of: ['refused'] },
  { code: 4, means: "not there, or not for the acting user's eyes", of: ['missing'] },
  {
    code: 5,
    means: 'rows were rejected: all of them, or with --keep-going the bad ones; the report says which',
    of: ['rejected'],
  },
  { code: 6, means: 'conflict: exists already, taken by someone else, or changed meanwhile', of: ['conflict'] },
  {
    code: 7,
    means: 'the database or the output is unavailable: locked, full, damaged, made by a newer version',
    of: ['unavailable'],
  },
  { code: 70, means: 'a bug in switchboard; --debug shows where', of: ['bug'] },
  { code: 129, means: 'the terminal hung up; nothing was changed', of: ['SIGHUP'] },
  {
    code: 130,
    means: 'interrupted (Ctrl-C), or a question was not answered; nothing was changed',
    of: ['cancelled', 'SIGINT'],
  },
  { code: 131, means: 'told to quit (Ctrl-\\); nothing was changed', of: ['SIGQUIT'] },
  { code: 143, means: 'terminated; nothing was changed', of: ['SIGTERM'] },
];

const exitOf = (end: Outcome | FailureKind | 'bug' | NodeJS.Signals): number =>
  typeof end === 'object' ? end.exit : (EXITS.find(({ of }) => of.includes(end))?.code as number);

const SIGNALS: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];

/** What is typed at a terminal reaches everything that runs there. */
const TYPED: readonly string[] = ['SIGINT', 'SIGQUIT'];

/** One command, from what was typed to an exit code. */
export async function main(argv: readonly string[], io: Io, env: Env): Promise<number> {
  let format: Format = argv.some((word) => word === 'json' || word === '--format=json') ? 'json' : 'table';
  let debug = argv.includes('--debug');
  let signalled: NodeJS.Signals | undefined;
  try {
    const walked = await walk(argv, VERSION, io.stdout.columns, EXITS);
    if ('text' in walked) {
      await io.stdout.write(walked.text);
      return 0;
    }
    debug = walked.options.debug === true;
    const { contextOf, performed } = await import('./cli/command.ts');
    const context = contextOf(walked, io, env);
    format = context.format;
    const heard = (name: string) => {
      signalled = name as NodeJS.Signals;
    };
    const outcome = await performed(walked, context, io, env, heard, exitOf);
    return exitOf(outcome);
  } catch (error) {
    if (error instanceof Failure && error.code === 'closed-pipe') return 0;
    const { failureText } = await import('./cli/command.ts');
    await io.stderr.write(await failureText(error, format, io, env, debug)).catch(() => {});
    return exitOf(signalled ?? (error instanceof Failure ? error.kind : 'bug'));
  }
}

/** The process's own streams, clock and randomness. */
const processIo = (): Io => ({
  stdin: () => process.stdin,
  stdout: descriptorSink(1),
  stderr: descriptorSink(2),
  cwd: process.cwd(),
  now: Date.now,
  random: (bytes) => nodeCrypto().randomBytes(bytes),
  osUser: () => os().userInfo().username,
  host: () => os().hostname(),
  start: startProcess,
  onSignal: (heard, every) => {
    for (const name of SIGNALS) process[every ? 'on' : 'once'](name, heard);
    return () => {
      for (const name of SIGNALS) process.removeListener(name, heard);
    };
  },
});

/** Starts another program on this process's own streams. */
function startProcess(command: string, args: readonly string[], env: Env): Started {
  const child = process
    .getBuiltinModule('node:child_process')
    .spawn(command, args, { env: { ...env }, stdio: 'inherit' });
  const { isatty } = process.getBuiltinModule('node:tty');
  const atTerminal = [0, 1, 2].some((stream) => isatty(stream));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + os().constants.signals[signal as NodeJS.Signals]));
  });
  // Passed on, it would count twice.
  const tell = (signal: string) => {
    if (!(atTerminal && TYPED.includes(signal))) child.kill(signal as NodeJS.Signals);
  };
  return { ended, tell };
}

const os = () => process.getBuiltinModule('node:os');

/** The process's whole life. */
export async function run(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processIo(), process.env);
}
