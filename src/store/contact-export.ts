// Contacts as files tell them, page by page, in the order of their numbers and then of their addresses.
import type { Connection } from './connection.ts';
import type { Piece } from './contact-filter.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** A contact as it is exported: its columns, and what is kept of it in other tables by the id. */
type ExportedRow = readonly [
  id: number,
  phone: string | null,
  email: string | null,
  firstName: string | null,
  lastName: string | null,
  assignee: string | null,
  team: string | null,
  timeZone: string | null,
  /** The key of an address, where that is what the next page goes on from. */
  emailKey?: string,
];

/** What belongs to the contacts of a page, by their ids: tags, names of lists, and values by the ids of their fields. */
interface Belongings {
  readonly tags: ReadonlyMap<number, readonly string[]>;
  readonly lists: ReadonlyMap<number, readonly string[]>;
  readonly values: ReadonlyMap<number, ReadonlyMap<number, string>>;
}

/** Some contacts, with what belongs to them. */
export interface ExportPage extends Belongings {
  readonly rows: readonly ExportedRow[];
}

/** Which contacts are exported: those within reach that pass a filter, whose values are numbered from `FROM` on. */
export interface Exported {
  readonly workspaceId: number;
  readonly reached: Reached;
  readonly filter: Piece;
}

/** The values of a filter are numbered from here on in the statements of an export. */
export const FROM = 4;
const PAGE = 500;

/** The two ways to be known, each with the condition under which an index gives them in order. */
const ROADS = [
  { key: 'c.phone', at: 1, where: 'c.phone is not null', more: '', index: 'contacts_by_phone' },
  { key: 'c.email_key', at: 8, where: 'c.phone is null', more: ', c.email_key', index: 'contacts_by_address' },
] as const;

/** All of them, page by page. */
export async function* exportPages(connection: Connection, exported: Exported): AsyncGenerator<ExportPage> {
  const has = await kept(connection, exported.workspaceId);
  const { by } = connection.dialect;
  for (const { key, at, where, more, index } of ROADS) {
    const within = `c.workspace_id = $1 and ${where} and ${key} > $2`;
    const passes = `${contactsWithin(exported.reached)} and ${exported.filter.text}`;
    for (let after = ''; ; ) {
      const rows = (await connection.tuples(
        `select c.id, c.phone, c.email, c.first_name, c.last_name, u.email, t.name, c.time_zone${more}
         from contacts c ${by(index)} left join users u on u.id = c.assignee
         left join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
         where ${within} and ${passes} order by ${key} limit cast($3 as integer)`,
        [exported.workspaceId, after, PAGE, ...exported.filter.values],
      )) as unknown as readonly ExportedRow[];
      const last = rows.at(-1)?.[at];
      if (typeof last !== 'string') break;
      const span = [exported.workspaceId, after, last];
      yield { rows, ...(await belongings(connection, `${within} and ${key} <= $3`, span, has)) };
      if (rows.length < PAGE) break;
      after = last;
    }
  }
}

const NONE: readonly string[] = [];

/** The cells of each contact by the page: those that every contact has, then these fields. */
export async function* contactCells(
  pages: AsyncIterable<ExportPage>,
  fields: readonly { readonly id: number }[],
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for await (const { rows, tags, lists, values } of pages) {
    const page: (readonly unknown[])[] = [];
    for (const [id, phone, email, first, last, assignee, team, zone] of rows) {
      const cells = [phone, email, first, last, tags.get(id) ?? NONE, lists.get(id) ?? NONE, assignee, team, zone];
      const held = fields.length === 0 ? undefined : values.get(id);
      page.push(fields.length === 0 ? cells : [...cells, ...fields.map((field) => held?.get(field.id) ?? null)]);
    }
    yield page;
  }
}

const TABLES = ['contact_tags', 'list_members', 'contact_values'] as const;
type Kept = Readonly<Record<(typeof TABLES)[number], number>>;

/** Which of the tables beside the contacts have anything in them. */
async function kept({ all }: Connection, workspaceId: number): Promise<Kept> {
  const has = TABLES.map(
    (table) => `case when exists (select 1 from ${table} h where h.workspace_id = $1) then 1 else 0 end as ${table}`,
  );
  const [row] = await all<Kept>(`select ${has.join(', ')}`, [workspaceId]);
  return row as Kept;
}

async function belongings(
  { tuples }: Connection,
  span: string,
  values: readonly unknown[],
  has: Kept,
): Promise<Belongings> {
  const of = (table: keyof Kept, columns: string, join: string, order: string) => {
    if (has[table] === 0) return [];
    // Crossed, so that SQLite finds from the few contacts of a page what belongs to them, and not the other way round.
    return tuples(
      `select h.contact_id, ${columns} from contacts c cross join ${table} h ${join}
       where ${span} and h.workspace_id = c.workspace_id and h.contact_id = c.id order by ${order}`,
      values,
    );
  };
  const lists = 'join lists l on l.workspace_id = h.workspace_id and l.id = h.list_id';
  return {
    tags: byContact(await of('contact_tags', 'h.tag', '', 'h.tag')),
    lists: byContact(await of('list_members', 'l.name', lists, 'l.name')),
    values: byField(await of('contact_values', 'h.field_id, h.value', '', 'h.field_id')),
  };
}

function byContact(rows: readonly (readonly unknown[])[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [id, name] of rows as readonly (readonly [number, string])[]) {
    const before = found.get(id);
    if (before === undefined) found.set(id, [name]);
    else before.push(name);
  }
  return found;
}

function byField(rows: readonly (readonly unknown[])[]): Map<number, Map<number, string>> {
  const found = new Map<number, Map<number, string>>();
  for (const [id, fieldId, value] of rows as readonly (readonly [number, number, string])[]) {
    const values = found.get(id) ?? new Map<number, string>();
    found.set(id, values.set(fieldId, value));
  }
  return found;
}
