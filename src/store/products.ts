import { sql } from 'kysely';
import type { Db, ReadDb } from './kysely.ts';

/** Begins the activation of products, none of which is in force. */
export async function activateProducts(
  db: Db,
  workspaceId: number,
  entry: number,
  products: readonly string[],
): Promise<void> {
  if (products.length === 0) return;
  await db
    .insertInto('product_activations')
    .values(products.map((product) => ({ workspace_id: workspaceId, product, since: entry, until: null })))
    .execute();
}

/** Ends a product's activation and every grant of it. Answers how many members held it. */
export async function deactivateProduct(db: Db, workspaceId: number, entry: number, product: string): Promise<number> {
  const ended = await db
    .updateTable('product_grants')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('product', '=', product)
    .where('until', 'is', null)
    .executeTakeFirst();
  await db
    .updateTable('product_activations')
    .set({ until: entry })
    .where('workspace_id', '=', workspaceId)
    .where('product', '=', product)
    .where('until', 'is', null)
    .execute();
  return Number(ended.numUpdatedRows);
}

/** The activated products with who activated them, and how many members hold a grant of each. */
export const productsQuery = (db: ReadDb, workspaceId: number, grantedTo: number | null) => {
  const query = db
    .selectFrom('product_activations as p')
    .innerJoin('authorships as e', (join) =>
      join.onRef('e.workspace_id', '=', 'p.workspace_id').onRef('e.number', '=', 'p.since'),
    )
    .select(['p.product', 'p.since', 'e.at', 'e.actor as by'])
    .select(
      sql<number>`(select count(*) from product_grants g where g.workspace_id = p.workspace_id
        and g.product = p.product and g.until is null)`.as('holders'),
    )
    .where('p.workspace_id', '=', workspaceId)
    .where('p.until', 'is', null)
    .orderBy('p.product');
  return grantedTo === null
    ? query
    : query.where(
        sql<boolean>`exists (select 1 from product_grants g where g.workspace_id = p.workspace_id
          and g.product = p.product and g.user_id = ${grantedTo} and g.until is null)`,
      );
};
