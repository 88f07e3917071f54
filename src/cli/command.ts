// What becomes of a command once it is known which: loaded only then, since help needs none of it.
import { invalid } from '../domain/errors.ts';
import { renderFailure } from '../render/failure.ts';
import { safeLines } from '../render/safe.ts';
import { wantsColour } from '../render/terminal.ts';
import type { Format } from '../render/view.ts';
import { type Context, readContext, SETTINGS } from './context.ts';
import { given } from './face.ts';
import { mannerOf, type Outcome, perform } from './perform.ts';
import type { Chosen } from './program.ts';
import type { Env, Io, Surroundings } from './surroundings.ts';
import type { TokenGiven } from './token.ts';

/** The settings of a command: those that were typed, and what the surroundings say of the others. */
export function contextOf({ face, options }: Chosen, { cwd }: Io, env: Env): Context {
  const own = 'ownFormats' in face ? (face.ownFormats ?? []) : [];
  const typed = SETTINGS.flatMap((name) =>
    options[name] === undefined || (name === 'format' && own.includes(String(options[name])))
      ? []
      : [[name, String(options[name])] as const],
  );
  return { ...readContext(Object.fromEntries(typed), env, cwd), operationId: operationIdOf(options) };
}

/** The id of a command as it was typed. */
export function operationIdOf({ operationId }: Chosen['options']): string | undefined {
  if (operationId === undefined || /^[\w.-]{8,64}$/.test(String(operationId))) return operationId as string | undefined;
  throw invalid('usage', `--operation-id takes 8 to 64 letters, digits, . _ or -, not "${String(operationId)}"`);
}

/** Performs a command. Signals that it hears stop it, and are told to `heard`. */
export function performed(
  { face, args, behind, options }: Chosen,
  context: Context,
  io: Io,
  env: Env,
  heard: (signal: string) => void,
  exitOf: Surroundings['exitOf'],
): Promise<Outcome> {
  const stopping = new AbortController();
  const asks = options.input !== false && io.stdout.isTerminal && io.stderr.isTerminal && io.stdin().isTTY === true;
  const around: Surroundings = {
    ...io,
    env,
    context,
    now: context.now === null ? io.now : () => context.now as number,
    token: tokenReader(options, context, io, env, asks),
    signal: stopping.signal,
    listen: () =>
      io.onSignal((name) => {
        heard(name);
        stopping.abort();
      }),
    asks,
    exitOf,
    note: (text) => io.stderr.write(`${safeLines(text)}\n`),
  };
  return perform(face, given(args, options, behind), around, mannerOf(options));
}

/** Reads a command's token when it is first wanted; what is asked for at a terminal is asked for once. */
function tokenReader(
  options: Chosen['options'],
  context: Context,
  io: Io,
  env: Env,
  asks: boolean,
): Surroundings['token'] {
  let reading: Promise<TokenGiven | undefined> | undefined;
  return (which) => {
    reading ??= import('./token.ts').then(async ({ tokenAsked, tokenOf }) => {
      const given = await tokenOf(options, context, io, env, which !== undefined);
      return given ?? (which && asks ? tokenAsked(io) : undefined);
    });
    return reading;
  };
}

/** What went wrong, as standard error shows it. */
export const failureText = (
  error: unknown,
  format: Format,
  { stderr }: Io,
  env: Env,
  debug: boolean,
): Promise<string> => renderFailure(format, error, { colour: wantsColour(env, stderr.isTerminal) }, debug);
