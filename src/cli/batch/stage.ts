import { Readable } from 'node:stream';
import type { Shared } from '../../access/session.ts';
import { Failure } from '../../domain/errors.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Context } from '../context.ts';
import { mannerOf, perform } from '../perform.ts';
import type { Sink } from '../sink.ts';
import type { Surroundings } from '../surroundings.ts';
import { contextOnLine } from './context-on-line.ts';
import type { Line } from './line.ts';
import { inPortions } from './portions.ts';

/** What one command of many came to. */
export interface Ran {
  readonly line: number;
  readonly command: string;
  readonly exit: number;
  /** The ledger entry of what was done or refused; null where there is none. */
  readonly entry: number | null;
  /** Where what it did was taken back, with all that the others did. */
  readonly takenBack?: true;
  /** What never changes of a failure: its code. */
  readonly code: string | null;
  readonly message: string | null;
  /** What it answered: data for JSON formats, else text. Kept for a journal alone. */
  readonly answer?: unknown;
  /** What was thrown. */
  readonly error?: Error;
}

/** Where commands are performed one after the other, their answers heard by nobody, or kept for a journal. */
export interface Stage {
  readonly perform: (line: Line) => Promise<Ran>;
}

/** More of an answer is not kept. */
const MOST = 1024 * 1024;

const MESSAGES = { 0: null, 1: 'the answer is no' } as Readonly<Record<number, string | null>>;

/** A stage on a store that commands share. */
export function stageOf(
  around: Surroundings,
  shared: Shared,
  keepsAnswers: boolean,
  settling: Surroundings['settling'],
): Stage {
  let written: { readonly workspaceId: number; readonly number: number } | undefined;
  let notes: string[] = [];
  let told = '';
  let size = 0;
  const stdout: Sink = {
    isTerminal: false,
    columns: Number.POSITIVE_INFINITY,
    write: async (text) => {
      size += text.length;
      if (size <= MOST) told += text;
    },
  };
  const random = inPortions(around.random);
  const [osUser, host] = [around.osUser(), around.host()];
  const base: Surroundings = {
    ...around,
    stdout,
    random,
    stdin: () => Readable.from([]),
    osUser: () => osUser,
    host: () => host,
    asks: false,
    // Signals are heard by the whole, between two commands.
    listen: () => () => {},
    onSignal: () => () => {},
    note: async (text) => void notes.push(text),
    settling,
    shared: {
      ...shared,
      wrote: (workspaceId, head) => {
        written = { workspaceId, number: head.number };
        shared.wrote(workspaceId, head);
      },
    },
  };
  return {
    perform: async ({ line, text, face, given, options }) => {
      written = undefined;
      notes = [];
      told = '';
      size = 0;
      const ran = (exit: number, code: string | null, message: string | null, error?: Error): Ran => ({
        line,
        command: text,
        exit,
        entry: entryOf(shared, written),
        code,
        message: message ?? (notes.length > 0 ? notes.join('; ') : null),
        ...(error !== undefined && { error }),
      });
      try {
        const context = contextOnLine(around.context, options, line);
        const now = context.now === null ? around.now : () => context.now as number;
        const manner = mannerOf(options);
        const outcome = await perform(face, given, { ...base, context, now }, manner);
        const exit = around.exitOf(outcome);
        const isRejected = exit === around.exitOf('rejected');
        const answer =
          keepsAnswers || isRejected ? answerIn(told, size, manner.quiet ? 'names' : context.format) : undefined;
        const message = isRejected ? rejectedSays(answer) : (MESSAGES[exit] ?? null);
        return { ...ran(exit, null, message), ...(keepsAnswers && { answer }) };
      } catch (error) {
        const isFailure = error instanceof Failure;
        const exit = around.exitOf(isFailure ? error.kind : 'bug');
        return ran(exit, isFailure ? error.code : 'bug', (error as Error).message, error as Error);
      }
    },
  };
}

/** What was rejected: the first fault with its line, and how many more there are. */
function rejectedSays(answer: unknown): string {
  const { faults = [] } = (answer ?? {}) as { readonly faults?: readonly Fault[] };
  const [first] = faults;
  if (first === undefined) return 'rows were rejected';
  const { line, field, message, suggestion } = first;
  const meant = suggestion ? ` (${suggestion})` : '';
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  return `rejected: line ${line}${field ? `, ${field}` : ''}: ${message}${meant}${more}`;
}

/** The entry that a command wrote, unless that was forgotten with it. */
function entryOf(
  { last }: Shared,
  written: { readonly workspaceId: number; readonly number: number } | undefined,
): number | null {
  if (written === undefined || last(written.workspaceId)?.number !== written.number) return null;
  return written.number;
}

function answerIn(told: string, size: number, format: Context['format'] | 'names'): unknown {
  if (told === '' || size > MOST) return null;
  if (format === 'json') return JSON.parse(told);
  return format === 'jsonl'
    ? told
        .split('\n')
        .filter((one) => one !== '')
        .map((one) => JSON.parse(one) as unknown)
    : told;
}
