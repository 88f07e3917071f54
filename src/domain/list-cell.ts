import { type CellReader, noteText, nothing, type Place } from './cell.ts';
import { problemOf } from './text.ts';

const CELL = { max: 1000 };
const MOST_LISTS = 50_000;
const LONGEST_KEPT = 250;

/** Lists by the cell they were written in. */
export type KnownLists = Map<string, readonly string[] | null>;

/**
 * A reader of a column whose cells hold several values (`a; b|c`): trimmed, each once, in their order.
 * The same text gives the same array, so a million rows of one kind hold one list; what `known` remembers is bounded.
 */
export function listCell(place: Place, known: KnownLists): CellReader<readonly string[]> {
  const { index, open } = place;
  if (index < 0) return nothing;
  return (row) => {
    const cell = row.cells[index] ?? '';
    const found = known.get(cell);
    if (found !== undefined) return found;
    const text = open(cell).trim();
    const problem = problemOf(text, CELL);
    if (problem !== undefined) return noteText(row, place, problem, text, CELL.max);
    const list = listOf(text);
    if (known.size >= MOST_LISTS) known.clear();
    if (cell.length <= LONGEST_KEPT) known.set(cell, list);
    return list;
  };
}

/** Separators of values within a cell. */
export const SEPARATOR = /[;|]/;

function listOf(text: string): readonly string[] | null {
  const values = new Set<string>();
  for (const part of text.split(SEPARATOR)) {
    const value = part.trim();
    if (value !== '') values.add(value);
  }
  return values.size === 0 ? null : [...values];
}
