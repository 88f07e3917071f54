// A staged roster held against the store. What is at fault is marked; what is left falls into few distinct questions.
import type { Connection } from './connection.ts';

/** A judged row that has no fault. */
const GOOD = 'not exists (select 1 from staged_faults f where f.line = j.line)';

const lacks = (table: string, part: string, held: string) => `exists (select 1 from ${table} p
  where p.combination = s.combination and not exists (select 1 from ${held} g where g.workspace_id = $1
    and g.user_id = u.id and g.${part} = p.${part} and g.until is null))`;

const differing = (condition: string, words: string) => `case when ${condition} then ${words} || ', ' else '' end`;

/** Finds for each staged row who is there already, how they differ, and on which line the same person stands first. */
export async function judge({ run }: Connection, workspaceId: number): Promise<void> {
  await run(
    `insert into judged
     select s.line, s.key, s.email, s.name, s.role, s.status, s.combination,
       min(s.line) over (partition by s.key), u.id, m.role, m.status,
       case when m.role is null then '' else
         ${differing('s.role <> m.role', "'role ' || m.role")} ||
         ${differing("s.status <> 'invited' and s.status <> m.status", "'status ' || m.status")} ||
         ${differing("s.name <> coalesce(m.name, '')", "'another name'")} ||
         ${differing(lacks('staged_lines', 'line_id', 'line_grants'), "'fewer lines'")} ||
         ${differing(lacks('staged_products', 'product', 'product_grants'), "'fewer products'")} ||
         ${differing(lacks('staged_teams', 'team_id', 'team_members'), "'fewer teams'")} ||
         ${differing(lacks('staged_restrictions', 'name', 'restrictions'), "'other restrictions'")}
       end
     from staged_rows s
     left join users u on u.email_key = s.key
     left join memberships m on m.workspace_id = $1 and m.user_id = u.id and m.until is null
     order by s.key, s.line`,
    [workspaceId],
  );
}

/** Marks every row whose person stands on an earlier line already. `position` is the column of the address. */
export const faultDuplicates = ({ run }: Connection, position: number | null): Promise<number> =>
  run(
    `insert into staged_faults
     select line, cast($1 as integer), 'email', 'duplicate-row', email,
       'line ' || line || ' is the same person as line ' || first_line, 'remove one of the two lines'
     from judged where line <> first_line`,
    [position],
  );

/** Marks every row whose person is a member already, but differently. */
export const faultDiffering = ({ run }: Connection, position: number | null): Promise<number> =>
  run(
    `insert into staged_faults
     select line, cast($1 as integer), 'email', 'exists-differently', email,
       'is a member already, with ' || substr(differs, 1, length(differs) - 2),
       'to change members too: --on-existing update'
     from judged j where differs <> '' and ${GOOD}`,
    [position],
  );

/** Marks every row whose person is a member already. */
export const faultExisting = ({ run }: Connection, position: number | null): Promise<number> =>
  run(
    `insert into staged_faults
     select line, cast($1 as integer), 'email', 'exists', email, 'is a member already', 'remove the line'
     from judged j where now_role is not null and ${GOOD}`,
    [position],
  );

/** Marks every row with a restriction that its role does not admit; of a role that is none nobody knows. `admitted` are `role restriction` pairs. */
export const faultMisplaced = (
  { dialect, run }: Connection,
  column: number | null,
  leastRole: string,
  admitted: readonly string[],
): Promise<number> =>
  run(
    `insert into staged_faults
     select j.line, cast($1 as integer), 'restrictions', 'restriction-not-for-role', p.name,
       p.name || ' cannot be put on the role ' || coalesce(j.role, j.now_role, $2), 'see: switchboard roles show'
     from judged j join staged_restrictions p on p.combination = j.combination
     where coalesce(j.role, j.now_role, $2) || ' ' || p.name not in ${dialect.texts('$3')}
       and not exists (select 1 from staged_faults f where f.line = j.line and f.code = 'unknown-role')`,
    [column, leastRole, JSON.stringify(admitted)],
  );

/** One distinct thing that good rows would do to people: invite with a role, or change members of a role. */
export interface DistinctChange {
  /** The role they hold now; null for people who are no members. */
  readonly now_role: string | null;
  readonly now_status: string | null;
  /** The role and status that the rows say, null where they say none. */
  readonly role: string | null;
  readonly status: string | null;
  readonly restricted: number;
  /** Whether a member's name or restrictions would change. */
  readonly edits: number;
  /** Whether it is the acting user. */
  readonly self: number;
  readonly rows: number;
}

