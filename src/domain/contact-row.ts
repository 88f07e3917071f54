// A row of a file of contacts, understood: long, because a million of them go through here, each cell by hand.
import {
  addressCell,
  type CellReader,
  note,
  noteMissing,
  nothing,
  type Place,
  placing,
  type Row,
  textCell,
} from './cell.ts';
import { readValue } from './contact-field.ts';
import { nameKey, splitName } from './contact-name.ts';
import { tagOf } from './contact-tag.ts';
import { cut, type Fault } from './fault.ts';
import type { ContactField } from './field-definition.ts';
import type { Heading } from './heading.ts';
import { type KnownLists, listCell } from './list-cell.ts';
import { e164, type NumberingPlan } from './phone.ts';
import { zoneCell } from './zone-cell.ts';

/** One row of a file of contacts. `null` says nothing was said: the cell is empty or absent. */
export interface ContactRow {
  readonly line: number;
  /** E.164. A row has a number, an address, or both. */
  readonly phone: string | null;
  /** The address as it was written, trimmed, and the key by which it is one. */
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly nameKey: string;
  readonly timeZone: string | null;
  /** The same cells give the same arrays. */
  readonly tags: readonly string[] | null;
  readonly lists: readonly string[] | null;
  readonly assignee: string | null;
  readonly team: string | null;
  /** The values of custom fields, by the ids of the fields. */
  readonly values: readonly (readonly [fieldId: number, value: string])[] | null;
}

/** What must be known to understand a file of contacts: the custom fields, and whose national numbers are meant. */
export interface ContactTerms {
  readonly fields: readonly ContactField[];
  readonly country: string | null;
  /** The country's plan, once a number needs it. */
  plan: NumberingPlan | undefined;
}

/** Reads one row at a line: a contact, or everything that is wrong with it. */
export type ContactReader = (line: number, cells: readonly string[]) => ContactRow | Fault[];

const NAME = { max: 200 };
const WORD = { max: 254 };

/** A reader of the rows under one heading. Names of lists, teams and members are only read here; whether they exist is for the store to say. */
export function contactReader({ fields }: Heading, terms: ContactTerms, origin: 'csv' | 'json' = 'csv'): ContactReader {
  const at = placing(fields, origin);
  const known: KnownLists = new Map();
  const [phone, email] = [phoneCell(at('phone'), terms), at('email')];
  const address = addressCell(email);
  const whole = textCell(at('name'), NAME);
  const [first, last] = [textCell(at('first_name'), NAME), textCell(at('last_name'), NAME)];
  const [tags, lists] = [tagsCell(at('tags'), new Map()), listCell(at('lists'), known)];
  const [assignee, team] = [textCell(at('assignee'), WORD), textCell(at('team'), WORD)];
  const zone = zoneCell(at('time_zone'));
  const values = valueCells(at, terms.fields, fields);
  const row: Row = { line: 0, cells: [], faults: undefined };
  return (line, cells) => {
    row.line = line;
    row.cells = cells;
    row.faults = undefined;
    const number = phone(row);
    const emailKey = address(row);
    let firstName = first(row);
    let lastName = last(row);
    const name = whole(row);
    if (name !== null) ({ first: firstName, last: lastName } = splitName(name));
    const contact: ContactRow = {
      line,
      phone: number,
      email: emailKey === null ? null : spelled(email, cells),
      emailKey,
      firstName,
      lastName,
      nameKey: nameKey(firstName, lastName),
      timeZone: zone(row),
      tags: tags(row),
      lists: lists(row),
      assignee: assignee(row),
      team: team(row),
      values: values === null ? null : values(row),
    };
    if (number === null && emailKey === null && row.faults === undefined) {
      noteMissing(row, at('phone'), 'there is neither a number nor an address');
    }
    return row.faults ?? contact;
  };
}

const spelled = ({ open, index }: Place, cells: readonly string[]): string => open(cells[index] ?? '').trim();

const PLUS = 43;

/** Whether a cell may be a number as people write it in their own country. */
export const isNational = (cell: string): boolean => cell !== '' && cell.charCodeAt(0) !== PLUS;

/** A reader of numbers: international ones by their shape alone, others by the country's plan. */
function phoneCell(place: Place, terms: ContactTerms): CellReader<string> {
  const { index, open } = place;
  if (index < 0) return nothing;
  const text = textCell(place, WORD);
  return (row) => {
    const cell = row.cells[index] ?? '';
    if (cell === '') return null;
    const number = e164(cell);
    if (number !== undefined) return number;
    const written = text(row);
    if (written === null) return null;
    const found = e164(open(written)) ?? terms.plan?.(written);
    if (found !== undefined) return found;
    const why = terms.country === null ? '' : `, neither international nor of ${terms.country}`;
    return note(row, place, 'bad-phone', `“${cut(written)}” is no phone number${why}`, {
      value: written,
      suggestion:
        terms.country === null && /\d{4}/.test(written)
          ? 'write + and the country’s code, or name the country: --country US'
          : null,
    });
  };
}

/** A reader of tags, each as it is kept. */
function tagsCell(place: Place, known: Map<readonly string[], readonly string[]>): CellReader<readonly string[]> {
  if (place.index < 0) return nothing;
  const words = listCell(place, new Map());
  return (row) => {
    const typed = words(row);
    if (typed === null) return null;
    const found = known.get(typed);
    if (found !== undefined) return found;
    const bad = typed.find((word) => tagOf(word) === undefined);
    if (bad !== undefined) return note(row, place, 'bad-tag', `“${cut(bad)}” is no tag`, { value: bad });
    const tags = [...new Set(typed.flatMap((word) => tagOf(word) ?? []))];
    if (known.size >= MOST_LISTS) known.clear();
    known.set(typed, tags);
    return tags;
  };
}

const MOST_LISTS = 50_000;

/** A reader of the columns of custom fields; null where there are none. */
function valueCells(
  at: (field: string) => Place,
  fields: readonly ContactField[],
  present: Heading['fields'],
): CellReader<readonly (readonly [number, string])[]> | null {
  const held = fields.filter(({ name }) => present.includes(name)).map((field) => ({ field, place: at(field.name) }));
  if (held.length === 0) return null;
  return (row) => {
    let values: (readonly [number, string])[] | null = null;
    for (const { field, place } of held) {
      const cell = place.open(row.cells[place.index] ?? '').trim();
      if (cell === '') continue;
      const { value, fault } = readValue(field, cell);
      if (fault !== undefined) {
        note(row, place, fault.code, `“${cut(cell)}” is no value of ${field.name}: ${fault.message}`, {
          value: cell,
          suggestion: fault.suggestion,
        });
        continue;
      }
      values ??= [];
      values.push([field.id, value]);
    }
    return values;
  };
}
