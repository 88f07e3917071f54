// A list as it is filled: whom it is about is laid down first, so that what is kept of each is what was changed.
import type { Connection } from './connection.ts';
import type { Chosen } from './list-fill.ts';

/** Which list is filled by which entry, and whether contacts are taken off it. */
export interface Placing {
  readonly workspaceId: number;
  readonly listId: number;
  readonly entry: number;
  readonly removes: boolean;
}

/** Lays the chosen contacts down, with the entry that put each on the list where one did. Answers how many they are. */
export async function layPlacing(
  { run, dialect }: Connection,
  { workspaceId, listId }: Placing,
  { sql, values }: Chosen,
): Promise<number> {
  const { integer, keyed } = dialect.words;
  await run(`create temporary table placed (contact_id ${integer} primary key, line ${integer} not null,
    made ${integer}) ${keyed}`);
  return run(
    `insert into placed (contact_id, line, made)
     select chosen.id, chosen.line, m.made from (${sql(3)}) chosen
     left join list_members m on m.workspace_id = $1 and m.list_id = $2 and m.contact_id = chosen.id order by chosen.id`,
    [workspaceId, listId, ...values],
  );
}

/** The batch ledger: who came on the list or off it, by which entry they were on it, and who of those named stays. */
export async function keepPlacing(
  { run, dialect }: Connection,
  { workspaceId, listId, entry, removes }: Placing,
  { named }: Pick<Chosen, 'named'>,
): Promise<void> {
  const changes = changing(removes);
  const place = dialect.json.object([
    ['list', 'cast($3 as integer)'],
    ['made', 'coalesce(p.made, cast($2 as integer))'],
    ['phone', 'c.phone'],
    ['email', 'c.email'],
  ]);
  await run(
    `insert into contact_rows (workspace_id, entry, line, contact_id, outcome, before)
     select c.workspace_id, cast($2 as integer), ${named ? 'p.line' : 'row_number() over (order by p.line)'}, p.contact_id,
       case when ${changes} then '${removes ? 'unlisted' : 'listed'}' else 'unchanged' end, case when ${changes} then ${place} end
     from placed p cross join contacts c
     where c.workspace_id = $1 and c.id = p.contact_id${named ? '' : ` and ${changes}`} order by 3`,
    [workspaceId, entry, listId],
  );
}

const changing = (removes: boolean): string => `p.made is ${removes ? 'not ' : ''}null`;

/** Puts those on the list who are not on it, or takes off who is. Answers how many. */
export const applyPlacing = ({ run }: Connection, { workspaceId, listId, entry, removes }: Placing): Promise<number> =>
  removes
    ? run(
        `delete from list_members where workspace_id = $1 and list_id = $2 and contact_id in (select p.contact_id
           from placed p where ${changing(true)})`,
        [workspaceId, listId],
      )
    : run(
        `insert into list_members (workspace_id, list_id, contact_id, made)
         select cast($1 as integer), cast($2 as integer), p.contact_id, cast($3 as integer) from placed p
         where ${changing(false)} order by p.contact_id on conflict do nothing`,
        [workspaceId, listId, entry],
      );
