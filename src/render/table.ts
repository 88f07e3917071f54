import { cellText, heading, NOTHING } from './cell.ts';
import { fit, GAP } from './fit.ts';
import { gapsOf } from './frame.ts';
import { notesText, recordText } from './record.ts';
import { batches, type Rows } from './rows.ts';
import { safe } from './safe.ts';
import { paintFor, type Terminal } from './terminal.ts';
import type { Column, Row } from './view.ts';
import { cut, width } from './width.ts';

/** How many rows are seen before the widths stand; later rows keep them. */
const SEEN = 1000;
/** A text column that is cut still says something. */
const READABLE = 8;
/** In a pipe nothing is cut, but one long message does not make every line as long. */
const WIDEST_PADDING = 120;

/** Rows, what of them is shown, the sentence in their stead, and lines below. */
export interface Listing {
  readonly rows: Rows<Row>;
  readonly columns: readonly Column[];
  readonly empty?: string;
  readonly notes?: readonly string[];
  readonly reports?: boolean;
}

/**
 * A table without borders. On a terminal it is fitted: spare columns go, long text is cut with …, the widest first, and where
 * nothing readable would be left each row becomes a block of lines. In a pipe nothing is cut, and no rows print nothing
 * but what a command reports.
 */
export async function* table(listing: Listing, terminal: Terminal): AsyncGenerator<string> {
  const { rows, empty = 'Nothing to show.', notes, reports = false } = listing;
  let { columns } = listing;
  const paint = await paintFor(terminal);
  const now = terminal.isTerminal ? terminal.now : undefined;
  const body = (text: string): string => (text === NOTHING ? paint.dim(text) : text);
  let layout: Layout | 'blocks' | undefined;
  for await (const batch of batches(rows, SEEN)) {
    const first = layout === undefined;
    let cells = cellsOf(batch, columns, now);
    if (first && !fits(columns, cells, terminal)) {
      columns = columns.filter(({ spare }) => spare !== true);
      cells = cellsOf(batch, columns, now);
    }
    layout ??= layoutFor(columns, cells, terminal);
    if (layout === 'blocks') {
      yield batch
        .map((row, at) => (first && at === 0 ? '' : '\n') + recordText(row, columns, terminal, paint))
        .join('');
    } else {
      const drawn = layout;
      const head = first ? line(columns.map(title), drawn, paint.bold) : '';
      yield head + cells.map((texts) => line(texts, drawn, body)).join('');
    }
  }
  if (layout !== undefined) yield notesText(notes, paint);
  else if (reports) yield (notes ?? []).map((note) => `${safe(note)}\n`).join('');
  else if (terminal.isTerminal) yield `${safe(empty)}\n${notesText(notes, paint)}`;
}

const cellsOf = (rows: readonly Row[], columns: readonly Column[], now: number | undefined): string[][] =>
  rows.map((row) => columns.map(({ key, kind }) => cellText(row[key], kind, now)));

/** The widths that the columns would have if there were room for all that stands in them. */
const naturalWidths = (columns: readonly Column[], rows: readonly string[][]): number[] =>
  columns.map((column, at) =>
    rows.reduce((most, cells) => Math.max(most, width(cells[at] ?? '')), width(title(column))),
  );

const fits = (columns: readonly Column[], rows: readonly string[][], terminal: Terminal): boolean =>
  naturalWidths(columns, rows).reduce((sum, natural) => sum + natural + GAP, -GAP) <= terminal.columns;

const title = (column: Column): string => heading(column).toUpperCase();

/** The widths of the columns, what stands before each, which are numbers, and whether long text is cut. */
interface Layout {
  readonly widths: readonly number[];
  readonly gaps: readonly string[];
  readonly right: readonly boolean[];
  readonly cuts: boolean;
}

function layoutFor(columns: readonly Column[], rows: readonly string[][], terminal: Terminal): Layout | 'blocks' {
  const naturals = naturalWidths(columns, rows);
  const wishes = columns.map((column, at) => {
    const natural = naturals[at] ?? 0;
    // A number, a time or a mark with … in it would be another one.
    const whole = column.kind !== undefined && column.kind !== 'text';
    // The first column names the row.
    return { natural, least: whole ? natural : Math.min(natural, READABLE), weight: at === 0 ? 2 : 1 };
  });
  const widths = terminal.isTerminal
    ? fit(wishes, terminal.columns)
    : wishes.map(({ natural }) => Math.min(natural, WIDEST_PADDING));
  if (widths === undefined) return 'blocks';
  const right = columns.map(({ kind }) => kind === 'number');
  return { widths, gaps: gapsOf(widths), right, cuts: terminal.isTerminal };
}

function line(
  texts: readonly string[],
  { widths, gaps, right, cuts }: Layout,
  paint: (text: string) => string,
): string {
  let drawn = '';
  for (const [at, whole] of texts.entries()) {
    const room = widths[at] ?? 0;
    const text = cuts ? cut(whole, room) : whole;
    const blanks = ' '.repeat(Math.max(0, room - width(text)));
    drawn += (gaps[at] ?? '') + (right[at] ? blanks + paint(text) : paint(text) + blanks);
  }
  return `${drawn.trimEnd()}\n`;
}
