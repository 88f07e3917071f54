import { basename, resolve } from 'node:path';
import { type Fault, spoils } from '../domain/fault.ts';
import type { Heading } from '../domain/heading.ts';
import type { RowBatch, UnderstoodRows } from '../domain/row-batch.ts';
import type { Given } from './face.ts';
import { type RecordFile, readRecords } from './files.ts';
import { pathFor } from './out-path.ts';
import { progressOf } from './progress.ts';
import type { Surroundings } from './surroundings.ts';
import { keepYoungSpaceSmall } from './young-space.ts';

/** A file of rows that was opened, before it is known how they are to be understood. */
export interface OpenedRows {
  readonly file: RecordFile;
  /** As people call it. */
  readonly source: string;
  /** The header as it was written; null for JSON lines. */
  readonly header: readonly string[] | null;
  readonly end: () => void;
}

/** Opens a file of rows, `-` being standard input; `onBytes` hears all of it as it is read. */
export async function openRows(
  source: string,
  around: Surroundings,
  onBytes?: (bytes: Buffer) => void,
): Promise<OpenedRows> {
  const path = source === '-' ? source : resolve(around.cwd, source);
  const progress = await progressOf(around, 'reading');
  const { at, end } = progress;
  const file = await readRecords(path, { stdin: around.stdin(), onProgress: at, onBytes, signal: around.signal });
  const name = source === '-' ? 'standard input' : basename(source);
  return { file, source: name, header: file.header?.cells ?? null, end };
}

/** How the rows of a file are understood, each kind of file in its way. */
export interface RowReaders<F extends string, T> {
  readonly heading: (cells: readonly string[], line: number) => Heading<F> & { readonly faults: readonly Fault[] };
  readonly cells: (heading: Heading<F>) => Reader<readonly string[], T>;
  readonly objects: () => Reader<unknown, T>;
  /** What must be there before these rows can be read, if anything is missing; `heading` is null for JSON rows. */
  readonly prepares?: (rows: readonly unknown[], heading: Heading<F> | null) => Promise<void> | undefined;
}

/** Reads one row at a line: what it says, or everything that is wrong with it. */
export type Reader<Row, T> = (line: number, row: Row) => T | Fault[];

/** Reads the rows of an opened file. With `keeps`, the cells are kept for those that are rejected. */
export function readRows<F extends string, T>(
  { file, end }: OpenedRows,
  readers: RowReaders<F, T>,
  keeps: boolean,
): UnderstoodRows<T> {
  if (file.format === 'jsonl') {
    const prepares = (rows: readonly unknown[]) => readers.prepares?.(rows, null);
    return { rows: batches(file.batches, readers.objects(), prepares, [], keeps, end), columns: {} };
  }
  const heading = file.header && readers.heading(file.header.cells, file.header.line);
  const read = heading === null || heading.faults.length > 0 ? undefined : readers.cells(heading);
  const prepares = (rows: readonly unknown[]) => (read ? readers.prepares?.(rows, heading) : undefined);
  return {
    rows: batches(file.batches, read, prepares, heading?.faults ?? [], keeps, end),
    columns: Object.fromEntries((heading?.fields ?? []).flatMap((field, i) => (field ? [[field, i + 1]] : []))),
  };
}

interface FileBatch<Row> {
  readonly records: readonly Row[];
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  readonly rejected: readonly { readonly line: number; readonly row: Row }[];
}

const NOTHING: RowBatch<never> = { understood: [], faults: [], cells: [], rows: 0, spoiled: false };

/** Reads the rows of a file batch by batch. Without a reader the header is at fault, and rows are only counted. */
async function* batches<Row, T>(
  files: AsyncIterable<FileBatch<Row>>,
  read: Reader<Row, T> | undefined,
  prepares: (rows: readonly Row[]) => Promise<void> | undefined,
  headerFaults: readonly Fault[],
  keeps: boolean,
  end: () => void,
): AsyncGenerator<RowBatch<T>> {
  let faults = headerFaults;
  try {
    for await (const { records, lines, faults: unreadable, rejected } of files) {
      keepYoungSpaceSmall();
      await prepares(records);
      const batch = read ? batchOf(lines, records, read, keeps) : { ...NOTHING, rows: records.length };
      const cells = keeps ? [...batch.cells, ...rejected.map(({ line, row }) => [line, written(row)] as const)] : [];
      const spoiled = read === undefined || unreadable.some(spoils);
      const refused = new Set(rejected.map(({ line }) => line)).size;
      yield {
        ...batch,
        faults: [...faults, ...unreadable, ...batch.faults],
        cells,
        rows: batch.rows + refused,
        spoiled,
      };
      faults = [];
    }
    if (faults.length > 0) yield { ...NOTHING, faults, spoiled: true };
  } finally {
    end();
  }
}

/** Rows at hand, understood. */
export function batchOf<Row, T>(
  lines: readonly number[],
  rows: readonly Row[],
  read: Reader<Row, T>,
  keeps: boolean,
): RowBatch<T> {
  const understood: T[] = [];
  const faults: Fault[] = [];
  for (let i = 0; i < rows.length; i++) {
    const found = read(lines[i] as number, rows[i] as Row);
    if (Array.isArray(found)) faults.push(...found);
    else understood.push(found);
  }
  const cells = keeps ? rows.map((row, i) => [lines[i] as number, written(row)] as const) : [];
  return { understood, faults, cells, rows: rows.length, spoiled: false };
}

/** A row as JSON. One that is nested too deeply to be written out again keeps what is plain in it. */
export function written(row: unknown): string {
  try {
    return JSON.stringify(row);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return JSON.stringify(row, (key, value: unknown) => (key !== '' && typeof value === 'object' ? null : value));
  }
}

/** Where rejected rows go; a file that is there is written over only if that is meant. */
export async function rejectsOf(name: string, header: readonly string[] | null, given: Given, around: Surroundings) {
  const path = await pathFor(name, [around.context.db], () => false, given, around);
  return (await import('./rejects.ts')).rejectsInto(path, header);
}
