import { basename, resolve } from 'node:path';
import type { Fault } from '../domain/fault.ts';
import {
  readSheetHeader,
  type SheetReader,
  type SheetRow,
  sheetObjectReader,
  sheetReader,
} from '../domain/grant-sheet.ts';
import type { SheetBatch } from '../operations/grants/sync.ts';
import { readRecords } from './files.ts';
import type { Surroundings } from './surroundings.ts';

/** Opens a sheet of grants, `-` being standard input: its rows as they come, and the places of its columns, for faults. */
export async function readSheet(source: string, around: Surroundings) {
  const path = source === '-' ? source : resolve(around.cwd, source);
  const file = await readRecords(path, { stdin: around.stdin(), signal: around.signal });
  const name = source === '-' ? 'standard input' : basename(source);
  if (file.format === 'jsonl')
    return { source: name, columns: {}, rows: batches(file.batches, sheetObjectReader(), []) };
  const header = file.header && readSheetHeader(file.header.cells, file.header.line);
  const read = header === null || header.faults.length > 0 ? undefined : sheetReader(header.fields);
  return {
    source: name,
    columns: Object.fromEntries((header?.fields ?? []).flatMap((field, i) => (field ? [[field, i + 1]] : []))),
    rows: batches(file.batches, read, header?.faults ?? []),
  };
}

interface FileBatch<Row> {
  readonly records: readonly Row[];
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  readonly rejected: readonly { readonly line: number }[];
}

/** Reads the rows batch by batch. Without a reader the heading is at fault, and rows are only counted. */
async function* batches<Row>(
  files: AsyncIterable<FileBatch<Row>>,
  read: SheetReader<Row> | undefined,
  headerFaults: readonly Fault[],
): AsyncGenerator<SheetBatch> {
  yield { members: [], faults: headerFaults, rows: 0 };
  for await (const { records, lines, faults, rejected } of files) {
    const found = read ? records.map((row, i) => read(lines[i] as number, row)) : [];
    yield {
      members: found.filter((row): row is SheetRow => !Array.isArray(row)),
      faults: [...faults, ...found.flatMap((row) => (Array.isArray(row) ? row : []))],
      rows: records.length + new Set(rejected.map(({ line }) => line)).size,
    };
  }
}
