// What an entry began and ended of access, gathered to be undone: each fact by its key, with what stands in the way.
import type { Connection } from './connection.ts';

interface UndoneTable {
  /** Whether its facts are about a person. */
  readonly person: boolean;
  /** The column by which a person has several, as a text in SQL; what is about nobody is known by it alone. */
  readonly part: string | null;
  /** What else a row says. */
  readonly says: readonly string[];
}

/** The facts that can be undone. What people agreed to and the tokens they were shown are not among them. */
const UNDONE_TABLES = {
  custom_roles: { person: false, part: 'name', says: ['definition'] },
  line_activations: { person: false, part: 'line_id', says: [] },
  product_activations: { person: false, part: 'product', says: [] },
  memberships: { person: true, part: null, says: ['role', 'status', 'name', 'expires', 'token_hash'] },
  restrictions: { person: true, part: 'name', says: [] },
  line_grants: { person: true, part: 'line_id', says: [] },
  product_grants: { person: true, part: 'product', says: [] },
  team_members: { person: true, part: 'team_id', says: [] },
} as const satisfies Readonly<Record<string, UndoneTable>>;

export type UndoneFact = keyof typeof UNDONE_TABLES;

/** What people hold beside their membership. */
export const HELD = ['restrictions', 'line_grants', 'product_grants', 'team_members'] as const;

/** Which entry is undone, by which other, where: `void` are entries since that are as if they had not been. */
export interface Undo {
  readonly workspaceId: number;
  readonly of: number;
  readonly entry: number;
  /** Earlier undos of the same entry, which left some of it. */
  readonly earlier: readonly number[];
  readonly void: readonly number[];
  /** Every undo there is. */
  readonly undos: readonly number[];
}

const keyOf = (table: UndoneFact, f: string): readonly [user: string, part: string] => {
  const { person, part } = UNDONE_TABLES[table];
  return [person ? `${f}.user_id` : '0', part === null ? "''" : `cast(${f}.${part} as text)`];
};

/** The condition that a row of a table (`f`) has the key of a fact that is undone (`u`). */
export function isOfKey(table: UndoneFact, f: string, u: string): string {
  const { person, part } = UNDONE_TABLES[table];
  const user = person ? `${f}.user_id = ${u}.user_id` : '1 = 1';
  if (part === null) return user;
  return `${user} and cast(${f}.${part} as text) = ${u}.part`;
}

const texts = (numbers: readonly number[]): string => JSON.stringify(numbers.map(String));

