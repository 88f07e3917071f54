import { type Fault, fault } from './fault.ts';
import { columnFinder, duplicateColumn, isIgnored, type Sheet, unknownColumn } from './heading.ts';
import { SEPARATOR } from './list-cell.ts';

/** How JSON rows of a kind of file are read: which columns hold lists, what a row looks like, who reads the cells. */
export interface ObjectShape<F extends string, T> {
  readonly sheet: Sheet<F>;
  readonly lists: ReadonlySet<F>;
  /** Whether a column takes numbers and yes or no as they are. */
  readonly takesPlain?: (field: F) => boolean;
  readonly example: string;
  /** Reads the cells that say the same, in the order of the sheet's columns. */
  readonly read: (line: number, cells: readonly string[]) => T | Fault[];
}

/** A reader of JSON rows: an object with the columns as keys (folded like headings), strings or lists of strings as values. */
export function objectReader<F extends string, T>({
  sheet,
  lists,
  takesPlain = () => false,
  example,
  read,
}: ObjectShape<F, T>) {
  const columnOf = columnFinder(sheet);
  const places = new Map(sheet.columns.map((column, i) => [column, i]));
  return (line: number, value: unknown): T | Fault[] => {
    if (!isPlain(value)) {
      return [fault(line, 'bad-value', `a row is an object such as ${example}; this is ${named(value)}`)];
    }
    const faults: Fault[] = [];
    const cells = sheet.columns.map(() => '');
    const seen = new Set<F>();
    for (const [key, said] of Object.entries(value)) {
      if (isIgnored(key)) continue;
      const field = columnOf(key);
      if (field === undefined) faults.push(unknownColumn(sheet, line, null, key));
      else if (seen.has(field)) faults.push(duplicateColumn(line, null, key, field, null));
      else {
        seen.add(field);
        const cell = cellOf(said, lists.has(field), takesPlain(field));
        if (cell === undefined) faults.push(badValue(line, field, said, lists.has(field)));
        else cells[places.get(field) as number] = cell;
      }
    }
    const row = read(line, cells);
    if (!Array.isArray(row)) return faults.length > 0 ? faults : row;
    const found = row as Fault[];
    return [...faults, ...found.filter((one) => !faults.some(({ field }) => field === one.field))];
  };
}

/** A value as the cell that would say the same, or nothing where no cell could. */
function cellOf(said: unknown, isList: boolean, takesPlain: boolean): string | undefined {
  if (said === null) return '';
  if (typeof said === 'string') return said;
  if (takesPlain && (typeof said === 'number' || typeof said === 'boolean')) return String(said);
  if (!isList || !Array.isArray(said)) return undefined;
  return said.every((item) => typeof item === 'string' && !SEPARATOR.test(item)) ? said.join(';') : undefined;
}

function badValue(line: number, field: string, said: unknown, isList: boolean): Fault {
  const wanted = isList ? 'a string, or a list of strings without ; and |' : 'a string';
  const suggestion = typeof said === 'number' || typeof said === 'boolean' ? `"${said}"` : null;
  return fault(line, 'bad-value', `“${field}” is ${wanted}; this is ${named(said)}`, {
    field,
    value: shown(said),
    suggestion,
  });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function named(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Deep values are not written out: a row may be a megabyte of brackets. */
function shown(value: unknown): string | null {
  return typeof value === 'object' ? null : (JSON.stringify(value) ?? null);
}
