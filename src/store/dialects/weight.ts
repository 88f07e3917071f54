import type { Connection } from '../connection.ts';

/** The tables of which a workspace may have very many rows. */
const MANY = [
  ...['memberships', 'restrictions', 'line_grants', 'product_grants', 'team_members', 'entries', 'batch_rows'],
  ...['contacts', 'contact_values', 'contact_tags', 'contact_rows', 'consents', 'list_members'],
  ...['conversations', 'messages', 'responder_answers', 'blast_messages'],
];

/** How many of their rows are alike in a column; in one that is not here hardly any two are. */
const ALIKE = {
  ...{ workspace_id: 1_000_000, user_id: 4, role: 100_000, status: 100_000, product: 100_000, until: 100 },
  ...{ line_id: 50_000, team_id: 10_000, assignee: 10_000, claimed_by: 100, contact_id: 4, conversation_id: 20 },
  ...{ field_id: 200_000, value: 1_000, tag: 10_000, list_id: 10_000, responder_id: 10_000, blast_id: 10_000 },
  ...{ state: 5_000, due: 20, entry: 100, email_key: 2, name_key: 5, address: 2 },
};

/**
 * Tells SQLite how much is to be expected in its tables, once they are made. Where it is told nothing it takes a workspace
 * for ten rows, reads them all rather than go by an index, and looks so for what refers to each row that is deleted. What
 * it has found out itself (`analyze`) stays. The way is its own: https://sqlite.org/optoverview.html#manctrl
 */
export async function expectMany({ run }: Connection): Promise<void> {
  // Makes the table that is written here, and looks into none.
  await run('analyze sqlite_schema');
  // Of each index: the rows in all, then how many are alike in its first column, in its first two, and so on.
  await run(
    `with parts as (
       select t.name as tbl, case i.origin when 'pk' then t.name else i.name end as idx, c.seqno,
         min(coalesce(a.value, 1)) over (partition by i.name order by c.seqno) as alike
       from sqlite_schema t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
         left join json_each($1) a on a.key = c.name
       where t.type = 'table' and t.name in (select value from json_each($2)))
     insert into sqlite_stat1 (tbl, idx, stat)
     select p.tbl, p.idx, max(p.alike) || ' ' || string_agg(p.alike, ' ' order by p.seqno) from parts p
     where not exists (select 1 from sqlite_stat1 s where s.tbl = p.tbl) group by p.tbl, p.idx`,
    [JSON.stringify(ALIKE), JSON.stringify(MANY)],
  );
}
