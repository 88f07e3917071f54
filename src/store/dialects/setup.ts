// A server made ready, by whoever owns the database: two roles, the tables, the doors and the walls. Everything is
// plain statements, so that it can be printed and read before it is run.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { invalid } from '../../domain/errors.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../migrate.ts';
import type { Environment } from './address.ts';
import { doorStatements } from './door-functions.ts';
import { SCHEMA } from './doors.ts';
import { connected } from './postgres.ts';
import { postgres } from './postgres-words.ts';
import { serverFailure } from './sqlstate.ts';
import { type Rules, wallStatements } from './walls.ts';

/** How a server is made ready. `logins` says whose a login is. */
export interface Setup {
  readonly ownerRole: string;
  readonly appRole: string;
  readonly logins: readonly { readonly login: string; readonly email: string; readonly key: string }[];
}

/** What was done: from which version of the tables to which. */
export interface Made {
  readonly from: number;
  readonly to: number;
  readonly statements: number;
}

const { escapeIdentifier: quoted, escapeLiteral: literal } = pg;

/** The statements that bring a server from a version of the tables to this program's, with its doors and walls. */
function setupStatements({ ownerRole, appRole, logins }: Setup, rules: Rules, from: number): readonly string[] {
  const [owner, app] = [quoted(ownerRole), quoted(appRole)];
  const role = (name: string) =>
    `do $do$ begin if not exists (select 1 from pg_roles where rolname = ${literal(name)}) then create role ${quoted(name)} nologin; end if; end $do$`;
  return [
    role(ownerRole),
    role(appRole),
    `do $do$ begin execute format('grant %I to %I', ${literal(ownerRole)}, current_user); end $do$`,
    `do $do$ begin execute format('grant connect, temporary on database %I to %I', current_database(), ${literal(appRole)});
      execute format('grant create on database %I to %I', current_database(), ${literal(ownerRole)}); end $do$`,
    ...logins.map(({ login }) => `grant ${app} to ${quoted(login)}`),
    `set local role ${owner}`,
    ...(from === 0 ? [`create schema if not exists ${SCHEMA}`] : []),
    `set local search_path = ${SCHEMA}, pg_temp`,
    'set local check_function_bodies = off',
    ...MIGRATIONS.slice(from).flatMap((migration) => migration(postgres.words)),
    ...(from < 2 ? ONLY_HERE : []),
    ...(from < 3 ? SINCE_CUSTOM_ROLES : []),
    `delete from schema_version`,
    `insert into schema_version values (${SCHEMA_VERSION})`,
    ...doorStatements(app),
    ...wallStatements(rules, owner, app),
    `grant usage on schema ${SCHEMA} to ${app}`,
    ...logins.map(
      ({ login, email, key }) =>
        `insert into logins values (${literal(login)}, ${literal(key)}, ${literal(email)})
          on conflict (login) do update set email_key = excluded.email_key, email = excluded.email`,
    ),
    'reset role',
  ];
}

/** What a server keeps that a file has no use for: its version, its seals, whose logins are, the rules as data, copies under way. */
const ONLY_HERE: readonly string[] = [
  'create table schema_version (version integer not null)',
  'create table seals (key bytea not null)',
  'create table logins (login text primary key, email_key text collate "C" not null, email text not null)',
  `create table role_rules (model text, role text, is_top boolean not null, actions text[] not null, reaches text[] not null,
    manages text[] not null, primary key (model, role))`,
  'create table restriction_rules (name text primary key, takes text[] not null)',
  'create table copies (source text not null, heads text not null, done text not null)',
];

