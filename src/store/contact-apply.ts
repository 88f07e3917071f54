// A judged file of contacts becomes contacts, tags, lists and values: one sorted statement a table.
import type { Connection } from './connection.ts';
import { asItIs } from './contact-image.ts';
import { applied, GOOD } from './contact-judge.ts';

/** Where and by which entry a file of contacts is applied. Without `updates`, contacts that differ are left as they are. */
export interface ContactApplication {
  readonly workspaceId: number;
  readonly entry: number;
  readonly updates: boolean;
  /** The narrowed importer to whom new contacts are assigned that are nobody's else: they would not see them otherwise. */
  readonly own: number | null;
  /** New contacts are numbered from here on. */
  readonly base: number;
}

const MATCHED = 'sorted_contacts s left join matched m on m.n = s.n';

/** The contact of a row (`s`): the one it was matched with, or a new one, numbered in the order of the rows. */
const ID = (base: string) => `coalesce(m.contact_id, cast(${base} as integer) + s.n)`;

/** A contact that gets another name, with the parts it will have. */
export interface RenamedContact {
  readonly id: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** The contacts that are given another name, by id, after one of them. */
export const renamedContacts = (
  { all }: Connection,
  { workspaceId }: ContactApplication,
  after: number,
  limit: number,
) =>
  all<RenamedContact>(
    `select c.id, coalesce(s.first_name, c.first_name) as first_name, coalesce(s.last_name, c.last_name) as last_name
     from matched m join sorted_contacts s on s.n = m.n join contacts c on c.workspace_id = $1 and c.id = m.contact_id
     where c.id > $2 and m.differs like '%another name%' and ${GOOD} order by c.id limit $3`,
    [workspaceId, after, limit],
  );

/** Lays down by what the renamed contacts are searched and sorted from now on. */
export const stageNameKeys = ({ load }: Connection, keys: Iterable<readonly [id: number, nameKey: string]>) =>
  load('renamed', ['contact_id', 'name_key'], keys);

/** Makes and changes the contacts, with what belongs to them, and keeps what became of each line. */
export async function applyContacts(connection: Connection, application: ContactApplication): Promise<void> {
  const rows = await keepOutcomes(connection, application);
  await addContacts(connection, application);
  if (application.updates) await changeContacts(connection, application);
  await addTags(connection, application);
  await addToLists(connection, application);
  await setValues(connection, application);
  const { doors } = connection.dialect;
  if (doors && rows >= MUCH) await connection.all(doors.weigh);
}

/** So many rows change what a server should think of its tables. */
const MUCH = 500;

/** The batch ledger: which line became what, and what was changed as it was before. */
function keepOutcomes(
  { dialect, run }: Connection,
  { workspaceId, entry, updates, base }: ContactApplication,
): Promise<number> {
  const given = `(select ${dialect.json.list('t.tag')} from staged_tags t where t.combination = s.combination
    and not exists (select 1 from contact_tags h where h.workspace_id = $1 and h.contact_id = m.contact_id and h.tag = t.tag))`;
  const put = `(select ${dialect.json.map('cast(t.list_id as text)', 'cast($2 as integer)')} from staged_lists t
    where t.combination = s.combination and not exists (select 1 from list_members h
      where h.workspace_id = $1 and h.contact_id = m.contact_id and h.list_id = t.list_id))`;
  const also = [
    ['gave', given],
    ['put', put],
  ] as const;
  const before = `(select ${asItIs(dialect, also)} from contacts c where c.workspace_id = $1 and c.id = m.contact_id)`;
  const changed = updates ? "m.differs <> ''" : '1 = 0';
  return run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select $1, cast($2 as integer), s.line, ${ID('$3')},
       case when m.n is null then 'added' when ${changed} then 'updated' else 'unchanged' end,
       case when ${changed} then ${before} end
     from ${MATCHED} where ${GOOD} order by s.line`,
    [workspaceId, entry, base],
  );
}

const addContacts = ({ run }: Connection, { workspaceId, entry, base, own }: ContactApplication): Promise<number> =>
  run(
    `insert into contacts (workspace_id, id, phone, email, email_key, first_name, last_name, name_key, assignee, team_id,
       time_zone, version, made, changed)
     select $1, cast($2 as integer) + s.n, s.phone, s.email, s.email_key, s.first_name, s.last_name, s.name_key,
       case when k.team_id is null then coalesce(k.assignee, cast($4 as integer)) else k.assignee end, k.team_id,
       s.time_zone, 1, cast($3 as integer), cast($3 as integer)
     from ${MATCHED} left join staged_combinations k on k.id = s.combination
     where m.n is null and ${GOOD} order by s.n`,
    [workspaceId, base, entry, own],
  );

/** An empty cell never overwrites. */
const changeContacts = ({ run }: Connection, { workspaceId, entry }: ContactApplication): Promise<number> =>
  run(
    `update contacts as c set
       email = case when s.email_key <> coalesce(c.email_key, '') then s.email else c.email end,
       email_key = coalesce(s.email_key, c.email_key),
       first_name = coalesce(s.first_name, c.first_name), last_name = coalesce(s.last_name, c.last_name),
       name_key = coalesce((select r.name_key from renamed r where r.contact_id = c.id), c.name_key),
       assignee = coalesce(k.assignee, c.assignee), team_id = coalesce(k.team_id, c.team_id),
       time_zone = coalesce(s.time_zone, c.time_zone), version = c.version + 1, changed = $2
     from matched m join sorted_contacts s on s.n = m.n left join staged_combinations k on k.id = s.combination
     where c.workspace_id = $1 and c.id = m.contact_id and m.differs <> '' and ${GOOD}`,
    [workspaceId, entry],
  );

const addTags = ({ run }: Connection, { workspaceId, updates, base }: ContactApplication): Promise<number> =>
  run(
    `insert into contact_tags (workspace_id, contact_id, tag)
     select $1, ${ID('$2')}, t.tag from ${MATCHED} join staged_tags t on t.combination = s.combination
     where ${applied(updates)} and ${GOOD} order by 2, 3 on conflict do nothing`,
    [workspaceId, base],
  );

const addToLists = ({ run }: Connection, { workspaceId, entry, updates, base }: ContactApplication): Promise<number> =>
  run(
    `insert into list_members (workspace_id, list_id, contact_id, made)
     select $1, t.list_id, ${ID('$2')}, cast($3 as integer)
     from ${MATCHED} join staged_lists t on t.combination = s.combination
     where ${applied(updates)} and ${GOOD} order by 2, 3 on conflict do nothing`,
    [workspaceId, base, entry],
  );

const setValues = ({ run }: Connection, { workspaceId, updates, base }: ContactApplication): Promise<number> =>
  run(
    `insert into contact_values (workspace_id, contact_id, field_id, value)
     select $1, ${ID('$2')}, t.field_id, t.value from ${MATCHED} join staged_values t on t.line = s.line
     where ${applied(updates)} and ${GOOD} order by 2, 3
     on conflict (workspace_id, contact_id, field_id) do update set value = excluded.value`,
    [workspaceId, base],
  );
