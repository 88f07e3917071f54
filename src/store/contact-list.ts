// Contacts as lists show them, in plain SQL: a first page is read in the order of an index, however many there are.
import type { Connection } from './connection.ts';
import { type Filter, filterPiece, type LookedUp, type Piece } from './contact-filter.ts';
import {
  begunRoad,
  type ContactCursor,
  type ContactSort,
  numbered,
  type Road,
  roadsOf,
  type Search,
} from './contact-roads.ts';
import { contactsFoundWithin, type Reached } from './sight.ts';

/** Which contacts: those within reach that pass the filter and are found. */
export interface Wanted {
  readonly reached: Reached;
  readonly filter: Filter;
  readonly search: Search | undefined;
}

/** What may be told beside: it costs a look for each contact, so only what was asked for is. `field` by its id. */
export type Beside = 'tags' | 'lists' | 'added' | 'added_by' | 'changed' | 'changed_by' | { readonly field: number };

export interface ContactListRow {
  readonly road: number;
  readonly key: string | number;
  readonly id: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly time_zone: string | null;
  readonly assignee: string | null;
  readonly team: string | null;
  /** What was asked for beside, in its order. */
  readonly [beside: `beside_${number}`]: string | number | null;
}

const BESIDE: Readonly<Record<Exclude<Beside, object>, string>> = {
  tags: `(select string_agg(t.tag, ';' order by t.tag) from contact_tags t
    where t.workspace_id = c.workspace_id and t.contact_id = c.id)`,
  lists: `(select string_agg(l.name, ';' order by l.name) from list_members m
    join lists l on l.workspace_id = m.workspace_id and l.id = m.list_id
    where m.workspace_id = c.workspace_id and m.contact_id = c.id)`,
  added: '(select e.at from authorships e where e.workspace_id = c.workspace_id and e.number = c.made)',
  added_by: '(select e.actor from authorships e where e.workspace_id = c.workspace_id and e.number = c.made)',
  changed: '(select e.at from authorships e where e.workspace_id = c.workspace_id and e.number = c.changed)',
  changed_by: '(select e.actor from authorships e where e.workspace_id = c.workspace_id and e.number = c.changed)',
};

const besideOf = (beside: Beside): string => {
  if (typeof beside === 'string') return BESIDE[beside];
  if (!Number.isSafeInteger(beside.field)) throw new Error('a field is known by a whole number');
  return `(select v.value from contact_values v where v.workspace_id = c.workspace_id and v.contact_id = c.id
    and v.field_id = ${beside.field})`;
};

/**
 * Whether few contacts are likely to be left: then they are found first and sorted after, instead of walking past all
 * the others in order.
 */
const isFew = ({ reached, filter, search }: Wanted): boolean =>
  search === undefined &&
  ((reached !== 'nothing' && reached.contacts !== null) ||
    filter.some(([one, ...others]) => one !== undefined && others.length === 0 && isSought(one)));

const SOUGHT = ['field', 'tag', 'list', 'assignee', 'team', 'phone', 'email'];

/** Whether an index finds what a term is about, and it is about something in particular. */
const isSought = ({ term: { about, holds }, segments }: LookedUp): boolean =>
  SOUGHT.includes(about) && segments.length === 0 && ['=', 'in', 'starts-with'].includes(holds);

