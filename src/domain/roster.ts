import {
  addressCell,
  type CellReader,
  noteMissing,
  type Place,
  placing,
  type Row,
  textCell,
  wordCell,
} from './cell.ts';
import type { Fault } from './fault.ts';
import { type KnownLists, listCell } from './list-cell.ts';
import type { RosterColumn, RosterHeader } from './roster-header.ts';
import { rosterStatuses } from './statuses.ts';

export { type RosterHeader, readHeader, rosterColumns } from './roster-header.ts';

/** One row of a roster, understood. `null` says nothing was said: the cell is empty or absent, and no default was given. */
export interface Invitee {
  readonly line: number;
  /** The address as it was written, trimmed. */
  readonly email: string;
  /** The address by which it is one person. */
  readonly key: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly lines: readonly string[] | null;
  readonly products: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly restrictions: readonly string[] | null;
  readonly status: string | null;
}

/** What holds where a row says nothing; lists are shared by all rows that take them. */
export type RosterDefaults = Partial<Omit<Invitee, 'line' | 'email' | 'key'>>;

/** Reads one row at a line: an invitee, or everything that is wrong with it. */
export type RosterReader = (line: number, cells: readonly string[]) => Invitee | Fault[];

const NAME = { max: 200 };
const CELL = { max: 1000 };

/**
 * A reader of the rows under one heading. Names of roles, lines and so on are only read here; whether they exist is for
 * the store to say. Rows from JSON have no numbered columns and no apostrophes put there for a spreadsheet.
 */
export function rosterReader(
  header: RosterHeader,
  defaults: RosterDefaults = {},
  origin: 'csv' | 'json' = 'csv',
): RosterReader {
  const at = placing(header.fields, origin);
  const known: KnownLists = new Map();
  const email = at('email');
  const key = keyCell(email);
  const name = or(nameCell(at), defaults.name);
  const role = or(textCell(at('role'), CELL), defaults.role);
  const lines = or(listCell(at('lines'), known), defaults.lines);
  const products = or(listCell(at('products'), known), defaults.products);
  const teams = or(listCell(at('teams'), known), defaults.teams);
  const restrictions = or(listCell(at('restrictions'), known), defaults.restrictions);
  const status = or(wordCell(at('status'), rosterStatuses), defaults.status);
  const row: Row = { line: 0, cells: [], faults: undefined };
  return (line, cells) => {
    row.line = line;
    row.cells = cells;
    row.faults = undefined;
    const invitee: Invitee = {
      line,
      email: email.open(cells[email.index] ?? '').trim(),
      key: key(row) ?? '',
      name: name(row),
      role: role(row),
      lines: lines(row),
      products: products(row),
      teams: teams(row),
      restrictions: restrictions(row),
      status: status(row),
    };
    return row.faults ?? invitee;
  };
}

/** A reader of the address, giving its key; the row must have one. */
function keyCell(place: Place): CellReader<string> {
  const key = addressCell(place);
  return (row) => key(row) ?? (row.faults === undefined ? noteMissing(row, place, 'the address is missing') : null);
}

function or<T>(read: CellReader<T>, byDefault: T | null | undefined): CellReader<T> {
  return byDefault === null || byDefault === undefined ? read : (row) => read(row) ?? byDefault;
}

/** A whole name wins; else the first and the last, as far as they are there. */
function nameCell(at: (field: RosterColumn) => Place): CellReader<string> {
  const [whole, first, last] = [
    textCell(at('name'), NAME),
    textCell(at('first_name'), NAME),
    textCell(at('last_name'), NAME),
  ];
  return (row) => {
    const name = whole(row);
    if (name !== null) return name;
    const given = first(row);
    const family = last(row);
    return given === null || family === null ? (given ?? family) : `${given} ${family}`;
  };
}
