import type { Readable } from 'node:stream';
import { invalid } from '../domain/errors.ts';
import type { Batch } from './reading/batch.ts';
import { type Bytes, openBytes } from './reading/bytes.ts';
import type { Header } from './reading/csv.ts';
import { type Stop, textOf } from './reading/encoding.ts';

export type { Batch, Rejected } from './reading/batch.ts';
export type { Header } from './reading/csv.ts';

/** How far the reading of a file has come, in bytes; `total` is null where nobody knows it. */
export interface Progress {
  readonly bytes: number;
  readonly total: number | null;
}

/** How to read: `format` wins over the file's name and its first character; `stdin` is what the source `-` stands for. */
export interface ReadOptions {
  readonly format?: 'csv' | 'jsonl' | undefined;
  readonly stdin?: Readable | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Hears the bytes of the file as they are, before anything is made of them. */
  readonly onBytes?: ((bytes: Buffer) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Opened {
  /** The path, or `standard input`. */
  readonly name: string;
  /** Lets go of the file when its rows are not wanted after all; reading them to the end does the same. */
  readonly close: () => Promise<void>;
}

/** A file of rows: CSV with its header (null where there is none to be read, then the faults say why), or JSON lines. */
export type RecordFile = Opened &
  (
    | { readonly format: 'csv'; readonly header: Header | null; readonly batches: AsyncIterable<Batch> }
    | { readonly format: 'jsonl'; readonly header: null; readonly batches: AsyncIterable<Batch<unknown>> }
  );

/** Opens a path, `-` or a stream for reading row by row, in bounded memory, whatever it contains; the parser loads only now. */
export async function readRecords(source: string | Readable, options: ReadOptions = {}): Promise<RecordFile> {
  const from = source === '-' ? options.stdin : source;
  if (from === undefined) throw invalid('no-input', 'there is no standard input to read from');
  const name = typeof from === 'string' ? from : 'standard input';
  const pieces = textOf(counted(await openBytes(from, options.signal), options), name);
  const start = await pieces.next();
  const text = resumed(start, pieces);
  if ((options.format ?? formatOf(name, start.value)) === 'jsonl') {
    const { readJsonLines } = await import('./reading/jsonl.ts');
    return { name, format: 'jsonl', header: null, ...(await started(readJsonLines(text))) };
  }
  const { readCsv } = await import('./reading/csv.ts');
  let header: Header | null = null;
  const reading = await started(readCsv(text, (found) => (header = found)));
  return { name, format: 'csv', header, ...reading };
}

function formatOf(name: string, first: Buffer | Stop | undefined): 'csv' | 'jsonl' {
  if (/\.(?:jsonl|ndjson|json)$/i.test(name)) return 'jsonl';
  if (/\.(?:csv|tsv|txt)$/i.test(name) || !Buffer.isBuffer(first)) return 'csv';
  return first.subarray(0, 1000).toString().trimStart().startsWith('{') ? 'jsonl' : 'csv';
}

async function* counted({ chunks, total }: Bytes, { onProgress, onBytes }: ReadOptions): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    onBytes?.(chunk);
    onProgress?.({ bytes, total });
    yield chunk;
  }
}

/** Reads up to the first batch, so that the header is known and the file can be let go of. */
async function started<Row>(
  reading: AsyncGenerator<Batch<Row>>,
): Promise<{ batches: AsyncIterable<Batch<Row>>; close: () => Promise<void> }> {
  const batches = resumed(await reading.next(), reading);
  return { batches, close: async () => void (await reading.return(undefined)) };
}

/** A generator of which one result has been taken out already; leaving the loop ends it in any case. */
function resumed<T>(first: IteratorResult<T, unknown>, rest: AsyncGenerator<T>): AsyncIterable<T> {
  let waiting: IteratorResult<T, unknown> | undefined = first;
  const next = async (): Promise<IteratorResult<T, unknown>> => {
    const taken = waiting ?? (await rest.next());
    waiting = undefined;
    return taken;
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => rest.return(undefined) }) };
}
