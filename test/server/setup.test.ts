import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { serverAddress, serverStore } from '../support/databases.ts';
import { desk } from '../support/desk.ts';

/** An empty database, and a desk before it: `owner` is the address for whoever may do everything. */
async function empty() {
  const store = serverStore('template1');
  const { pathname } = new URL(await store.address(undefined));
  const owner = `${serverAddress()}${pathname}`;
  return { store, owner, place: desk({ SWITCHBOARD_AS: 'ada@acme.com' }, undefined, () => store) };
}

const init = (owner: string, ...more: string[]) => ['db', 'init', '--db', owner, ...more];
const found = 'workspaces create Acme --owner ada@acme.com --products conversations';

describe('a server is made ready', () => {
  it('by whoever owns it, once or again, and only then used', async () => {
    const { owner, place } = await empty();
    expect(await place.run(found)).toMatchObject({ code: 7, err: expect.stringContaining('switchboard db init') });
    expect(await place.json(init(owner))).toMatchObject({ from: 0, to: SCHEMA_VERSION, sql: null });
    await place.ok(found);
    expect(await place.json(init(owner, '--login', 'shared=bo@acme.com'))).toMatchObject({
      from: SCHEMA_VERSION,
      to: SCHEMA_VERSION,
    });
    await place.ok('audit verify');
    await place.ok('db check');
    const other = await place.run(init(await place.store.address('bo@acme.com')));
    expect(other).toMatchObject({ code: 3, err: expect.stringContaining('does not allow that') });
  });

  it('by the statements that it prints, as somebody would run them who had read them', async () => {
    const { store, owner, place } = await empty();
    const sql = await place.ok(init(owner, '--print', '--login', 'ada=ada@acme.com'));
    expect(sql).toMatch(/^begin;\n/);
    expect(sql).not.toMatch(/[0-9a-f]{64}/);
    const client = new pg.Client(owner);
    await client.connect();
    await client.query(sql);
    await client.end();
    await place.ok(found);
    expect(await store.rows('select count(*) as n from seals')).toEqual([{ n: 1 }]);
    expect(await place.run('db check')).toMatchObject({ code: 0 });
  });

  it('in one stroke: a login that is not there leaves nothing behind, and so does a rehearsal', async () => {
    const { store, owner, place } = await empty();
    const nobody = await place.run(init(owner, '--login', 'nobody-of-that-name=bo@acme.com'));
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('nobody-of-that-name') });
    await place.ok(init(owner, '--dry-run'));
    expect(await store.rows("select 1 from pg_namespace where nspname = 'switchboard'")).toEqual([]);
  });

  it('with roles of other names, for two databases of one server', async () => {
    const { owner, place } = await empty();
    await place.ok(init(owner, '--owner-role', 'acme "owner"', '--app-role', 'switchboard_app'));
    await place.ok(found);
    expect(await place.store.rows("select tableowner as o from pg_tables where tablename = 'entries'")).toEqual([
      { o: 'acme "owner"' },
    ]);
    expect(await place.json(['db', 'migrate', '--db', owner])).toMatchObject({
      from: SCHEMA_VERSION,
      to: SCHEMA_VERSION,
      copy: null,
    });
    expect(await place.run('db migrate')).toMatchObject({ code: 3 });
  });

  it('and a file is not: it is made ready by its first workspace', async () => {
    const { place } = await empty();
    expect(await place.run('db init --db some.db')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is a file'),
    });
  });
});

describe('an address', () => {
  it.each([
    ['mysql://h/d', 'no store this program knows'],
    ['postgres://h/d?sslmode=sometimes', 'there is no sslmode "sometimes"'],
    ['postgres://h/d?sslmode=verify-ca', 'sslrootcert'],
    ['postgres://h/d?service=none', 'there is no service "none"'],
    ['postgres://127.0.0.1:1/d', 'nobody answers there'],
  ])('%s is refused with a sentence', async (address, said) => {
    const { place } = await empty();
    const { code, err } = await place.run(['whoami', '--db', address]);
    expect([2, 4, 7]).toContain(code);
    expect(err).toContain(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('shows no password that the environment gave it', async () => {
    const { owner, place } = await empty();
    await place.ok(init(owner));
    await place.ok(found);
    const secret = (await place.store.address('ada@acme.com')).replace('@127', ':hunter2@127');
    const there = desk(
      { SWITCHBOARD_DB: secret, SWITCHBOARD_AS: 'ada@acme.com' },
      undefined,
      () => place.store,
      'there',
    );
    for (const line of ['context show', 'whoami', 'db info', 'auth status', 'db check', 'users list --debug']) {
      const { code, out, err } = await there.run(line);
      expect([line, code]).toEqual([line, 0]);
      expect(out + err).not.toContain('hunter2');
    }
  });
});
