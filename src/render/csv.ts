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
  const cell = (value: unknown): string => {
    let text = plainText(value, ';');
    // A number is no formula, not even a negative one.
    if (!raw && typeof value !== 'number') text = quoteFormula(text);
    if (terminal.isTerminal) text = safe(text);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const keys = columns.map((column) => column.key);
  const line = (values: readonly unknown[]): string => {
    const text = values.map(cell).join(',');
    // An empty line is no row to most readers.
    return text === '' ? '""\n' : `${text}\n`;
  };
  let chunk = line(keys);
  for await (const batch of batches(rows, 256)) {
    for (const row of batch) chunk += line(keys.map((key) => row[key]));
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
