import { checkFields, type Fields, hasChoice, refuseFields } from './fields.ts';
import { isArriving, type Rows } from './rows.ts';
import type { View } from './view.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Whether a value is an object with named members: no list, nothing that arrives, nothing that writes itself as JSON. */
export function isPlain(value: unknown): value is Plain {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isArriving(value) && !('toJSON' in value)
  );
}

const isList = (value: unknown): boolean =>
  isArriving(value) || (Array.isArray(value) && (value.length === 0 || isPlain(value[0])));

/** Where in an answer the list or record is that its view shows: a member's name, `''` for the whole answer, undefined where none can be told. */
function placeOf(answer: unknown, view: View): string | undefined {
  if (Array.isArray(answer) || isArriving(answer)) return '';
  if (!isPlain(answer)) return undefined;
  const shown = 'rows' in view ? view.rows : 'record' in view ? view.record : undefined;
  const members = Object.entries(answer);
  const same = members.find(([, value]) => shown !== undefined && value === shown);
  if (same !== undefined) return same[0];
  if (!('rows' in view)) return '';
  const lists = members.filter(([, value]) => isList(value));
  return lists.length === 1 ? lists[0]?.[0] : undefined;
}

/** The rows of a listing with the chosen fields: the answer's own, whole, where they can be told, else the view's. Undefined where the view shows no rows. */
export function listedRows(answer: unknown, view: View, fields: Fields): Rows<unknown> | undefined {
  if (!('rows' in view)) return undefined;
  const place = placeOf(answer, view);
  const own = place === '' ? answer : place !== undefined && isPlain(answer) ? answer[place] : view.rows;
  return chosen(own, view, fields) as Rows<unknown>;
}

/** The answer with the chosen fields alone in each row of its list, or in its record; what stands beside them is untouched. */
export function withFields(answer: unknown, view: View, fields: Fields): unknown {
  if (!hasChoice(fields)) return answer;
  const place = placeOf(answer, view);
  if (place === '') return chosen(answer, view, fields);
  if (place !== undefined && isPlain(answer)) return { ...answer, [place]: chosen(answer[place], view, fields) };
  return refuseFields(fields);
}

function chosen(value: unknown, view: View, fields: Fields): unknown {
  if (!hasChoice(fields)) return value;
  const columns = 'columns' in view ? view.columns.map((column) => column.key) : [];
  // Fields of an answer are what its view shows and what its rows hold.
  const check = (rows: readonly unknown[]) =>
    checkFields(fields, [...columns, ...rows.filter(isPlain).flatMap((row) => Object.keys(row))]);
  const pick = (row: unknown) =>
    isPlain(row)
      ? Object.fromEntries(fields.filter((field) => Object.hasOwn(row, field)).map((field) => [field, row[field]]))
      : row;
  if (isArriving(value)) return arriving(value, check, pick);
  const rows = Array.isArray(value) ? value : [value];
  if (rows.length > 0) check(rows.slice(0, 1000));
  return Array.isArray(value) ? rows.map(pick) : pick(value);
}

async function* arriving(
  rows: AsyncIterable<unknown>,
  check: (rows: unknown[]) => void,
  pick: (row: unknown) => unknown,
) {
  let checked = false;
  for await (const row of rows) {
    if (!checked) check([row]);
    checked = true;
    yield pick(row);
  }
}
