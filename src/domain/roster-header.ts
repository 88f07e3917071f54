import { cut, type Fault, fault } from './fault.ts';
import { listed, nearest } from './words.ts';

/** The columns that a roster may have, in the order in which they are shown. */
export const rosterColumns = [
  'email',
  'name',
  'first_name',
  'last_name',
  'role',
  'lines',
  'products',
  'teams',
  'restrictions',
  'status',
] as const;

/** The canonical name of a roster's column. */
export type RosterColumn = (typeof rosterColumns)[number];

/** Which column each cell of a row stands in; nothing for cells that are ignored. */
export interface RosterHeader {
  readonly fields: readonly (RosterColumn | undefined)[];
}

const KNOWN = new Map<string, RosterColumn>(rosterColumns.map((column) => [column, column]));

/** The column that a heading means: case does not count, and `_`, blank and `-` are the same. */
export function columnOf(heading: string): RosterColumn | undefined {
  return KNOWN.get(
    heading
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, '_'),
  );
}

/**
 * Whether a column is to be left alone: its heading begins with `_`, as those do that a list of rejected rows adds.
 * Names like `__proto__` mean something to machines and nothing to people; they are unknown.
 */
export function isIgnored(heading: string): boolean {
  return /^\s*_(?!_.*__\s*$)/s.test(heading);
}

/** Reads a roster's heading; with faults, no row can be understood. */
export function readHeader(cells: readonly string[], line = 1): RosterHeader & { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const seen = new Map<RosterColumn, number>();
  const fields = cells.map((heading, i) => {
    if (isIgnored(heading)) return undefined;
    const found = columnOf(heading);
    const earlier = found === undefined ? undefined : seen.get(found);
    if (found === undefined) faults.push(unknownColumn(line, i + 1, heading));
    else if (earlier === undefined) seen.set(found, i + 1);
    else faults.push(duplicateColumn(line, i + 1, heading, found, earlier));
    return earlier === undefined ? found : undefined;
  });
  if (!seen.has('email')) {
    faults.push(
      fault(line, 'missing-column', 'there is no column “email”', {
        field: 'email',
        suggestion: 'name the column with the addresses “email”',
      }),
    );
  }
  return { fields, faults };
}

/** A heading, or a key of a JSON row, that no roster has. */
export function unknownColumn(line: number, column: number | null, heading: string): Fault {
  const nameless = heading.trim() === '';
  const message = nameless
    ? 'this column has no name'
    : `there is no column “${cut(heading)}”; a roster has ${listed(rosterColumns)}`;
  const otherwise = nameless ? 'name it, or remove it' : 'remove it, or begin its name with one _ to have it ignored';
  const suggestion = nearest(heading.slice(0, 64), rosterColumns) ?? otherwise;
  return fault(line, 'unknown-column', message, { column, value: heading, suggestion });
}

/** A heading, or a key of a JSON row, that says the same as an earlier one. */
export function duplicateColumn(
  line: number,
  column: number | null,
  heading: string,
  field: RosterColumn,
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
