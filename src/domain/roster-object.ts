import { type Fault, fault } from './fault.ts';
import { SEPARATOR } from './list-cell.ts';
import { type Invitee, type RosterDefaults, rosterReader } from './roster.ts';
import {
  columnOf,
  duplicateColumn,
  isIgnored,
  type RosterColumn,
  rosterColumns,
  unknownColumn,
} from './roster-header.ts';

const LISTS: ReadonlySet<RosterColumn> = new Set(['lines', 'products', 'teams', 'restrictions']);

/** A reader of JSON rows: an object with a roster's columns as keys (folded like headings), strings or lists of strings as values. */
export function rosterObjectReader(defaults: RosterDefaults = {}): (line: number, value: unknown) => Invitee | Fault[] {
  const read = rosterReader({ fields: rosterColumns }, defaults, 'json');
  return (line, value) => {
    if (!isPlain(value)) {
      return [
        fault(line, 'bad-value', `a row is an object such as {"email": "ada@example.com"}; this is ${named(value)}`),
      ];
    }
    const faults: Fault[] = [];
    const cells = rosterColumns.map(() => '');
    const seen = new Set<RosterColumn>();
    for (const [key, said] of Object.entries(value)) {
      if (isIgnored(key)) continue;
      const field = columnOf(key);
      if (field === undefined) faults.push(unknownColumn(line, null, key));
      else if (seen.has(field)) faults.push(duplicateColumn(line, null, key, field, null));
      else {
        seen.add(field);
        const cell = cellOf(field, said);
        if (cell === undefined) faults.push(badValue(line, field, said));
        else cells[rosterColumns.indexOf(field)] = cell;
      }
    }
    const invitee = read(line, cells);
    if (!Array.isArray(invitee)) return faults.length > 0 ? faults : invitee;
    return [...faults, ...invitee.filter((found) => !faults.some(({ field }) => field === found.field))];
  };
}

/** A value as the cell that would say the same, or nothing where no cell could. */
function cellOf(field: RosterColumn, said: unknown): string | undefined {
  if (said === null) return '';
  if (typeof said === 'string') return said;
  if (!LISTS.has(field) || !Array.isArray(said)) return undefined;
  return said.every((item) => typeof item === 'string' && !SEPARATOR.test(item)) ? said.join(';') : undefined;
}

function badValue(line: number, field: RosterColumn, said: unknown): Fault {
  const wanted = LISTS.has(field) ? 'a string, or a list of strings without ; and |' : 'a string';
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
