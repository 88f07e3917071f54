import { writeFileSync } from 'node:fs';
import { SHELL } from '../machine.ts';
import type { Command } from '../whole-process.ts';

/** What the product sets for a bulk change. */
const SETTINGS = 'pragma synchronous = full;\npragma cache_size = -48000;\n';

/**
 * What a user would do: the shell's `.import` into a table of the same columns and indexes. It is not strict, and its
 * partial indexes leave out empty texts, since to `.import` an empty cell is one.
 */
export const BARE_TABLE = `
create table bare (workspace_id integer not null, id integer not null, phone text, email text, email_key text,
  first_name text, last_name text, name_key text not null, assignee integer, team_id integer, time_zone text,
  version integer not null, made integer not null, changed integer not null, primary key (workspace_id, id)) without rowid;
create unique index bare_by_phone on bare (workspace_id, phone) where phone <> '';
create unique index bare_by_address on bare (workspace_id, email_key) where phone = '';
create index bare_by_email on bare (workspace_id, email_key, id) where email_key <> '';
create index bare_by_name on bare (workspace_id, name_key, id);
create index bare_by_assignee on bare (workspace_id, assignee, id) where assignee <> '';
create index bare_by_team on bare (workspace_id, team_id, id) where team_id <> '';
`;

const shell = (database: string, script: string, text: string): Command => {
  writeFileSync(script, text);
  return { file: SHELL, args: ['-bail', database], input: script };
};

/** The file as the table has it, straight into such a table. */
export const directImport = (database: string, table: string, script: string): Command =>
  shell(database, script, `${SETTINGS}begin immediate;\n.import --csv ${table} bare\ncommit;\n`);

/** The file as people write it, into a stage, and from there sorted into the product's own table. */
export const stagedImport = (database: string, people: string, script: string): Command =>
  shell(
    database,
    script,
    `${SETTINGS}begin immediate;
create temporary table stage (phone, email, first_name, last_name, time_zone, source, note);
.import --csv --skip 1 --schema temp ${people} stage
insert into contacts
  select 1, row_number() over (order by phone), phone, email, lower(email), first_name, last_name,
    lower(first_name || ' ' || last_name), null, null, time_zone, 1, 2, 2 from stage order by phone;
commit;
`,
  );

/** The columns that `contacts export` writes, as one statement, with all that it looks up; `more` are those of fields. */
const same = (more = '') => `select c.phone, c.email, c.first_name, c.last_name,
  (select group_concat(tag, ';') from contact_tags t where t.workspace_id = c.workspace_id and t.contact_id = c.id) as tags,
  (select group_concat(l.name, ';') from list_members m join lists l on l.workspace_id = m.workspace_id
    and l.id = m.list_id where m.workspace_id = c.workspace_id and m.contact_id = c.id) as lists,
  u.email as assignee, t.name as team, c.time_zone${more}
from contacts c left join users u on u.id = c.assignee
left join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id where c.workspace_id = 1 order by c.phone`;

/** Only the contacts' own table, in its own order: as little as can be asked. */
const LEAST = `select phone, email, first_name, last_name, null as tags, null as lists, null as assignee, null as team, time_zone
from contacts where workspace_id = 1 order by id`;

const asked = (database: string, statement: string): Command => ({
  file: SHELL,
  args: ['-csv', '-header', database, statement],
});

/** The shell's export of the same bytes, and of the same columns by the least work. */
export const exports = (database: string): readonly (readonly [name: string, command: Command])[] => [
  [SAME, asked(database, same())],
  ['`sqlite3 -csv`: nothing looked up, no order but the table’s', asked(database, LEAST)],
];

/** The shell's export of contacts with a field. */
export const fieldExport = (database: string, field: string): readonly [name: string, command: Command] => [
  SAME,
  asked(
    database,
    same(`,
  (select value from contact_values v join fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
    and f.name = '${field}' where v.workspace_id = c.workspace_id and v.contact_id = c.id) as ${field}`),
  ),
];

const SAME = '`sqlite3 -csv`: one statement that finds the same';

/** Two tags and a value of the first field for everybody: a dozen different tags, five thousand different values. */
export const belongings = (database: string, script: string): Command =>
  shell(
    database,
    script,
    `${SETTINGS}begin immediate;
insert into contact_tags select workspace_id, id, 'tag' || (id % 6) from contacts;
insert into contact_tags select workspace_id, id, 'tag' || (6 + id % 7) from contacts;
insert into contact_values select workspace_id, id, 1, 'value' || (id % 4999) from contacts;
commit;
`,
  );
