import { Paged } from '../domain/paged.ts';
import { quoteFormula } from '../domain/spreadsheet.ts';
import { plainText } from './cell.ts';
import { batches, type Rows } from './rows.ts';
import { safe } from './safe.ts';
import type { Terminal } from './terminal.ts';
import type { Column, Row } from './view.ts';

const NEEDS_QUOTES = /[",\r\n]/;
const CHUNK = 65_536;

/**
 * RFC 4180 with LF line ends: a header row of the columns' keys, then the rows; lists are joined by ';', nothing is ''.
 * Cells a spreadsheet would run get a leading apostrophe (see domain/spreadsheet.ts) unless `raw`.
 * In a pipe every text is exact; on a terminal it is harmless.
 */
export async function* csv(
  rows: Rows<Row>,
  columns: readonly Column[],
  terminal: Pick<Terminal, 'isTerminal'>,
  raw = false,
): AsyncGenerator<string> {
  const cell = cellWriter(terminal, raw);
  const keys = columns.map((column) => column.key);
  let chunk = lineOf(keys, cell);
  for await (const page of pagesOf(rows, keys)) {
    for (const values of page) chunk += lineOf(values, cell);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** The chosen cells of rows, by the page. */
async function* pagesOf(rows: Rows<Row>, keys: readonly string[]): AsyncGenerator<Iterable<readonly unknown[]>> {
  if (rows instanceof Paged) {
    const places = keys.map((key) => rows.keys.indexOf(key));
    const isWhole = places.every((place, i) => place === i) && places.length === rows.keys.length;
    for await (const page of rows.pages()) yield isWhole ? page : page.map((cells) => places.map((at) => cells[at]));
    return;
  }
  for await (const batch of batches(rows, 256)) yield batch.map((row) => keys.map((key) => row[key]));
}

function lineOf(values: readonly unknown[], cell: (value: unknown) => string): string {
  let text = cell(values[0]);
  for (let i = 1; i < values.length; i++) text += `,${cell(values[i])}`;
  // An empty line is no row to most readers.
  return text === '' ? '""\n' : `${text}\n`;
}

/** Text that stands in a cell as it is: it needs no quotes, and no spreadsheet runs it. Almost every text there is, and every number. */
const PLAIN = /^(?:[^'=+\-@\t\r\n",][^\r\n",]*|\+[1-9]\d{6,14})$/;

function cellWriter({ isTerminal }: Pick<Terminal, 'isTerminal'>, raw: boolean): (value: unknown) => string {
  return (value) => {
    if (value === null || value === undefined) return '';
    if (!isTerminal && typeof value === 'string' && PLAIN.test(value)) return value;
    let text = plainText(value, ';');
    // A number is no formula, not even a negative one.
    if (!raw && typeof value !== 'number') text = quoteFormula(text);
    if (isTerminal) text = safe(text);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
}