/** What they also say since workspaces have roles of their own, and contacts that not everybody sees. */
const SINCE_CUSTOM_ROLES: readonly string[] = [
  // What tells of people answers more than before, which no function may begin to do.
  ...['people_by_slug(text, text)', 'people_by_id(bigint, text)', 'people_everywhere(integer, text)'].map(
    (door) => `drop function if exists ${SCHEMA}.${door}`,
  ),
  'alter table role_rules add column manages_custom boolean not null default false',
  'alter table restriction_rules add column narrows text',
  `create view roles_in_force with (security_barrier) as
    select w.id as workspace_id, r.role, r.is_top, r.actions, r.reaches, r.manages, r.manages_custom
      from role_rules r join workspaces w on w.model = r.model
    union all
    select c.workspace_id, c.name, false, array(select jsonb_array_elements_text(c.definition::jsonb -> 'actions')),
      array_remove(array[case when c.definition::jsonb ->> 'lines' = 'all' then 'lines' end,
        case when c.definition::jsonb ->> 'products' = 'all' then 'products' end], null),
      array(select jsonb_array_elements_text(c.definition::jsonb -> 'manages')),
      (c.definition::jsonb ->> 'managesCustom')::boolean
      from custom_roles c where c.until is null`,
];

/** The statements as a person reads and runs them: one transaction, without the secret that is made when it is run. */
export const setupScript = (setup: Setup, rules: Rules): string =>
  ['begin', ...setupStatements(setup, rules, 0), SEAL, DATABASE, 'commit']
    .map((statement) => `${statement.replace(/\n\s+/g, '\n  ')};\n`)
    .join('\n');

const SEAL = `insert into ${SCHEMA}.seals select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
  where not exists (select 1 from ${SCHEMA}.seals)`;
const DATABASE = `insert into ${SCHEMA}.this_database select replace(gen_random_uuid()::text, '-', '')
  where not exists (select 1 from ${SCHEMA}.this_database)`;

/** Makes a server ready, or brings it to date, in one transaction. A rehearsal is rolled back. */
export async function setUp(
  address: string,
  env: Environment,
  setup: Setup,
  rules: Rules,
  rehearsal: boolean,
): Promise<Made> {
  const { client, shown } = await connected(address, env);
  try {
    await client.query('begin');
    // Of several at once the first makes it, and the others find it made.
    await client.query("select pg_advisory_xact_lock(hashtext('switchboard db init'))");
    const from = await versionOf(client);
    if (from > SCHEMA_VERSION)
      throw invalid('newer-version', `${shown} was made by a newer Switchboard (schema ${from})`);
    const statements = setupStatements(setup, rules, from);
    for (const statement of statements) await client.query(statement);
    await client.query(`set local role ${quoted(setup.ownerRole)}`);
    // The secret is made here and goes nowhere else; the server's own dice do where the statements are run by hand.
    await client.query(`insert into ${SCHEMA}.seals select $1 where not exists (select 1 from ${SCHEMA}.seals)`, [
      randomBytes(32),
    ]);
    await client.query(`${DATABASE}`);
    await client.query(rehearsal ? 'rollback' : 'commit');
    return { from, to: SCHEMA_VERSION, statements: statements.length };
  } catch (error) {
    throw serverFailure(shown, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Brings a server to date that was made ready before, with the roles that it has. */
export async function bringServerToDate(
  address: string,
  env: Environment,
  rules: Rules,
  rehearsal: boolean,
): Promise<Pick<Made, 'from' | 'to'>> {
  const { client, shown } = await connected(address, env);
  let roles: { readonly owner: string; readonly app: string } | undefined;
  try {
    const { rows } = await client.query<{ owner: string; app: string }>(
      `select pg_get_userbyid(nspowner) as owner, (select p.roles[1] from pg_policies p
         where p.schemaname = '${SCHEMA}' and p.tablename = 'workspaces' and p.policyname = 'seen') as app
       from pg_namespace where nspname = '${SCHEMA}'`,
    );
    roles = rows[0];
  } finally {
    await client.end().catch(() => {});
  }
  if (roles === undefined) throw serverFailure(shown, Object.assign(new Error('no schema'), { code: '3F000' }));
  const { from, to } = await setUp(
    address,
    env,
    { ownerRole: roles.owner, appRole: roles.app, logins: [] },
    rules,
    rehearsal,
  );
  return { from, to };
}

/** The version of the tables that are there; 0 where there are none. */
async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('${SCHEMA}.schema_version') is not null as there`,
  );
  if (rows[0]?.there !== true) return 0;
  const found = await client.query<{ version: number }>(`select ${SCHEMA}.schema_version() as version`);
  return found.rows[0]?.version ?? 0;
}
