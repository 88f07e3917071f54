import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

/** What an import writes, by natural keys, in an order. */
export const BY_NAME = [
  'select email_key, email from users order by 1',
  `select email_key, role, status, name, expires is not null, token_hash from memberships m
   join users u on u.id = m.user_id where until is null order by 1`,
  `select email_key, address from line_grants g join users u on u.id = g.user_id
   join lines l on l.workspace_id = g.workspace_id and l.id = g.line_id where until is null order by 1, 2`,
  `select email_key, product from product_grants g join users u on u.id = g.user_id where until is null order by 1, 2`,
  'select line, email_key, outcome from batch_rows b join users u on u.id = b.user_id order by 1',
];

/** A digest of all that an import wrote, by natural keys: two that wrote the same rows have the same. */
export function written(database: string): string {
  const db = new Database(database, { readonly: true });
  const digest = createHash('sha256');
  for (const statement of BY_NAME) {
    for (const row of db.prepare(statement).raw().iterate()) digest.update(JSON.stringify(row));
  }
  db.close();
  return digest.digest('hex');
}
