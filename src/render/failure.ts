import { Failure } from '../domain/errors.ts';
import { safeJson, safeLines } from './safe.ts';
import { paintFor, type Terminal } from './terminal.ts';
import type { Format } from './view.ts';

interface Said {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly details: unknown;
}

/**
 * What went wrong, as the text of standard error: a sentence and its hint, or for the JSON formats one document
 * `{"error":{"code","message","hint","details"}}`. What is no `Failure` has the code `bug`, and its stack where `debug` asks for it.
 */
export async function renderFailure(
  format: Format,
  failure: unknown,
  terminal: Pick<Terminal, 'colour'>,
  debug = false,
): Promise<string> {
  const said = saidOf(failure, debug);
  if (format === 'json') return `${safeJson(JSON.stringify({ error: said }, null, 2))}\n`;
  if (format === 'jsonl') return `${safeJson(JSON.stringify({ error: said }))}\n`;
  const paint = await paintFor(terminal);
  const stack = debug ? stackOf(failure) : undefined;
  return [
    paint.red(paint.bold('error:')) + indented(said.message),
    said.hint === null ? '' : paint.cyan('hint:') + indented(said.hint),
    stack === undefined ? '' : paint.dim(safeLines(stack)),
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

function saidOf(failure: unknown, debug: boolean): Said {
  if (failure instanceof Failure) {
    return {
      code: failure.code,
      message: failure.message,
      hint: failure.hint ?? null,
      details: failure.details ?? null,
    };
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  const hint = debug ? null : 'This is a bug in switchboard. --debug shows where it happened.';
  return { code: 'bug', message, hint, details: debug ? { stack: stackOf(failure)?.split('\n') ?? [] } : null };
}

// With the causes, each below what it caused.
function stackOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined;
  const cause = stackOf(failure.cause);
  const own = failure.stack ?? failure.message;
  return cause === undefined ? own : `${own}\ncaused by: ${cause}`;
}

// Lines after the first are indented, so that no value in a message can pass for a hint of ours.
const indented = (text: string): string => ` ${safeLines(text).replaceAll('\n', '\n  ')}`;
