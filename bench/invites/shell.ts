import { writeFileSync } from 'node:fs';
import { SHELL } from '../machine.ts';
import type { Command } from '../whole-process.ts';

/** The other limit: the `sqlite3` shell's `.import` into a staging table, then one sorted statement a table. */
export function shellImport(database: string, roster: string, script: string): Command {
  writeFileSync(
    script,
    `pragma synchronous = full;
pragma cache_size = -16000;
begin immediate;
create temporary table stage (email, name, role, lines, products);
.import --csv --skip 1 --schema temp ${roster} stage
insert into users (email_key, email) select lower(email), email from stage order by lower(email);
insert into memberships
  select 1, u.id, s.role, 'invited', s.name, 1000 * (unixepoch() + 7 * 86400), null, 2, null
  from stage s join users u on u.email_key = lower(s.email) order by u.id;
insert into line_grants
  select 1, u.id, l.id, 2, null
  from stage s join users u on u.email_key = lower(s.email)
  join json_each('["' || replace(s.lines, ';', '","') || '"]') word
  join lines l on l.workspace_id = 1 and l.address = word.value order by u.id, l.id;
insert into product_grants
  select 1, u.id, word.value, 2, null
  from stage s join users u on u.email_key = lower(s.email)
  join json_each('["' || replace(s.products, ';', '","') || '"]') word order by u.id, word.value;
insert into batch_rows
  select 1, 2, s.rowid + 1, u.id, 'invited' from stage s join users u on u.email_key = lower(s.email) order by s.rowid;
commit;
`,
  );
  return { file: SHELL, args: ['-bail', database], input: script };
}
