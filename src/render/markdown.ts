import { cellText, heading } from './cell.ts';
import { batches, type Rows } from './rows.ts';
import { safe } from './safe.ts';
import { MARKS } from './tree.ts';
import type { Branch, Column, Row } from './view.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text that GitHub shows as it is: no HTML, link, picture, emphasis or cell border comes out of it. Line feeds become `<br>`. */
function markdownText(text: string): string {
  const lines = text.split(/\r?\n/).map((line) =>
    safe(line)
      .replace(/[\\`*~[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
      .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign),
  );
  return lines.join('<br>');
}

// The same at the beginning of a line, where a sign or a number would make a heading, a list or a rule of it.
const block = (text: string): string =>
  markdownText(text.trim())
    .replace(/^[#+\-=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');

const cellMarkdown = (value: unknown, kind: Column['kind']): string =>
  typeof value === 'string' && kind !== 'mark' && value !== ''
    ? markdownText(value)
    : markdownText(cellText(value, kind));

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
const paragraphs = (notes: readonly string[]): string => notes.map((note) => `\n${block(note)}\n`).join('');

/** A GitHub table; numbers to the right, times as RFC 3339, notes as paragraphs below. */
export async function* markdownTable(
  rows: Rows<Row>,
  columns: readonly Column[],
  notes: readonly string[] = [],
): AsyncGenerator<string> {
  yield line(columns.map((column) => markdownText(heading(column)))) +
    line(columns.map((column) => (column.kind === 'number' ? '---:' : '---')));
  for await (const batch of batches(rows, 1000)) {
    yield batch.map((row) => line(columns.map(({ key, kind }) => cellMarkdown(row[key], kind)))).join('');
  }
  yield paragraphs(notes);
}

/** A record as a GitHub table of two columns, a field a row. */
export function markdownRecord(record: Row, columns: readonly Column[], notes: readonly string[] = []): string {
  const rows = columns.map((column) =>
    line([markdownText(heading(column)), cellMarkdown(record[column.key], column.kind)]),
  );
  return `${line(['field', 'value'])}${line(['---', '---'])}${rows.join('')}${paragraphs(notes)}`;
}

/** Lines as a list. */
export function markdownLines(lines: readonly string[]): string {
  return lines
    .filter((text) => text.trim() !== '')
    .map((text) => `- ${block(text)}\n`)
    .join('');
}

/** A tree as a nested list, with its marks. */
export function markdownTree(branch: Branch, depth = 0): string {
  const mark = branch.mark === undefined ? '' : `${MARKS[branch.mark]} `;
  const below = (branch.children ?? []).map((child) => markdownTree(child, depth + 1)).join('');
  return `${'  '.repeat(depth)}- ${mark}${block(branch.text)}\n${below}`;
}
