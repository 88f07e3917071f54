import { type Expression, type SqlBool, sql } from 'kysely';
import type { ReadDb } from './kysely.ts';

/** What a list of members may be narrowed to. Every part is optional, and all that are given hold together. */
export interface MemberFilter {
  readonly roles?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly lineIds?: readonly number[] | undefined;
  readonly products?: readonly string[] | undefined;
  readonly restrictions?: readonly string[] | undefined;
  readonly teamIds?: readonly number[] | undefined;
  readonly emailKeys?: readonly string[] | undefined;
}

/** A member as lists show them; lists of names are joined by `;`. Times are UTC milliseconds. */
export interface MemberRow {
  readonly user_id: number;
  readonly email: string;
  readonly email_key: string;
  readonly name: string | null;
  readonly role: string;
  readonly status: string;
  readonly restrictions: string | null;
  readonly lines: string | null;
  readonly products: string | null;
  readonly teams: string | null;
  readonly expires: number | null;
  readonly since: number;
  readonly at: number;
  readonly by: string;
}

export const MEMBER_SORTS = ['email', 'name', 'role', 'status', 'since'] as const;
export type MemberSort = (typeof MEMBER_SORTS)[number];

/** Where a page of members begins: the sort value and the e-mail key of the last one before it. */
export interface MemberCursor {
  readonly value: string | number;
  readonly key: string;
}

/** The members of a workspace, as a query that can be run or streamed. `limit` 0 means all of them. */
export function membersQuery(
  db: ReadDb,
  workspaceId: number,
  filter: MemberFilter,
  sort: MemberSort,
  after: MemberCursor | undefined,
  limit: number,
) {
  const sorting = SORTING[sort];
  let query = db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'm.workspace_id').onRef('e.number', '=', 'm.since'),
    )
    .select(['m.user_id', 'u.email', 'u.email_key', 'm.name', 'm.role', 'm.status', 'm.expires', 'm.since'])
    .select(['e.at', 'e.actor as by'])
    .select([
      joined('restrictions', 'f.name').as('restrictions'),
      joinedLines.as('lines'),
      joined('product_grants', 'f.product').as('products'),
      joinedTeams.as('teams'),
    ])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.until', 'is', null);
  if (filter.roles) query = query.where('m.role', 'in', filter.roles);
  if (filter.statuses) query = query.where('m.status', 'in', filter.statuses);
  if (filter.emailKeys) query = query.where('u.email_key', 'in', filter.emailKeys);
  if (filter.lineIds) query = query.where(held('line_grants', 'line_id', filter.lineIds));
  if (filter.products) query = query.where(held('product_grants', 'product', filter.products));
  if (filter.teamIds) query = query.where(held('team_members', 'team_id', filter.teamIds));
  if (filter.restrictions) query = query.where(held('restrictions', 'name', filter.restrictions));
  if (after) {
    query = query.where(
      sort === 'email'
        ? sql<SqlBool>`u.email_key > ${after.key}`
        : sql<SqlBool>`(${sorting}, u.email_key) > (${after.value}, ${after.key})`,
    );
  }
  const ordered = sort === 'email' ? query.orderBy('u.email_key') : query.orderBy(sorting).orderBy('u.email_key');
  return limit > 0 ? ordered.limit(limit) : ordered;
}

/** These members with what they hold, by e-mail address. */
export const heldBy = (db: ReadDb, workspaceId: number, userIds: readonly number[]): Promise<MemberRow[]> =>
  membersQuery(db, workspaceId, {}, 'email', undefined, 0).where('m.user_id', 'in', userIds).execute();

const SORTING: Readonly<Record<MemberSort, Expression<string | number>>> = {
  email: sql<string>`u.email_key`,
  name: sql<string>`coalesce(m.name, '')`,
  role: sql<string>`m.role`,
  status: sql<string>`m.status`,
  since: sql<number>`m.since`,
};

const joined = (table: 'restrictions' | 'product_grants', column: string) =>
  sql<string | null>`(select string_agg(${sql.ref(column)}, ';' order by ${sql.ref(column)}) from ${sql.table(table)} f
    where f.workspace_id = m.workspace_id and f.user_id = m.user_id and f.until is null)`;

const joinedLines = sql<string | null>`(select string_agg(l.address, ';' order by l.address)
  from line_grants f join lines l on l.workspace_id = f.workspace_id and l.id = f.line_id
  where f.workspace_id = m.workspace_id and f.user_id = m.user_id and f.until is null)`;

const joinedTeams = sql<string | null>`(select string_agg(t.name, ';' order by t.name)
  from team_members f join teams t on t.workspace_id = f.workspace_id and t.id = f.team_id
  where f.workspace_id = m.workspace_id and f.user_id = m.user_id and f.until is null)`;

/** Holding at least one of the named. */
const held = (table: string, column: string, values: readonly (string | number)[]) =>
  sql<SqlBool>`exists (select 1 from ${sql.table(table)} f where f.workspace_id = m.workspace_id
    and f.user_id = m.user_id and f.until is null and ${sql.ref(`f.${column}`)} in (${sql.join(values)}))`;
