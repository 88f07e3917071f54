// The names that a mistyped word may have meant, in plain SQL: the smallest questions ask here.
import { foldedName } from '../domain/contact-name.ts';
import type { Connection } from './connection.ts';

/** The addresses and names of active lines; only those granted to one person where a user id narrows them. */
export async function lineNames(
  connection: Connection,
  workspaceId: number,
  grantedTo: number | null,
): Promise<string[]> {
  const rows = await connection.all<{ address: string; name: string | null }>(
    `select l.address, l.name from lines l
     join line_activations a on a.workspace_id = l.workspace_id and a.line_id = l.id and a.until is null
     where l.workspace_id = $1 and (cast($2 as integer) is null or exists (select 1 from line_grants g
       where g.workspace_id = $1 and g.line_id = l.id and g.user_id = $2 and g.until is null))`,
    [workspaceId, grantedTo],
  );
  return rows.flatMap(({ address, name }) => (name === null ? [address] : [address, name]));
}

/** Every product that was ever activated in a workspace. */
export async function productNames(connection: Connection, workspaceId: number): Promise<string[]> {
  const rows = await connection.all<{ product: string }>(
    'select distinct product from product_activations where workspace_id = $1 order by product',
    [workspaceId],
  );
  return rows.map(({ product }) => product);
}

/** The addresses of those who are members. */
export async function memberEmails(connection: Connection, workspaceId: number): Promise<string[]> {
  const rows = await connection.all<{ email: string }>(
    `select u.email from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.until is null order by u.email`,
    [workspaceId],
  );
  return rows.map(({ email }) => email);
}

/**
 * The names of a kind that may be taken for this one, in one statement, however many there are: those that differ from it in
 * nothing but case, and those beyond plain words, which only `domain` can fold. Some may be there twice.
 */
export const namesLike = (
  { all, dialect }: Connection,
  table: 'templates' | 'lists' | 'blasts' | 'teams',
  workspaceId: number,
  name: string,
): Promise<{ readonly id: number; readonly name: string }[]> => {
  const there = table === 'teams' ? 'and n.removed is null' : '';
  return all(
    `select n.id, n.name from ${table} n ${dialect.by(`${table}_by_folded_name`)}
     where n.workspace_id = $1 and lower(n.name) = $2 ${there}
     union all select n.id, n.name from ${table} n ${dialect.by(`${table}_beyond_words`)} where n.workspace_id = $1
       and (octet_length(n.name) > length(n.name) or n.name like '%  %') ${there}`,
    [workspaceId, foldedName(name)],
  );
};
