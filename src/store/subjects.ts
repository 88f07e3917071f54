// Who someone is, in plain SQL: every command asks this first, and the smallest ask nothing else,
// so it does not wait for the query builder to load.
import type { Connection } from './connection.ts';

/** One row per person asked for, with the workspace on each; lists are `name entry` pairs joined by commas. */
export interface SubjectRow {
  readonly workspace_id: number;
  readonly slug: string;
  readonly model: string;
  readonly state: string;
  readonly state_since: number;
  readonly activated: string | null;
  readonly user_id: number | null;
  readonly email: string | null;
  readonly email_key: string | null;
  readonly role: string | null;
  readonly status: string | null;
  readonly since: number | null;
  readonly restricted: string | null;
  readonly lines: string | null;
  readonly products: string | null;
  readonly teams: string | null;
  /** The workspace's own roles: a line each, its entry before its definition. */
  readonly customs: string | null;
}

const pairs = (name: string, table: string, where: string) =>
  `(select string_agg(${name} || ' ' || since, ',') from ${table} f where ${where} and f.until is null)`;

const ofMember = 'f.workspace_id = w.id and f.user_id = u.id';

/** People with what is known of them in a workspace; the keys of the people are the texts of `$2`. */
const people = (which: string, keys: string) => `
  select w.id as workspace_id, w.slug, w.model, s.state, s.since as state_since,
    ${pairs('product', 'product_activations', 'f.workspace_id = w.id')} as activated,
    u.id as user_id, u.email, u.email_key, m.role, m.status, m.since,
    ${pairs('name', 'restrictions', ofMember)} as restricted,
    ${pairs('line_id', 'line_grants', ofMember)} as lines,
    ${pairs('product', 'product_grants', ofMember)} as products,
    ${pairs('team_id', 'team_members', ofMember)} as teams,
    (select string_agg(since || ' ' || definition, '\n' order by name) from custom_roles f
      where f.workspace_id = w.id and f.until is null) as customs
  from workspaces w
  join workspace_states s on s.workspace_id = w.id and s.until is null
  left join users u on u.email_key in ${keys}
  left join memberships m on m.workspace_id = w.id and m.user_id = u.id and m.until is null
  where ${which}`;

/** The statements that tell of people, by what `$1` is; `texts` reads the JSON array of their keys in `$2`. */
export const PEOPLE = {
  bySlug: (texts: Texts) =>
    people('w.slug = $1 or (cast($1 as text) is null and (select count(*) from workspaces) = 1)', texts('$2')),
  byId: (texts: Texts) => people('w.id = $1', texts('$2')),
  everywhere: (texts: Texts) => people('$1 = 1', texts('$2')),
} as const;

type Texts = Connection['dialect']['texts'];

/**
 * The people with these e-mail keys, in one statement, in the workspace with this slug (null: the only one there is).
 * No row: there is no such workspace. A row without `user_id`: none of them is known.
 */
export const peopleBySlug = ({ dialect, all }: Connection, slug: string | null, keys: readonly string[]) =>
  all<SubjectRow>(dialect.doors?.peopleBySlug ?? PEOPLE.bySlug(dialect.texts), [slug, JSON.stringify(keys)]);

/** The same for a workspace whose id is known. */
export const peopleById = ({ dialect, all }: Connection, workspaceId: number, keys: readonly string[]) =>
  all<SubjectRow>(dialect.doors?.peopleById ?? PEOPLE.byId(dialect.texts), [workspaceId, JSON.stringify(keys)]);

/** The same person in every workspace of the store: what upkeep of the whole file asks of. */
export const personEverywhere = ({ dialect, all }: Connection, key: string) =>
  all<SubjectRow>(dialect.doors?.personEverywhere ?? PEOPLE.everywhere(dialect.texts), [1, JSON.stringify([key])]);

/** A line by its address or name, also a removed one. */
export interface LineRow {
  readonly id: number;
  readonly address: string;
  readonly kind: string;
  readonly name: string | null;
  readonly active: number | null;
  readonly removed: number | null;
}

const lines = (where: string) => `
  select l.id, l.address, l.kind, l.name,
    (select since from line_activations a where a.workspace_id = $1 and a.line_id = l.id and a.until is null) as active,
    (select max(until) from line_activations a where a.workspace_id = $1 and a.line_id = l.id) as removed
  from lines l where l.workspace_id = $1 and ${where}`;

/** The statements that tell of lines in the workspace `$1`, also of removed ones, by what is in the JSON array `$2`. */
export const LINES = {
  named: (texts: Texts) =>
    lines(`(l.address in ${texts('$2')} or l.name in ${texts('$2')} or lower(l.name) in ${texts('$2')})`),
  byId: (texts: Texts) => lines(`cast(l.id as text) in ${texts('$2')}`),
} as const;

/** The lines with these addresses or names (also given in lower case), in one statement. */
export const linesNamed = ({ dialect, all }: Connection, workspaceId: number, names: readonly string[]) =>
  all<LineRow>(dialect.doors?.linesNamed ?? LINES.named(dialect.texts), [workspaceId, JSON.stringify(names)]);

/** The lines with these ids, in one statement. */
export const linesById = ({ dialect, all }: Connection, workspaceId: number, ids: readonly number[]) =>
  all<LineRow>(dialect.doors?.linesById ?? LINES.byId(dialect.texts), [workspaceId, JSON.stringify(ids.map(String))]);

/** How many active members hold a role. */
export async function countActiveHolders(connection: Connection, workspaceId: number, role: string): Promise<number> {
  const [row] = await connection.all<{ holders: number }>(
    `select count(*) as holders from memberships
     where workspace_id = $1 and role = $2 and status = 'active' and until is null`,
    [workspaceId, role],
  );
  return row?.holders ?? 0;
}

/** Every active line of a workspace: what a roster's cells may name. */
export const activeLines = (connection: Connection, workspaceId: number) =>
  connection.all<{ readonly id: number; readonly address: string; readonly name: string | null }>(
    `select l.id, l.address, l.name from lines l
     join line_activations a on a.workspace_id = l.workspace_id and a.line_id = l.id and a.until is null
     where l.workspace_id = $1`,
    [workspaceId],
  );

/** Who is a member, or ever was, as far as whoever asks may know: their addresses by their ids. */
export const memberAddresses = (connection: Connection, workspaceId: number) =>
  connection.all<{ readonly id: number; readonly email: string }>(
    `select distinct u.id, u.email from memberships m join users u on u.id = m.user_id where m.workspace_id = $1`,
    [workspaceId],
  );
