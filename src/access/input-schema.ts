import { toJsonSchema } from '@valibot/to-json-schema';
import { safeParse, strictObject } from 'valibot';
import { readInput } from './input.ts';
import type { Operation, Shape, Upkeep } from './operation.ts';

type Entry = Shape[string];

/** Things that are no plain data: what takes one of them takes a file, a stream, or the outside world. */
const LIVE = [{}, [], () => {}, (async function* () {})()] as const;

const WHOLE = 1_000_000;

/** The shape under what makes one optional or null, or reads it on. */
function innermost(entry: Entry): Entry {
  const { wrapped, pipe } = entry as { readonly wrapped?: Entry; readonly pipe?: readonly [Entry] };
  if (wrapped !== undefined) return innermost(wrapped);
  return pipe === undefined ? entry : innermost(pipe[0]);
}

const isLive = (entry: Entry): boolean => {
  const inner = innermost(entry);
  return inner.type === 'custom' && LIVE.some((thing) => safeParse(inner, thing).success);
};

const isOptional = (entry: Entry): boolean => safeParse(entry, undefined).success;

type AnyOperation = Pick<Operation<never, never> | Upkeep<never, never>, 'input' | 'name'>;

/** The parts of an operation's input that are plain data; undefined where it wants a file or a stream. */
export function plainInput({ input }: AnyOperation): Shape | undefined {
  const parts = Object.entries(input);
  if (parts.some(([, entry]) => isLive(entry) && !isOptional(entry))) return undefined;
  return Object.fromEntries(parts.filter(([, entry]) => !isLive(entry)));
}

/** Reads plain data as the input of an operation, which takes it as it came; what is wrong with it is thrown. */
export function readPlain(operation: AnyOperation, given: unknown): void {
  const input = plainInput(operation) as Shape;
  readInput({ ...operation, input } as never, given);
}

/** The JSON Schema of an operation's input, as it is given and not as it is read. */
export function inputSchema(operation: AnyOperation): object {
  const schema = toJsonSchema(strictObject(plainInput(operation) ?? {}), {
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? customSchema(valibotSchema) : undefined),
  });
  return { ...schema, title: operation.name };
}

/** A shape of our own says in words what it takes: a whole number from somewhere on, or a text that fits. */
function customSchema(shape: unknown): object {
  const { message } = shape as { readonly message?: unknown };
  const said = typeof message === 'string' ? { description: message } : {};
  if (!safeParse(shape as Entry, WHOLE).success) return { type: 'string', ...said };
  const [, least] = /from (-?\d+) on/.exec(String(message)) ?? [];
  return { type: 'integer', ...(least !== undefined && { minimum: Number(least) }), ...said };
}
