import { type Fault, fault } from './fault.ts';
import { columnFinder, type Heading, readHeading, type Sheet } from './heading.ts';

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
export type RosterHeader = Heading<RosterColumn>;

/** What a file of people is. */
export const ROSTER: Sheet<RosterColumn> = { what: 'a roster', columns: rosterColumns };

/** The column of a roster that a heading means. */
export const columnOf = columnFinder(ROSTER);

/** Reads a roster's heading; with faults, no row can be understood. */
export function readHeader(cells: readonly string[], line = 1): RosterHeader & { readonly faults: readonly Fault[] } {
  const { fields, faults } = readHeading(ROSTER, cells, line);
  if (!fields.includes('email')) {
    faults.push(
      fault(line, 'missing-column', 'there is no column “email”', {
        field: 'email',
        suggestion: 'name the column with the addresses “email”',
      }),
    );
  }
  return { fields, faults };
}