/** Gathers what the entry began and ended, with the first later entry that touched the same fact, where one did. */
export async function gatherFacts(connection: Connection, { workspaceId, of, earlier, void: gone }: Undo) {
  const { run, dialect } = connection;
  const { integer, text, keyed } = dialect.words;
  await run(`create temporary table undoing (fact ${text} not null, user_id ${integer} not null, part ${text} not null,
    begun ${integer} not null, ended ${integer} not null, touched ${integer}, now_role ${text}, now_status ${text},
    was_role ${text}, was_status ${text}, primary key (fact, user_id, part)) ${keyed}`);
  await run(`create temporary table voided (entry ${integer} primary key)`);
  await run(
    `insert into voided select distinct cast(t.value as integer) from (with t (value) as ${dialect.texts('$1')} select value from t) t`,
    [texts(gone)],
  );
  const isLater = (column: string) =>
    `${column} > $2 and not exists (select 1 from voided v where v.entry = ${column})`;
  const tables = Object.keys(UNDONE_TABLES) as UndoneFact[];
  const parts = tables.map((table) => {
    const [user, part] = keyOf(table, 'f');
    const { person, part: column } = UNDONE_TABLES[table];
    const same = [
      ...(person ? ['l.user_id = f.user_id'] : []),
      ...(column === null ? [] : [`l.${column} = f.${column}`]),
    ];
    const later = `(select min(case when ${isLater('l.since')} then l.since else l.until end) from ${table} l
      where l.workspace_id = $1 and ${same.join(' and ')} and (${isLater('l.since')} or (${isLater('l.until')})))`;
    return `select '${table}' as fact, ${user} as user_id, ${part} as part,
      case when f.since = $2 then 1 else 0 end as begun, case when f.until = $2 then 1 else 0 end as ended, ${later} as touched
      from ${table} f where f.workspace_id = $1 and (f.since = $2 or f.until = $2) and coalesce(f.until, 0) <> f.since`;
  });
  await run(
    `insert into undoing (fact, user_id, part, begun, ended, touched)
     select fact, user_id, part, max(begun), max(ended), min(touched) from (${parts.join(' union all ')}) found
     group by fact, user_id, part order by fact, user_id, part`,
    [workspaceId, of],
  );
  if (earlier.length > 0) {
    await run(`delete from undoing where cast(touched as text) in ${dialect.texts('$1')}`, [texts(earlier)]);
  }
  await run(
    `update undoing set
       now_role = (select m.role from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id and m.until is null),
       now_status = (select m.status from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id and m.until is null),
       was_role = (select m.role from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id
         and m.until = $2 and fact = 'memberships' and m.since <> m.until),
       was_status = (select m.status from memberships m where m.workspace_id = $1 and m.user_id = undoing.user_id
         and m.until = $2 and fact = 'memberships' and m.since <> m.until)
     where user_id > 0`,
    [workspaceId, of],
  );
}

/** One way in which facts change when they are undone, and how many of them do. */
export interface DistinctUndoing {
  readonly fact: UndoneFact;
  /** Line, product, team or role; empty where people's own facts are all alike. */
  readonly part: string;
  readonly begun: number;
  readonly ended: number;
  readonly now_role: string | null;
  readonly now_status: string | null;
  readonly was_role: string | null;
  readonly was_status: string | null;
  /** Whether the acting user is who it is about. */
  readonly self: number;
  /** Whether the person's membership goes with it. */
  readonly goes: number;
  readonly rows: number;
}

/** The distinct ways in which facts would change: as many as there are combinations, not people. */
export const distinctUndoings = ({ all }: Connection, actorId: number): Promise<DistinctUndoing[]> =>
  all<DistinctUndoing>(
    `select fact, part, begun, ended, now_role, now_status, was_role, was_status, self, goes, count(*) as rows
     from (select u.fact, case when u.fact = 'restrictions' then '' else u.part end as part, u.begun, u.ended,
         u.now_role, u.now_status, coalesce(u.was_role, p.was_role) as was_role,
         coalesce(u.was_status, p.was_status) as was_status, case when u.user_id = $1 then 1 else 0 end as self,
         case when p.ended = 0 then 1 else 0 end as goes
       from undoing u left join undoing p on p.fact = 'memberships' and p.user_id = u.user_id and p.begun = 1 and p.touched is null
       where u.touched is null) d
     group by fact, part, begun, ended, now_role, now_status, was_role, was_status, self, goes
     order by fact, part, begun, ended, now_role nulls first, was_role nulls first`,
    [actorId],
  );

/** How the role that was ended is defined, for each that would be in force again. */
export const rolesAgain = ({ all }: Connection, { workspaceId, of }: Undo) =>
  all<{ readonly name: string; readonly definition: string }>(
    `select c.name, c.definition from custom_roles c join undoing u on u.fact = 'custom_roles' and u.part = c.name
     where c.workspace_id = $1 and c.until = $2 and c.since <> c.until and u.ended = 1 and u.touched is null`,
    [workspaceId, of],
  );

/** How many facts would begin again, end, and stay as they are. */
export interface FactsUndone {
  readonly ended: number;
  readonly begun: number;
  readonly left: number;
}

