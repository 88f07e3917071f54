// A filter of contacts as the condition of a statement: long, because each kind of term is a line or two of SQL.
import type { Term } from '../domain/contact-filter.ts';
import type { FieldKind } from '../domain/field-definition.ts';
import { prefixEnd } from '../domain/prefix.ts';

/** A term with what its words name: the ids of its field, line, lists, teams or members, and segments written out. */
export interface LookedUp {
  readonly term: Term;
  readonly ids: readonly number[];
  readonly kind: FieldKind | null;
  readonly segments: readonly Filter[];
}

/** A condition whose words were looked up: every clause holds, a clause where one of its terms does. */
export type Filter = readonly (readonly LookedUp[])[];

/** A piece of a statement with the values that it numbers. */
export interface Piece {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Bind = (value: unknown) => string;

/**
 * The condition that a contact (`c` in the statement) passes a filter. The statement's `$1` is the workspace's id; values
 * of the condition are numbered from `from` on.
 */
export function filterPiece(filter: Filter, from: number): Piece {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${from + values.push(value) - 1}`;
  return { text: conditionOf(filter, bind), values };
}

const conditionOf = (filter: Filter, bind: Bind): string =>
  filter.length === 0
    ? '1 = 1'
    : filter.map((clause) => `(${clause.map((one) => termOf(one, bind)).join(' or ')})`).join(' and ');

function termOf(one: LookedUp, bind: Bind): string {
  const { about } = one.term;
  if (about === 'field') return onField(one, bind);
  if (about === 'tag') return onTag(one, bind);
  if (about === 'list') return onList(one, bind);
  if (about === 'consent') return onConsent(one, bind);
  if (about === 'added' || about === 'changed') return onTime(one, bind);
  if (about === 'assignee') return onColumn('c.assignee', one.term, one.ids, bind);
  if (about === 'team') return onColumn('c.team_id', one.term, one.ids, bind);
  return onColumn(COLUMNS[about], one.term, one.term.values, bind);
}

const COLUMNS = {
  phone: 'c.phone',
  email: 'c.email_key',
  name: 'c.name_key',
  first_name: 'c.first_name',
  last_name: 'c.last_name',
  time_zone: 'c.time_zone',
} as const;

const isOpposite = ({ holds }: Term): boolean => holds === '!=' || holds === 'not in' || holds === 'is empty';

const among = (values: readonly unknown[], bind: Bind): string => `in (${values.map(bind).join(', ')})`;

/** The condition that a column begins with a text, as the range of an index. */
function begins(column: string, prefix: string, bind: Bind): string {
  const end = prefixEnd(prefix);
  return `${column} >= ${bind(prefix)}${end === undefined ? '' : ` and ${column} < ${bind(end)}`}`;
}

function onColumn(column: string, term: Term, values: readonly unknown[], bind: Bind): string {
  const none = column === COLUMNS.name ? `${column} = ''` : `${column} is null`;
  if (term.holds === 'is empty') return none;
  if (term.holds === 'is not empty') return `not (${none})`;
  if (term.holds === 'starts-with') return `(${begins(column, String(values[0]), bind)})`;
  return isOpposite(term) ? `(${none} or not ${column} ${among(values, bind)})` : `${column} ${among(values, bind)}`;
}

/**
 * Contacts that rows of another table are of. What holds is asked as a set, which an index finds; its opposite row by
 * row, since a set that something is not in may be too large to hold.
 */
const ofRows = (term: Term, table: string, alias: string, where: string): string =>
  isOpposite(term)
    ? `not exists (select 1 from ${table} ${alias} where ${alias}.workspace_id = c.workspace_id
        and ${alias}.contact_id = c.id${where})`
    : `c.id in (select ${alias}.contact_id from ${table} ${alias} where ${alias}.workspace_id = $1${where})`;

function onField({ term, ids, kind }: LookedUp, bind: Bind): string {
  const field = bind(ids[0]);
  const [value] = term.values;
  const where = ((): string => {
    if (term.holds.endsWith('empty')) return '';
    if (term.holds === 'starts-with') return ` and ${begins('v.value', value as string, bind)}`;
    if (!/[<>]/.test(term.holds)) return ` and v.value ${among(term.values, bind)}`;
    if (kind !== 'number') return ` and v.value ${term.holds} ${bind(value)}`;
    // Values of other fields are no numbers, whatever a planner looks at first.
    return ` and case when v.field_id = ${field} then cast(v.value as numeric) end ${term.holds} cast(cast(${bind(value)} as text) as numeric)`;
  })();
  return ofRows(term, 'contact_values', 'v', ` and v.field_id = ${field}${where}`);
}

const onTag = ({ term }: LookedUp, bind: Bind): string =>
  ofRows(term, 'contact_tags', 't', term.holds.endsWith('empty') ? '' : ` and t.tag ${among(term.values, bind)}`);

function onList({ term, ids, segments }: LookedUp, bind: Bind): string {
  if (term.holds.endsWith('empty')) return ofRows(term, 'list_members', 'm', '');
  const parts = [
    ...(ids.length === 0 ? [] : [ofRows(term, 'list_members', 'm', ` and m.list_id ${among(ids, bind)}`)]),
    ...segments.map((segment) => `${isOpposite(term) ? 'not ' : ''}(${conditionOf(segment, bind)})`),
  ];
  return `(${parts.join(isOpposite(term) ? ' and ' : ' or ')})`;
}

function onConsent({ term, ids }: LookedUp, bind: Bind): string {
  const line = bind(ids[0]);
  const said = (not: boolean, states: string) =>
    `${not ? 'not ' : ''}exists (select 1 from consents k where k.workspace_id = c.workspace_id
      and k.line_id = ${line} and k.until is null and k.address in (c.phone, c.email_key)${states})`;
  const states = term.values.filter((state) => state !== 'unknown');
  const parts = [
    ...(states.length === 0 ? [] : [said(false, ` and k.state ${among(states, bind)}`)]),
    ...(states.length === term.values.length ? [] : [said(true, '')]),
  ];
  return `${isOpposite(term) ? 'not ' : ''}(${parts.join(' or ')})`;
}

const DAY = 86_400_000;

function onTime({ term }: LookedUp, bind: Bind): string {
  const [typed = ''] = term.values;
  const begin = Date.parse(typed);
  const end = begin + (typed.length === 10 ? DAY : 1);
  const between = {
    '<': () => `e.at < ${bind(begin)}`,
    '<=': () => `e.at < ${bind(end)}`,
    '>': () => `e.at >= ${bind(end)}`,
    '>=': () => `e.at >= ${bind(begin)}`,
  }[term.holds as string];
  const at = between?.() ?? `e.at >= ${bind(begin)} and e.at < ${bind(end)}`;
  const entry = term.about === 'added' ? 'c.made' : 'c.changed';
  return `${entry} ${isOpposite(term) ? 'not ' : ''}in (select e.number from authorships e where e.workspace_id = $1 and ${at})`;
}
