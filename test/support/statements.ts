import { Readable } from 'node:stream';
import { run } from '../../src/access/gate.ts';
import type { Session } from '../../src/access/session.ts';
import { readContext, SETTINGS } from '../../src/cli/context.ts';
import { type Face, given } from '../../src/cli/face.ts';
import { walk } from '../../src/cli/program.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { chance } from './chance.ts';
import { type Desk, wordsOf } from './desk.ts';

const random = chance('statements');

/** Runs a line through the gate as the command line would, and answers every statement that the store ran for it. */
export async function statementsOf(place: Desk, line: string): Promise<readonly string[]> {
  const walked = await walk(wordsOf(line), '0', 80);
  if ('text' in walked) throw new Error(`${line} is no command`);
  const typed = given(walked.args, walked.options);
  const face = (walked.face.instead?.(typed) ?? walked.face) as unknown as Face<unknown, unknown>;
  const around = aroundOf(place, walked.options, await place.environment(wordsOf(line)));
  const operation = await face.operation();
  const ran: string[] = [];
  const session = {
    ...sessionOf(around),
    workspace: face.workspaceFrom?.(typed) ?? around.context.workspace,
    onStatement: (statement: string) => void ran.push(statement),
  };
  const input = await face.gather(typed, around);
  await run(operation, input, session, {
    done: ({ answer }) => drained(answer),
    judged: async () => {},
    repeated: async () => {},
  });
  await face.settle?.(true, input);
  return ran;
}

/** The session of whoever acts on a desk, for operations that are run without a command. */
export const sessionAt = async (place: Desk): Promise<Session> =>
  sessionOf(aroundOf(place, {}, await place.environment([])));

const sessionOf = ({ context, env, signal, now, random }: Surroundings): Session => ({
  store: context.db,
  workspace: context.workspace,
  as: context.as,
  mode: 'run',
  env,
  now,
  random,
  osUser: 'tester',
  host: 'desk',
  heads: null,
  patience: 1000,
  signal,
  beforeApply: () => {},
  note: () => {},
});

/** Takes whatever streams in an answer to its end. */
async function drained(answer: unknown): Promise<void> {
  if (typeof answer !== 'object' || answer === null) return;
  for (const part of Object.values(answer)) {
    if (typeof part === 'object' && part !== null && Symbol.asyncIterator in part)
      for await (const _ of part as AsyncIterable<unknown>);
  }
}

function aroundOf(place: Desk, options: Readonly<Record<string, unknown>>, env: Record<string, string>): Surroundings {
  const flags = Object.fromEntries(
    SETTINGS.flatMap((name) => (options[name] === undefined ? [] : [[name, `${options[name] as string}`]])),
  );
  const context = readContext(flags, env, place.folder);
  const silent = { isTerminal: false, columns: 80, write: async () => {} };
  return {
    env,
    context,
    cwd: place.folder,
    stdin: () => Readable.from([]),
    stdout: silent,
    stderr: silent,
    now: () => context.now ?? 0,
    random,
    osUser: () => 'tester',
    host: () => 'desk',
    start: () => ({ ended: Promise.resolve(0), tell: () => {} }),
    onSignal: () => () => {},
    token: async () => undefined,
    exitOf: () => 0,
    signal: new AbortController().signal,
    listen: () => () => {},
    asks: false,
    note: async () => {},
  };
}
