import type { Connection } from './connection.ts';
import type { Piece } from './contact-filter.ts';
import { asItIs } from './contact-image.ts';
import { idsOf } from './ids.ts';
import type { Db } from './kysely.ts';

/** Where and by which entry contacts are changed. */
export interface Keeping {
  readonly workspaceId: number;
  readonly entry: number;
}

/**
 * The batch ledger of contacts that are about to be changed or removed: each as it is, and `also` parts that say what is
 * done. `which` is the condition that a contact (`c`) is one of them, its values from `$3` on.
 */
export const keepContacts = (
  { run, dialect }: Connection,
  { workspaceId, entry }: Keeping,
  outcome: 'updated' | 'removed',
  { text, values }: Piece,
  also: Parameters<typeof asItIs>[1] = [],
): Promise<number> =>
  run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select c.workspace_id, cast($2 as integer), row_number() over (order by c.id), c.id, '${outcome}', ${asItIs(dialect, also)}
     from contacts c where c.workspace_id = $1 and ${text} order by 3`,
    [workspaceId, entry, ...values],
  );

/** The same of those that were just added, who go when that is undone. */
export async function keepAdded(db: Db, { workspaceId, entry }: Keeping, ids: readonly number[]): Promise<void> {
  const rows = ids.map((id, n) => ({
    ...{ workspace_id: workspaceId, entry, line: n + 1, contact_id: id },
    ...{ outcome: 'added', before: null },
  }));
  await db.insertInto('contact_rows').values(rows).execute();
}

/** The same of those that are edited, with the tags that they are given and that are taken off them; one that is both is given. */
export function keepEdited(
  connection: Connection,
  keeping: Keeping,
  ids: readonly number[],
  { put, dropped }: { readonly put: readonly string[]; readonly dropped: readonly string[] },
): Promise<number> {
  const { dialect } = connection;
  const tags = (value: string, is: 'exists' | 'not exists') =>
    `(select ${dialect.json.list('g.tag')} from (with t (tag) as ${dialect.texts(value)} select t.tag from t) g
      where ${is} (select 1 from contact_tags h where h.workspace_id = $1 and h.contact_id = c.id and h.tag = g.tag))`;
  return keepContacts(
    connection,
    keeping,
    'updated',
    {
      text: `c.id in ${idsOf(dialect, '$3')}`,
      values: [ids.map(String), put, dropped.filter((tag) => !put.includes(tag))].map((one) => JSON.stringify(one)),
    },
    [
      ['gave', tags('$4', 'not exists')],
      ['took', tags('$5', 'exists')],
    ],
  );
}
