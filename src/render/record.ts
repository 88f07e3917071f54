import { cellText, heading, NOTHING } from './cell.ts';
import { safe } from './safe.ts';
import type { Paint, Terminal } from './terminal.ts';
import type { Column, Row } from './view.ts';
import { width, wrap } from './width.ts';

const READABLE = 24;

/** A record as aligned lines of label and value; on a terminal long values go on below their beginning and times are relative. */
export function recordText(record: Row, columns: readonly Column[], terminal: Terminal, paint: Paint): string {
  const labels = columns.map(heading);
  const margin = Math.max(...labels.map(width)) + 2;
  const room = Math.max(READABLE, terminal.columns - margin);
  const now = terminal.isTerminal ? terminal.now : undefined;
  return columns
    .map(({ key, kind }, at) => {
      const label = labels[at] ?? '';
      const text = cellText(record[key], kind, now);
      const value = text === NOTHING ? paint.dim(text) : wrap(text, room).join(`\n${' '.repeat(margin)}`);
      return `${paint.bold(label)}${' '.repeat(margin - width(label))}${value}\n`;
    })
    .join('');
}

/** Lines below a table or a record, after a blank one. */
export function notesText(notes: readonly string[] | undefined, paint: Paint): string {
  return notes === undefined || notes.length === 0
    ? ''
    : `\n${notes.map((note) => `${paint.dim(safe(note))}\n`).join('')}`;
}
