// A sheet of grants: `email,lines,products`, one member a row; a column that is not there leaves its kind alone.
import { cut, type Fault, fault } from './fault.ts';
import { duplicateColumn, isIgnored } from './heading.ts';
import { rosterReader } from './roster.ts';
import { columnOf, type RosterColumn } from './roster-header.ts';
import { rosterObjectReader } from './roster-object.ts';
import { listed, nearest } from './words.ts';

/** All that one member is to hold. `null` says nothing was said of a kind, and it is left alone. */
export interface SheetRow {
  readonly line: number;
  readonly email: string;
  /** The address by which it is one person. */
  readonly key: string;
  readonly lines: readonly string[] | null;
  readonly products: readonly string[] | null;
}

/** Reads one row at a line: what a member is to hold, or everything that is wrong with it. */
export type SheetReader<Row> = (line: number, row: Row) => SheetRow | Fault[];

const KINDS = ['lines', 'products'] as const;
const COLUMNS: readonly RosterColumn[] = ['email', ...KINDS];

/** Which column each cell stands in, and what is wrong with the heading; with faults no row can be understood. */
export function readSheetHeader(cells: readonly string[], line: number) {
  const faults: Fault[] = [];
  const fields = cells.map((heading, i): RosterColumn | undefined => {
    if (isIgnored(heading)) return undefined;
    const found = columnOf(heading);
    if (found === undefined || !COLUMNS.includes(found)) {
      faults.push(unknownColumn(line, i + 1, heading));
      return undefined;
    }
    const earlier = cells.slice(0, i).findIndex((other) => !isIgnored(other) && columnOf(other) === found);
    if (earlier >= 0) faults.push(duplicateColumn(line, i + 1, heading, found, earlier + 1));
    return found;
  });
  if (!fields.includes('email')) {
    faults.push(fault(line, 'missing-column', 'there is no column “email”', { field: 'email', suggestion: 'email' }));
  }
  if (!KINDS.some((kind) => fields.includes(kind))) {
    const suggestion = 'add the column “lines”, the column “products”, or both';
    faults.push(
      fault(line, 'missing-column', 'there is neither a column “lines” nor a column “products”', { suggestion }),
    );
  }
  return { fields, faults };
}

/** A reader of the rows under a heading. An empty cell says that the member is to hold nothing of its kind. */
export function sheetReader(fields: readonly (RosterColumn | undefined)[]): SheetReader<readonly string[]> {
  const read = rosterReader({ fields });
  const [lines, products] = KINDS.map((kind) => fields.includes(kind));
  return (line, cells) => {
    const row = read(line, cells);
    if (Array.isArray(row)) return row;
    const { email, key } = row;
    return {
      line,
      email,
      key,
      lines: lines ? (row.lines ?? []) : null,
      products: products ? (row.products ?? []) : null,
    };
  };
}

/** A reader of JSON rows: `{"email": …, "lines": […], "products": […]}`. */
export function sheetObjectReader(): SheetReader<unknown> {
  const read = rosterObjectReader();
  return (line, value) => {
    const row = read(line, value);
    if (Array.isArray(row)) return row;
    const keys = Object.keys(value as object).filter((key) => !isIgnored(key));
    const strange = keys.filter((key) => !COLUMNS.includes(columnOf(key) as RosterColumn));
    if (strange.length > 0) return strange.map((key) => unknownColumn(line, null, key));
    const stated = (kind: (typeof KINDS)[number]) =>
      keys.some((key) => columnOf(key) === kind) ? (row[kind] ?? []) : null;
    return { line, email: row.email, key: row.key, lines: stated('lines'), products: stated('products') };
  };
}

function unknownColumn(line: number, column: number | null, heading: string): Fault {
  const message = `there is no column “${cut(heading)}”; a sheet of grants has ${listed(COLUMNS)}`;
  const suggestion = nearest(heading.slice(0, 64), COLUMNS) ?? `_${cut(heading)}`;
  return fault(line, 'unknown-column', message, { column, value: heading, suggestion });
}
