import type { Connection } from './connection.ts';
import { type Filter, filterPiece } from './contact-filter.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** How many contacts within reach pass each filter, by its key: one statement for some hundred. */
export async function countsBy(
  { all }: Connection,
  workspaceId: number,
  filters: ReadonlyMap<number, Filter>,
  reached: Reached,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  const each = [...filters];
  for (let from = 0; from < each.length; from += AT_ONCE) {
    const values: unknown[] = [workspaceId];
    const some = each.slice(from, from + AT_ONCE).map(([key, filter]) => {
      const piece = filterPiece(filter, values.length + 1);
      values.push(...piece.values);
      return `select ${Number(key)} as id, count(*) as n from contacts c
        where c.workspace_id = $1 and ${contactsWithin(reached)} and ${piece.text}`;
    });
    const rows = await all<{ id: number; n: number }>(some.join(' union all '), values);
    for (const { id, n } of rows) counts.set(id, n);
  }
  return counts;
}

/** SQLite joins 500 selects at most. */
const AT_ONCE = 200;

/** A contact on a list, as a list of names shows it. */
export interface OnList {
  readonly phone: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** The first contacts within reach that pass a filter, by name. */
export function firstBy(
  { all }: Connection,
  workspaceId: number,
  filter: Filter,
  reached: Reached,
  most: number,
): Promise<OnList[]> {
  const { text, values } = filterPiece(filter, 3);
  return all<OnList>(
    `select c.phone, c.email, c.first_name, c.last_name from contacts c
     where c.workspace_id = $1 and ${contactsWithin(reached)} and ${text} order by c.name_key, c.id limit $2`,
    [workspaceId, most, ...values],
  );
}
