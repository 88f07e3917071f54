import type { Readable } from 'node:stream';
import type { Failure } from '../../domain/errors.ts';
import { openBytes } from './bytes.ts';
import { textOf } from './encoding.ts';
import { nulByte } from './faults.ts';

/** Where a file ceases to be text, from line and column 1, and why. */
export interface NoText {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
}

/** How a whole text is read: how many bytes it may have at most, and what more of them throw. */
export interface Measure {
  readonly most: number;
  readonly tooLarge: () => Failure;
  readonly signal?: AbortSignal | undefined;
}

/** All of a file or a stream as text: UTF-8, or UTF-16 where its mark says so, without the mark; or where it is none. */
export async function wholeText(source: string | Readable, name: string, measure: Measure): Promise<string | NoText> {
  const { chunks } = await openBytes(source, measure.signal);
  const pieces: Buffer[] = [];
  for await (const piece of textOf(measured(chunks, measure), name, 'text')) {
    if (!Buffer.isBuffer(piece)) return { ...placeBehind(Buffer.concat(pieces).toString()), ...piece };
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString();
  const nul = text.indexOf('\0');
  if (nul < 0) return text;
  const { line, column } = placeBehind(text.slice(0, nul));
  return { ...nulByte(line, column, null), column };
}

/** The place of what comes next. */
function placeBehind(text: string): { readonly line: number; readonly column: number } {
  const lines = text.split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

async function* measured(chunks: AsyncIterable<Buffer>, { most, tooLarge }: Measure): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw tooLarge();
    yield chunk;
  }
}