/** The distinct changes among the good rows that change anything. */
export const distinctChanges = ({ all }: Connection, actorId: number): Promise<DistinctChange[]> =>
  all<DistinctChange>(
    `select now_role, now_status, role, status, restricted, edits, self, count(*) as rows from (
       select j.now_role, j.now_status, j.role, j.status,
         case when exists (select 1 from staged_restrictions r where r.combination = j.combination) then 1 else 0 end as restricted,
         case when j.differs like '%another name%' or j.differs like '%other restrictions%' then 1 else 0 end as edits,
         case when j.user_id = $1 then 1 else 0 end as self
       from judged j where (j.now_role is null or j.differs <> '') and ${GOOD}
     ) distinct_rows group by now_role, now_status, role, status, restricted, edits, self`,
    [actorId],
  );

/** The distinct lines, products and teams that good rows would give to members of a role (null: to people invited). */
export const distinctGrants = ({ all }: Connection, actorId: number) =>
  all<{
    line_id: number | null;
    product: string | null;
    team_id: number | null;
    now_role: string | null;
    self: number;
  }>(
    GIVEN.map(
      ([
        staged,
        given,
      ]) => `select distinct ${GIVEN.map(([, part, type]) => (part === given ? `p.${part}` : `cast(null as ${type}) as ${part}`)).join(', ')},
          j.now_role, case when j.user_id = $1 then 1 else 0 end as self
        from judged j join ${staged} p on p.combination = j.combination
        where (j.now_role is null or j.differs <> '') and ${GOOD}`,
    ).join(' union all '),
    [actorId],
  );

const GIVEN = [
  ['staged_lines', 'line_id', 'integer'],
  ['staged_products', 'product', 'text'],
  ['staged_teams', 'team_id', 'integer'],
] as const;

/** Which rows a refusal is about: those of a distinct change, or those that would give a line, a product or a team. */
export type Falling =
  | Pick<DistinctChange, 'now_role' | 'role' | 'self'>
  | { readonly line_id: number }
  | { readonly product: string }
  | { readonly team_id: number; readonly self: number };

/** Why rows fall: the gate's code, its sentence, and the position of the column that it is about. */
export interface Rejection {
  readonly code: string;
  readonly sentence: string;
  readonly column: number | null;
}

/** Marks the rows that fall with a refusal, with the gate's own code. */
export function rejectRows(
  { run }: Connection,
  falling: Falling,
  { code, sentence, column }: Rejection,
  actorId: number,
): Promise<number> {
  const insert = (field: string, where: string, values: readonly unknown[]) =>
    run(
      `insert into staged_faults
       select j.line, cast($1 as integer), '${field}', $2, null, $3, null from judged j
       where (j.now_role is null or j.differs <> '') and ${where}
         and not exists (select 1 from staged_faults f where f.line = j.line and f.code = $2)`,
      [column, code, sentence, ...values],
    );
  const granting = (table: string, part: string) =>
    `exists (select 1 from ${table} p where p.combination = j.combination and p.${part} = $4)`;
  if ('line_id' in falling) return insert('lines', granting('staged_lines', 'line_id'), [falling.line_id]);
  if ('team_id' in falling) {
    const isSelf = '(case when j.user_id = $5 then 1 else 0 end) = $6';
    const where = `${granting('staged_teams', 'team_id')} and ${isSelf}`;
    return insert('teams', where, [falling.team_id, actorId, falling.self]);
  }
  if ('product' in falling) return insert('products', granting('staged_products', 'product'), [falling.product]);
  return insert(
    'role',
    `coalesce(j.now_role, '') = $4 and coalesce(j.role, '') = $5 and (case when j.user_id = $6 then 1 else 0 end) = $7`,
    [falling.now_role ?? '', falling.role ?? '', actorId, falling.self],
  );
}

/** How many rows would still be applied or found unchanged. */
export async function goodRows({ all }: Connection): Promise<number> {
  const [row] = await all<{ rows: number }>(`select count(*) as rows from judged j where ${GOOD}`);
  return row?.rows ?? 0;
}

/** What the good rows come to, and how many are rejected. */
export interface Tally {
  readonly invited: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: number;
  readonly rejected: number;
}

/** Counts the outcomes. With `skips`, members who differ are left as they are. */
export async function tally({ all }: Connection, skips: boolean): Promise<Tally> {
  const changed = skips ? '1 = 0' : "j.differs <> ''";
  const [row] = await all<Tally>(
    `select coalesce(sum(case when now_role is null then 1 else 0 end), 0) as invited,
       coalesce(sum(case when now_role is not null and ${changed} then 1 else 0 end), 0) as updated,
       coalesce(sum(case when now_role is not null and not (${changed}) then 1 else 0 end), 0) as unchanged,
       (select count(*) from staged_faults) as faults,
       (select count(distinct line) from staged_faults) as rejected
     from judged j where ${GOOD}`,
  );
  return row ?? { invited: 0, updated: 0, unchanged: 0, faults: 0, rejected: 0 };
}
