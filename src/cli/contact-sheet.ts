// A file that names contacts: plain lines, CSV with a column of numbers or addresses, or JSON lines. Long, because each
// of the three is read here.
import { basename, resolve } from 'node:path';
import { contactWord } from '../domain/contact-word.ts';
import { type Fault, fault, spoils } from '../domain/fault.ts';
import { unquoteFormula } from '../domain/spreadsheet.ts';
import { nearest } from '../domain/words.ts';
import type { ContactBatch } from '../operations/lists/filling.ts';
import { readRecords } from './files.ts';
import { progressOf } from './progress.ts';
import { written } from './rows.ts';
import type { Surroundings } from './surroundings.ts';

/** Contacts on their way to the gate: their rows, where they come from, and how their file was written. */
export interface ContactSheet {
  readonly rows: AsyncIterable<ContactBatch>;
  readonly source: string;
  /** The place of the column that names contacts; null for JSON lines. */
  readonly column: number | null;
  /** The header as it was written, a word of our own for plain lines, or null for JSON lines. */
  readonly header: readonly string[] | null;
}

const COLUMNS = ['contact', 'phone', 'email'];

/** Finds what a row says of whom it names. */
type Finder<Row> = (row: Row) => string;

/** Opens a file that names contacts, `-` being standard input. Columns of a CSV file that name nobody are passed over. */
export async function readContactSheet(
  source: string,
  around: Surroundings,
  country: string | undefined,
  keeps: boolean,
): Promise<ContactSheet> {
  const path = source === '-' ? source : resolve(around.cwd, source);
  const progress = await progressOf(around, 'reading');
  const file = await readRecords(path, { stdin: around.stdin(), onProgress: progress.at, signal: around.signal });
  const name = source === '-' ? 'standard input' : basename(source);
  const reading = { country, keeps, end: progress.end, column: null };
  if (file.format === 'jsonl') {
    return { source: name, column: null, header: null, rows: batches(file.batches, inObject, [], [], reading) };
  }
  const heading = file.header;
  const first = heading?.cells[0] ?? '';
  if (heading?.cells.length === 1 && (await contactWord(first, country)) !== undefined) {
    const before = [[heading.line, heading.cells] as const];
    const plain = { ...reading, column: 1 };
    return {
      source: name,
      column: 1,
      header: ['contact'],
      rows: batches(file.batches, inCells([0]), before, [], plain),
    };
  }
  const keys = (heading?.cells ?? []).map((cell) => keyOf(cell));
  const places = COLUMNS.map((key) => keys.indexOf(key)).filter((at) => at >= 0);
  const column = places[0] === undefined ? null : places[0] + 1;
  const faults = heading === null || column !== null ? [] : [columnMissing(heading.line, keys)];
  return {
    source: name,
    column,
    header: heading?.cells ?? null,
    rows: batches(file.batches, column === null ? undefined : inCells(places), [], faults, { ...reading, column }),
  };
}

const keyOf = (heading: string): string => {
  const key = heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
  return key === 'e_mail' ? 'email' : key;
};

const columnMissing = (line: number, keys: readonly string[]): Fault => {
  const near = keys.map((key) => nearest(key, COLUMNS)).find((key) => key !== undefined);
  return fault(line, 'missing-column', 'there is no column “contact”, “phone” or “email”', {
    field: 'contact',
    suggestion: near ?? 'contact',
  });
};

/** The first cell of these places that says anything. */
const inCells =
  (places: readonly number[]): Finder<readonly string[]> =>
  (cells) =>
    places.map((at) => unquoteFormula(cells[at] ?? '').trim()).find((cell) => cell !== '') ?? '';

const inObject: Finder<unknown> = (row) => {
  if (typeof row === 'string') return row.trim();
  if (typeof row !== 'object' || row === null) return '';
  const said = new Map(Object.entries(row).map(([key, value]) => [keyOf(key), value]));
  const found = COLUMNS.map((key) => said.get(key)).find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof found === 'string' ? found.trim() : '';
};

interface FileBatch<Row> {
  readonly records: readonly Row[];
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  readonly rejected: readonly { readonly line: number; readonly row: Row }[];
}

interface Reading {
  readonly country: string | undefined;
  readonly keeps: boolean;
  readonly column: number | null;
  readonly end: () => void;
}

/** Reads the rows batch by batch. Without a finder the heading is at fault, and rows are only counted. */
async function* batches<Row>(
  files: AsyncIterable<FileBatch<Row>>,
  find: Finder<Row> | undefined,
  before: readonly (readonly [line: number, row: Row])[],
  headerFaults: readonly Fault[],
  { country, keeps, column, end }: Reading,
): AsyncGenerator<ContactBatch> {
  const batchOf = async (rows: readonly (readonly [line: number, row: Row])[]) => {
    const batch = { words: [] as [number, string, string][], faults: [] as Fault[], cells: cellsOf(rows) };
    for (const [line, row] of rows) {
      const typed = find?.(row) ?? '';
      const word = await contactWord(typed, country);
      if (word !== undefined) batch.words.push([line, word, typed]);
      else if (find !== undefined) batch.faults.push(noContact(line, column, typed));
    }
    return { ...batch, rows: rows.length, spoiled: find === undefined };
  };
  const cellsOf = (rows: readonly (readonly [line: number, row: Row])[]) =>
    keeps ? rows.map(([line, row]) => [line, written(row)] as const) : [];
  try {
    const start = await batchOf(before);
    yield { ...start, faults: [...headerFaults, ...start.faults], spoiled: headerFaults.length > 0 };
    for await (const { records, lines, faults, rejected } of files) {
      const batch = await batchOf(records.map((row, i) => [lines[i] as number, row] as const));
      // A plain file may be of one line: its first is no heading, and there are rows.
      const unreadable = before.length > 0 ? faults.filter(({ code }) => code !== 'no-rows') : faults;
      const refused = rejected.map(({ line, row }) => [line, row] as const);
      yield {
        words: batch.words,
        faults: [...unreadable, ...batch.faults],
        cells: [...batch.cells, ...cellsOf(refused)],
        rows: batch.rows + new Set(refused.map(([line]) => line)).size,
        spoiled: batch.spoiled || unreadable.some(spoils),
      };
    }
  } finally {
    end();
  }
}

function noContact(line: number, column: number | null, typed: string): Fault {
  const parts = { column, field: 'contact', value: typed };
  if (typed === '') return fault(line, 'missing-value', 'nobody is named', { ...parts, suggestion: null });
  const national = /^[\d .()/-]+$/.test(typed);
  return fault(line, 'bad-contact', `“${typed.slice(0, 80)}” is neither a number nor an e-mail address`, {
    ...parts,
    suggestion: national ? 'write it as +1…, or say --country' : null,
  });
}