/** The statement of one road from a cursor on, its values numbered from `from` on; `$1` is the workspace's id. */
function roadPiece(
  { unindexed }: Connection['dialect'],
  road: Road,
  place: number,
  wanted: Wanted,
  beside: readonly Beside[],
  after: ContactCursor | undefined,
  limit: number,
  from: number,
): Piece {
  const { key: column, where, values: found } = after?.road === place ? begunRoad(road, after) : road;
  const key = isFew(wanted) && column !== 'c.id' ? unindexed(column) : column;
  const narrowed = filterPiece(wanted.filter, from + found.length);
  const more = beside.map((one, i) => `, ${besideOf(one)} as beside_${i}`).join('');
  return {
    text: `select ${place} as road, ${column} as key, c.id, c.phone, c.email, c.first_name, c.last_name, c.time_zone,
        u.email as assignee, g.name as team${more}
      from contacts c left join users u on u.id = c.assignee
      left join teams g on g.workspace_id = c.workspace_id and g.id = c.team_id
      where c.workspace_id = $1 and ${numbered(where, from).replaceAll(column, key)}
        and ${contactsFoundWithin(wanted.reached)} and ${narrowed.text}
      order by ${key === 'c.id' ? key : `${key}, c.id`}${limit > 0 ? ` limit ${limit}` : ''}`,
    values: [...found, ...narrowed.values],
  };
}

/** A page of contacts from a cursor on, in one statement; a search goes on by the next road only where one was too short. */
export async function contactPage(
  { all, dialect }: Connection,
  workspaceId: number,
  wanted: Wanted,
  sort: ContactSort | undefined,
  beside: readonly Beside[],
  after: ContactCursor | undefined,
  limit: number,
): Promise<ContactListRow[]> {
  const roads = [...roadsOf(wanted.search, sort).entries()].filter(([place]) => place >= (after?.road ?? 0));
  const pieceOf = ([place, road]: [number, Road], most: number, from: number): Piece =>
    roadPiece(dialect, road, place, wanted, beside, after, most, from);
  if (wanted.search !== undefined && sort === undefined) {
    // The end of one road is found on the others too, and would be walked past there for nothing.
    const found: ContactListRow[] = [];
    for (const road of roads) {
      const { text, values } = pieceOf(road, limit - found.length, 2);
      found.push(...(await all<ContactListRow>(text, [workspaceId, ...values])));
      if (found.length >= limit) break;
    }
    return found;
  }
  const values: unknown[] = [workspaceId];
  const parts = roads.map((road) => {
    const piece = pieceOf(road, limit, values.length + 1);
    values.push(...piece.values);
    return piece.text;
  });
  const [only = ''] = parts;
  if (parts.length === 1) return all<ContactListRow>(only, values);
  const whole = parts.map((text, i) => `select * from (${text}) as road_${i}`).join(' union all ');
  return all<ContactListRow>(`${whole} order by road, key, id limit ${limit}`, values);
}

/** All contacts that are wanted, as they come. */
export async function* contactStream(
  { stream, dialect }: Connection,
  workspaceId: number,
  wanted: Wanted,
  sort: ContactSort | undefined,
  beside: readonly Beside[],
  after: ContactCursor | undefined,
): AsyncGenerator<ContactListRow> {
  const roads = roadsOf(wanted.search, sort);
  for (const [place, road] of roads.entries()) {
    if (place < (after?.road ?? 0)) continue;
    const { text, values } = roadPiece(dialect, road, place, wanted, beside, after, 0, 2);
    yield* stream<ContactListRow>(text, [workspaceId, ...values]);
  }
}

/** The contacts that are wanted as a condition of a statement (`c`), whose `$1` is the workspace's id. */
export function wantedPiece({ reached, filter, search }: Wanted, from: number): Piece {
  const [road] = search === undefined ? [] : roadsOf(search, 'added');
  const narrowed = filterPiece(filter, from + (road?.values.length ?? 0));
  return {
    text: `${contactsFoundWithin(reached)} and ${road ? numbered(road.where, from) : '1 = 1'} and ${narrowed.text}`,
    values: [...(road?.values ?? []), ...narrowed.values],
  };
}

/** How many contacts are wanted. */
export async function countContacts({ all }: Connection, workspaceId: number, wanted: Wanted): Promise<number> {
  const { text, values } = wantedPiece(wanted, 2);
  const [row] = await all<{ contacts: number }>(
    `select count(*) as contacts from contacts c where c.workspace_id = $1 and ${text}`,
    [workspaceId, ...values],
  );
  return row?.contacts ?? 0;
}
