import { emailKey, emailProblem, LONGEST_EMAIL } from './email.ts';
import { cut, type Fault, type FaultParts, fault } from './fault.ts';
import { unquoteFormula } from './spreadsheet.ts';
import { offender, problemOf, type TextProblem, type TextRule } from './text.ts';
import { listed, nearest, plural } from './words.ts';

/** The row in hand and what speaks against it: one object, used again for every row, so that a good row costs nothing but itself. */
export interface Row {
  line: number;
  cells: readonly string[];
  faults: Fault[] | undefined;
}

/** Where a column stands and how its cells are opened; `index` is -1 where the file lacks it. */
export interface Place {
  readonly field: string;
  readonly index: number;
  /** Rows from JSON have names instead of columns. */
  readonly numbered: boolean;
  readonly open: (cell: string) => string;
}

/** A reader of one cell of the row in hand: its value, or null where it says nothing or is at fault. */
export type CellReader<T> = (row: Row) => T | null;

const EMAIL: TextRule = { max: LONGEST_EMAIL };

/** Notes what is wrong with a cell. Null, so that a reader can end with it. */
export function note(
  row: Row,
  { field, index, numbered }: Place,
  code: string,
  message: string,
  parts: FaultParts,
): null {
  row.faults ??= [];
  row.faults.push(
    fault(row.line, code, message, { column: numbered && index >= 0 ? index + 1 : null, field, ...parts }),
  );
  return null;
}

/** Notes a text that cannot be stored. */
export function noteText(row: Row, place: Place, problem: TextProblem, text: string, max: number): null {
  if (problem === 'too-long') {
    const message = `this cell has ${plural(text.length, 'character')}; at most ${plural(max, 'character')} fit`;
    return note(row, place, problem, message, { value: text });
  }
  const found = offender(text) ?? 'a character';
  const why = problem === 'bidi-character' ? 'which turns the writing direction around' : 'which cannot be seen';
  const message =
    problem === 'ill-formed' ? `this cell holds half of a character, ${found}` : `this cell holds ${found}, ${why}`;
  return note(row, place, problem === 'ill-formed' ? 'bad-value' : problem, message, {
    value: text,
    suggestion: `remove ${found}`,
  });
}

/** A reader of a column of plain text, trimmed. */
export function textCell(place: Place, rule: TextRule): CellReader<string> {
  const { index, open } = place;
  if (index < 0) return nothing;
  return (row) => {
    const cell = row.cells[index] ?? '';
    if (cell === '') return null;
    const text = open(cell).trim();
    if (text === '') return null;
    const problem = problemOf(text, rule);
    return problem === undefined ? text : noteText(row, place, problem, text, rule.max);
  };
}

/** A reader of a column that holds one of a few words. */
export function wordCell(place: Place, words: readonly string[]): CellReader<string> {
  const text = textCell(place, { max: 1000 });
  return (row) => {
    const word = text(row)?.toLowerCase() ?? null;
    if (word === null || words.includes(word)) return word;
    const message = `“${cut(word)}” is no ${place.field}; it is ${listed(words, 'or')}`;
    return note(row, place, `bad-${place.field}`, message, { value: word, suggestion: nearest(word, words) ?? null });
  };
}

/** A reader of an address, giving its key. */
export function addressCell(place: Place): CellReader<string> {
  const { index, open } = place;
  if (index < 0) return nothing;
  const text = textCell(place, EMAIL);
  return (row) => {
    const cell = row.cells[index] ?? '';
    if (cell === '') return null;
    const key = emailKey(open(cell));
    if (key !== undefined) return key;
    const spelling = text(row);
    if (spelling === null) return null;
    const problem = emailProblem(spelling);
    const message = `“${cut(spelling)}” is no e-mail address: ${problem?.message ?? 'it cannot be used'}`;
    return note(row, place, 'bad-email', message, { value: spelling, suggestion: problem?.suggestion ?? null });
  };
}

/** Notes that a row lacks what every row must have. */
export function noteMissing(row: Row, place: Place, message: string): null {
  const bare = row.cells.every((cell) => cell.trim() === '');
  return note(row, place, 'missing-value', message, {
    suggestion: bare ? 'remove the line: all its cells are empty' : null,
  });
}

/** Where a column stands under a heading, from CSV or from JSON: rows from JSON have no apostrophes for a spreadsheet. */
export function placing<F extends string>(
  fields: readonly (F | undefined)[],
  origin: 'csv' | 'json',
): (field: F) => Place {
  const open = origin === 'csv' ? unquoted : (cell: string) => cell;
  return (field) => ({ field, index: fields.indexOf(field), numbered: origin === 'csv', open });
}

const APOSTROPHE = 39;

function unquoted(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE ? unquoteFormula(cell) : cell;
}

/** Reads a column that is not there. */
export const nothing: CellReader<never> = () => null;
