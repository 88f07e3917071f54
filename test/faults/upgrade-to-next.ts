// Brings a database to a version that does not exist yet, as the next Switchboard would: node upgrade-to-next.ts FILE
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { upgrade } from '../../src/store/upgrade.ts';

const next = () => [
  'create table later (workspace_id integer not null, number integer not null, primary key (workspace_id, number)) strict',
  'insert into later select workspace_id, number from entries',
  "alter table workspaces add column colour text not null default 'plain'",
];

await upgrade(process.argv[2] ?? '', SCHEMA_VERSION, 1000, [...MIGRATIONS, next]);
process.stdout.write('upgraded\n');
