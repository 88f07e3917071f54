import { Readable } from 'node:stream';
import { type Batch, type ReadOptions, readRecords } from '../../src/cli/files.ts';
import type { Fault } from '../../src/domain/fault.ts';

/** A CSV file read to its end. */
export interface Whole {
  readonly header: readonly string[] | undefined;
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  readonly batches: readonly Batch[];
}

/** Reads a CSV file to its end. */
export async function whole(source: string | Readable, options: ReadOptions = {}): Promise<Whole> {
  const file = await readRecords(source, options);
  if (file.format !== 'csv') throw new Error('read as JSON lines');
  const batches = await all(file.batches);
  return {
    header: file.header?.cells,
    records: batches.flatMap(({ records }) => records),
    lines: batches.flatMap(({ lines }) => lines),
    faults: batches.flatMap(({ faults }) => faults),
    batches,
  };
}

/** Everything that comes out of an iterable. */
export async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

/** A fault as `line:column code`, with `-` where no column is named. */
export const short = ({ line, column, code }: Fault): string => `${line}:${column ?? '-'} ${code}`;
/** A stream of one piece. */
export const streamOf = (text: string | Buffer): Readable => Readable.from([Buffer.from(text)]);
