import { describe, expect, it } from 'vitest';
import { begun, betaShared, session, tried } from '../support/raw.ts';

describe('whoever has a login', () => {
  it('of their own is bound to no token, theirs or another’s', async () => {
    const { place, token } = await betaShared();
    for (const email of ['ada@beta.com', 'bill@beta.com']) {
      const client = await begun(await session(place, email));
      expect(await tried(client, 'select bind($1, null, false)', [token])).toBe('SB002');
      expect(await tried(client, 'select bind(null, null, false)')).toBe(1);
    }
  });

  it('takes on no other role, and is nobody else by a setting', async () => {
    const { place, token, client } = await betaShared();
    await begun(client, token);
    for (const become of [
      'set role switchboard_owner',
      'set role postgres',
      'set role "olga@beta.com"',
      'set session authorization postgres',
      'set session authorization "olga@beta.com"',
      'set row_security = off; select * from entries',
      'alter table entries disable row level security',
      'drop policy seen on entries',
      'grant select on seals to switchboard_app',
      'alter function seal(text) owner to switchboard_app',
      'alter role shared bypassrls',
    ]) {
      expect(await tried(client, become), become).toBe('42501');
    }
    const own = await begun(await session(place, 'bill@beta.com'));
    await own.query('set local role switchboard_app');
    expect((await own.query('select acting_key() as key')).rows).toEqual([{ key: 'bill@beta.com' }]);
  });

  it('makes nothing where the doors look, and nothing that they would take for ours', async () => {
    const { token, client } = await betaShared();
    await begun(client, token);
    for (const made of [
      'create table switchboard.mine (x text)',
      'create view switchboard.mine as select 1',
      "create function switchboard.mine() returns text language sql security definer as 'select 1'",
      'create function public.now() returns text language sql as $$ select 1 $$',
      'create schema mine',
    ]) {
      expect(await tried(client, made), made).toBe('42501');
    }
    await client.query('rollback');
    // What is temporary anybody may make: it stands behind everything of ours.
    await begun(client);
    for (const table of ['users', 'memberships', 'workspaces', 'entries']) {
      await client.query(`create temp table ${table} (like switchboard.${table})`);
    }
    await client.query('create temp table seals (key bytea); create temp table role_rules (model text, role text)');
    await client.query('create temp table logins (login text, email_key text, email text)');
    await client.query("insert into pg_temp.logins values ('shared', 'ada@beta.com', 'ada@beta.com')");
    await client.query("insert into pg_temp.seals values ('\\x00')");
    await client.query(
      'create function pg_temp.sealed(name text) returns jsonb language sql as $$ select \'{"key":"ada@beta.com"}\'::jsonb $$',
    );
    await client.query(
      "create function pg_temp.key_of_login() returns text language sql as $$ select 'ada@beta.com' $$",
    );
    for (const path of ['switchboard, pg_temp', 'pg_temp, switchboard, pg_catalog']) {
      await client.query(`set local search_path = ${path}`);
      const { rows } = await client.query('select switchboard.acting_key() as key, switchboard.mine() as mine');
      expect(rows).toEqual([{ key: null, mine: [] }]);
      expect(await tried(client, 'select 1 from switchboard.entries')).toBe(0);
    }
    await client.query(
      "create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise '%', $1; end $$",
    );
    expect(await tried(client, 'select 1 from switchboard.users where pg_temp.leak(email)')).toBe(0);
  });
});
