import type { Fault } from './fault.ts';
import { objectReader } from './object-row.ts';
import { type Invitee, type RosterDefaults, rosterReader } from './roster.ts';
import { ROSTER, type RosterColumn, rosterColumns } from './roster-header.ts';

const LISTS: ReadonlySet<RosterColumn> = new Set(['lines', 'products', 'teams', 'restrictions']);

/** A reader of JSON rows: an object with a roster's columns as keys (folded like headings), strings or lists of strings as values. */
export const rosterObjectReader = (
  defaults: RosterDefaults = {},
): ((line: number, value: unknown) => Invitee | Fault[]) =>
  objectReader({
    sheet: ROSTER,
    lists: LISTS,
    example: '{"email": "ada@example.com"}',
    read: rosterReader({ fields: rosterColumns }, defaults, 'json'),
  });
