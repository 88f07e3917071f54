import type { Connection } from './connection.ts';

/** Who wrote a ledger entry, and when (UTC milliseconds). */
export interface Authorship {
  readonly number: number;
  readonly actor: string;
  readonly at: number;
}

const numbers = (values: readonly unknown[]) => values.map((_, i) => `$${i + 2}`).join(', ');

/** The authors of the numbered entries of a workspace, in one statement. */
export const authorsOf = (connection: Connection, workspaceId: number, entries: readonly number[]) =>
  connection.all<Authorship>(
    `select number, actor, at from authorships where workspace_id = $1 and number in (${numbers(entries)})`,
    [workspaceId, ...entries],
  );

/** The entries that last ended facts of one person and activations; lists are `name entry` pairs joined by commas. */
export interface EndingsRow {
  readonly membership: number | null;
  readonly lines: string | null;
  readonly products: string | null;
  readonly activations: string | null;
}

/** What was taken away: the latest ends of a person's membership and grants, and of the products' activations. */
export async function endingsOf(connection: Connection, workspaceId: number, userId: number): Promise<EndingsRow> {
  const last = (name: string, table: string, whose = '') =>
    `(select string_agg(name || ' ' || ended, ',') from (select ${name} as name, max(until) as ended from ${table}
      where workspace_id = $1 ${whose} and until is not null group by ${name}) as f)`;
  const [row] = await connection.all<EndingsRow>(
    `select (select max(until) from memberships where workspace_id = $1 and user_id = $2) as membership,
       ${last('line_id', 'line_grants', 'and user_id = $2')} as lines,
       ${last('product', 'product_grants', 'and user_id = $2')} as products,
       ${last('product', 'product_activations')} as activations`,
    [workspaceId, userId],
  );
  return row ?? { membership: null, lines: null, products: null, activations: null };
}

/** The e-mail addresses of active members who hold one of these roles, in the roles' order, `limit` at most. */
export const activeHolders = async (
  connection: Connection,
  workspaceId: number,
  roles: readonly string[],
  limit: number,
): Promise<string[]> => {
  const order = roles.map((_, i) => `when $${i + 2} then ${i}`).join(' ');
  const rows = await connection.all<{ email: string }>(
    `select u.email from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.until is null and m.status = 'active' and m.role in (${numbers(roles)})
     order by case m.role ${order} end, u.email_key limit ${limit}`,
    [workspaceId, ...roles],
  );
  return rows.map((row) => row.email);
};
