import { cut, type Fault, fault } from './fault.ts';
import { listed, nearest } from './words.ts';

/** A kind of file that people write: what it is called, and the columns that it may have, in the order in which they are shown. */
export interface Sheet<F extends string = string> {
  /** With its article: `a roster`. */
  readonly what: string;
  readonly columns: readonly F[];
}

/** Which column each cell of a row stands in; nothing for cells that are ignored. */
export interface Heading<F extends string = string> {
  readonly fields: readonly (F | undefined)[];
}

/** A heading as it is compared: case does not count, and `_`, blank and `-` are the same. */
export const headingKey = (heading: string): string =>
  heading
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** A reader of headings: the column that one means, if there is one. */
export function columnFinder<F extends string>({ columns }: Sheet<F>): (heading: string) => F | undefined {
  const known = new Map<string, F>(columns.map((column) => [headingKey(column), column]));
  return (heading) => known.get(heading) ?? known.get(headingKey(heading));
}

/**
 * Whether a column is to be left alone: its heading begins with `_`, as those do that a list of rejected rows adds.
 * Names like `__proto__` mean something to machines and nothing to people; they are unknown.
 */
export function isIgnored(heading: string): boolean {
  return /^\s*_(?!_.*__\s*$)/s.test(heading);
}

/** Reads a heading; with faults, no row can be understood. */
export function readHeading<F extends string>(
  sheet: Sheet<F>,
  cells: readonly string[],
  line: number,
): Heading<F> & { readonly faults: Fault[] } {
  const columnOf = columnFinder(sheet);
  const faults: Fault[] = [];
  const seen = new Map<F, number>();
  const fields = cells.map((heading, i) => {
    if (isIgnored(heading)) return undefined;
    const found = columnOf(heading);
    const earlier = found === undefined ? undefined : seen.get(found);
    if (found === undefined) faults.push(unknownColumn(sheet, line, i + 1, heading));
    else if (earlier === undefined) seen.set(found, i + 1);
    else faults.push(duplicateColumn(line, i + 1, heading, found, earlier));
    return earlier === undefined ? found : undefined;
  });
  return { fields, faults };
}

/** A heading, or a key of a JSON row, that such a file does not have. */
export function unknownColumn({ what, columns }: Sheet, line: number, column: number | null, heading: string): Fault {
  const nameless = heading.trim() === '';
  const message = nameless
    ? 'this column has no name'
    : `there is no column “${cut(heading)}”; ${what} has ${listed(columns)}`;
  const otherwise = nameless ? 'name it, or remove it' : 'remove it, or begin its name with one _ to have it ignored';
  const suggestion = nearest(heading.slice(0, 64), columns) ?? otherwise;
  return fault(line, 'unknown-column', message, { column, value: heading, suggestion });
}

/** A heading, or a key of a JSON row, that says the same as an earlier one. */
export function duplicateColumn(
  line: number,
  column: number | null,
  heading: string,
  field: string,
  earlier: number | null,
): Fault {
  const where = earlier === null ? 'in this row' : `as column ${earlier}`;
  return fault(line, 'duplicate-column', `“${field}” is there already ${where}`, {
    column,
    field,
    value: heading,
    suggestion: `remove one, or begin its name with _`,
  });
}
