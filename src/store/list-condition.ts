import type { Connection } from './connection.ts';
import { isMember, type ListRow } from './lists.ts';
import { contactsWithin, type Reached } from './sight.ts';

/** The condition that a contact (`c` in the statement) is on a list: put there by hand, or found by its filter. */
export const listCondition = (list: Pick<ListRow, 'id' | 'filter'>, c = 'c'): string => isMember(list.id, c);

/** How many contacts within reach are on each list, by its id: one statement for some hundred lists. */
export async function countsOn(
  { all }: Connection,
  workspaceId: number,
  lists: readonly ListRow[],
  reached: Reached,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (let from = 0; from < lists.length; from += AT_ONCE) {
    const some = lists.slice(from, from + AT_ONCE).map(
      (list) => `select ${list.id} as id, count(*) as n from contacts c
        where c.workspace_id = $1 and ${contactsWithin(reached)} and ${listCondition(list)}`,
    );
    const rows = await all<{ id: number; n: number }>(some.join(' union all '), [workspaceId]);
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

/** The first contacts within reach that are on a list, by name. */
export const firstOn = (
  { all }: Connection,
  workspaceId: number,
  list: ListRow,
  reached: Reached,
  most: number,
): Promise<OnList[]> =>
  all<OnList>(
    `select c.phone, c.email, c.first_name, c.last_name from contacts c
     where c.workspace_id = $1 and ${contactsWithin(reached)} and ${listCondition(list)}
     order by c.name_key, c.id limit $2`,
    [workspaceId, most],
  );