/** Counts what would become of the facts. */
export async function countUndoing({ all }: Connection): Promise<FactsUndone> {
  const [row] = await all<FactsUndone>(
    `select coalesce(sum(case when touched is null then begun else 0 end), 0) as ended,
       coalesce(sum(case when touched is null then ended else 0 end), 0) as begun,
       coalesce(sum(case when touched is null then 0 else 1 end), 0) as "left" from undoing`,
  );
  return row ?? { ended: 0, begun: 0, left: 0 };
}

/** A fact or a record that stays as it is, because another entry changed it since; null where no entry tells of it. */
export interface Left {
  readonly what: string;
  readonly says: string;
  readonly touched: number | null;
}

/** The facts that stay as they are, in words, as a statement whose `$1` is the workspace. */
export const LEFT_FACTS = `select case u.fact when 'custom_roles' then 'role' when 'line_activations' then 'line'
    when 'product_activations' then 'product' when 'memberships' then 'membership' when 'restrictions' then 'restriction'
    when 'line_grants' then 'line grant' when 'product_grants' then 'product grant' else 'team membership' end as what,
  case when u.user_id = 0 then coalesce(l.address, u.part)
    else coalesce(p.email, '') || case when u.part = '' then '' else ': ' || coalesce(l.address, t.name, u.part) end end as says,
  u.touched
  from undoing u left join users p on p.id = u.user_id
  left join lines l on l.workspace_id = $1 and u.fact in ('line_activations', 'line_grants') and cast(l.id as text) = u.part
  left join teams t on t.workspace_id = $1 and u.fact = 'team_members' and cast(t.id as text) = u.part
  where u.touched is not null`;

/** People who cease to be active members by an undo: removed, or suspended again. */
export const parting = ({ all }: Connection) =>
  all<{ readonly userId: number; readonly became: 'removed' | 'suspended' }>(
    `select u.user_id as "userId", case when u.ended = 0 then 'removed' else 'suspended' end as became from undoing u
     where u.fact = 'memberships' and u.touched is null and u.begun = 1 and u.now_status = 'active'
       and (u.ended = 0 or u.was_status = 'suspended') order by u.user_id`,
  );

/** Ends what the entry began, and begins again what it ended, so that nothing is ever without what it rests on. */
export async function applyUndoing({ run }: Connection, { workspaceId, of, entry }: Undo): Promise<void> {
  const ends = (table: UndoneFact, also = '1 = 1') =>
    run(
      `update ${table} set until = cast($2 as integer) where workspace_id = $1 and until is null
       and exists (select 1 from undoing u where u.fact = '${table}' and u.begun = 1 and u.touched is null and ${also}
         and ${isOfKey(table, table, 'u')})`,
      [workspaceId, entry],
    );
  const begins = (table: UndoneFact) => {
    const { person, part, says } = UNDONE_TABLES[table];
    const columns = [...(person ? ['user_id'] : []), ...(part === null ? [] : [part]), ...says];
    return run(
      `insert into ${table} (workspace_id, ${columns.join(', ')}, since, until)
       select f.workspace_id, ${columns.map((one) => `f.${one}`).join(', ')}, cast($3 as integer), null
       from ${table} f join undoing u on u.fact = '${table}' and u.ended = 1 and u.touched is null and ${isOfKey(table, 'f', 'u')}
       where f.workspace_id = $1 and f.until = $2 and f.since <> f.until order by ${columns
         .slice(0, 2)
         .map((one) => `f.${one}`)
         .join(', ')}`,
      [workspaceId, of, entry],
    );
  };
  for (const table of HELD) await ends(table);
  await ends('custom_roles', 'u.ended = 1');
  await begins('custom_roles');
  await begins('line_activations');
  await begins('product_activations');
  await ends('memberships');
  await begins('memberships');
  for (const table of ['custom_roles', 'line_activations', 'product_activations'] as const)
    await ends(table, 'u.ended = 0');
  for (const table of HELD) await begins(table);
}
