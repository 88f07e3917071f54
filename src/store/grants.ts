import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import type { ReadDb } from './kysely.ts';

/** What a list of grants is narrowed to; `reached` bounds lines and products to what one person (by user id) was granted. */
export interface GrantFilter {
  readonly userIds?: readonly number[] | undefined;
  readonly lineIds?: readonly number[] | undefined;
  readonly products?: readonly string[] | undefined;
  readonly reached?: { readonly lines: number | null; readonly products: number | null };
}

export const GRANT_SORTS = ['member', 'line', 'product', 'since'] as const;
export type GrantSort = (typeof GRANT_SORTS)[number];

/** The grants in force with their authors, as a query that can be run or streamed; `what` is an address or a product. */
export function grantsQuery(db: ReadDb, workspaceId: number, filter: GrantFilter, sort: GrantSort) {
  const { userIds, lineIds, products, reached } = filter;
  let onLines = db
    .selectFrom('line_grants as g')
    .innerJoin('lines as l', (join) =>
      join.onRef('l.workspace_id', '=', 'g.workspace_id').onRef('l.id', '=', 'g.line_id'),
    )
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'g.workspace_id').onRef('e.number', '=', 'g.since'),
    )
    .select([sql<string>`'line'`.as('kind'), 'l.address as what', 'u.email as member', 'u.email_key'])
    .select(['g.since', 'e.at', 'e.actor as by'])
    .where('g.workspace_id', '=', workspaceId)
    .where('g.until', 'is', null);
  let onProducts = db
    .selectFrom('product_grants as g')
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'g.workspace_id').onRef('e.number', '=', 'g.since'),
    )
    .select([sql<string>`'product'`.as('kind'), 'g.product as what', 'u.email as member', 'u.email_key'])
    .select(['g.since', 'e.at', 'e.actor as by'])
    .where('g.workspace_id', '=', workspaceId)
    .where('g.until', 'is', null);
  if (userIds) {
    onLines = onLines.where('g.user_id', 'in', userIds);
    onProducts = onProducts.where('g.user_id', 'in', userIds);
  }
  if (lineIds) onLines = onLines.where('g.line_id', 'in', lineIds);
  if (products) onProducts = onProducts.where('g.product', 'in', products);
  if (typeof reached?.lines === 'number') onLines = onLines.where(within('line_grants', 'line_id', reached.lines));
  if (typeof reached?.products === 'number') {
    onProducts = onProducts.where(within('product_grants', 'product', reached.products));
  }
  const query = lineIds && !products ? onLines : products && !lineIds ? onProducts : onLines.unionAll(onProducts);
  return ORDER[sort].reduce((ordered, column) => ordered.orderBy(column), db.selectFrom(query.as('g')).selectAll());
}

/** Holding what this person holds too. */
const within = (table: string, column: string, userId: number) =>
  sql<boolean>`exists (select 1 from ${sql.table(table)} h where h.workspace_id = g.workspace_id
    and h.${sql.ref(column)} = g.${sql.ref(column)} and h.user_id = ${userId} and h.until is null)`;

const MEMBER = [sql`email_key`, sql`kind`, sql`what`];
const ORDER = {
  member: MEMBER,
  line: [sql`kind`, sql`what`, sql`email_key`],
  product: [sql`kind desc`, sql`what`, sql`email_key`],
  since: [sql`since`, ...MEMBER],
};

/** One grant to begin or to end: of a line by its id, or of a product. */
export interface GrantStep {
  readonly userId: number;
  readonly lineId: number | null;
  readonly product: string | null;
  readonly change: 'added' | 'removed';
}

/** Begins and ends grants, by six statements whatever their number. What is begun must not be in force, what is ended must be. */
export async function applyGrants(
  connection: Connection,
  workspaceId: number,
  entry: number,
  steps: readonly GrantStep[],
): Promise<void> {
  const { integer } = connection.dialect.words;
  await connection.run(`create temporary table grant_steps
    (user_id ${integer} not null, line_id ${integer}, product text, change text not null)`);
  await connection.load(
    'grant_steps',
    ['user_id', 'line_id', 'product', 'change'],
    steps.map(({ userId, lineId, product, change }) => [userId, lineId, product, change]),
  );
  for (const [table, part] of [
    ['line_grants', 'line_id'],
    ['product_grants', 'product'],
  ] as const) {
    await connection.run(
      `insert into ${table} (workspace_id, user_id, ${part}, since)
       select cast($1 as integer), user_id, ${part}, cast($2 as integer) from grant_steps
       where change = 'added' and ${part} is not null order by user_id, ${part}`,
      [workspaceId, entry],
    );
    await connection.run(
      `update ${table} set until = $2 where workspace_id = $1 and until is null and (user_id, ${part}) in
       (select user_id, ${part} from grant_steps where change = 'removed' and ${part} is not null)`,
      [workspaceId, entry],
    );
  }
}
