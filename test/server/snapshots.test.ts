import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverAddress, serverStore } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';

/** A login of the server, and what it may. */
async function login(rights: string): Promise<string> {
  const name = `maker_${randomBytes(4).toString('hex')}`;
  await administering(`create role ${name} login ${rights}`);
  onTestFinished(() => administering(`drop owned by ${name} cascade`, `drop role ${name}`));
  return name;
}

async function administering(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(`${serverAddress()}/postgres`);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A desk before a server's database with ada and bo in it; `owner` is the address of whoever may do everything there. */
async function atWork(): Promise<{ place: Desk; owner: string; database: string; letGo: () => Promise<void> }> {
  const store = serverStore();
  const { pathname } = new URL(await store.address(undefined));
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' }, undefined, () => store);
  await place.ok('workspaces create Acme --owner ada@acme.com');
  await place.ok('users invite bo@acme.com --role standard --status active');
  const { database, letGo } = store;
  onTestFinished(async () => {
    const made = [`${database}.snapshot.base`, `${database}.before-reset`];
    await administering(...made.map((name) => `drop database if exists "${name}" with (force)`));
  });
  return { place, owner: `${serverAddress()}${pathname}`, database, letGo };
}

const emails = (place: Desk) => place.ok('users list -q');

describe('a snapshot of a server’s database', () => {
  it('is another database, to which it is put back as often as wanted', async () => {
    const { place, owner, database } = await atWork();
    expect(await place.json(['seed', 'snapshot', 'base', '--db', owner])).toMatchObject({
      snapshot: 'base',
      file: `${database}.snapshot.base`,
    });
    expect(await place.run(['seed', 'snapshot', 'base', '--db', owner])).toMatchObject({ code: 6 });
    expect(await place.json(['seed', 'snapshots', '--db', owner])).toMatchObject({
      snapshots: [{ name: 'base', made: '2026-11-21T12:00:00Z' }],
    });
    const reset = ['seed', 'reset', '--to', 'base', '--db', owner, '--confirm', database];
    for (const name of ['cy', 'dee']) {
      await place.ok(`users invite ${name}@acme.com --role standard --status active`);
      expect(await place.json(reset)).toMatchObject({ workspaces: [{ workspace: 'acme', entry: 2 }] });
      expect(await emails(place)).toBe('ada@acme.com\nbo@acme.com\n');
      // The walls and the doors are those of before, and so is what is remembered of the ledger.
      expect(await place.run('users list --as mallory@x.com')).toMatchObject({ code: 3 });
      expect((await place.run('lines add +15550100')).err).not.toContain('went');
      expect(await place.run('db check')).toMatchObject({ code: 0 });
      expect(await place.run('audit verify')).toMatchObject({ code: 0 });
    }
    await place.ok(['seed', 'snapshot', 'base', '--replace', '--db', owner]);
    await place.ok(reset);
    expect(await place.ok('lines list -q')).toBe('+15550100\n');
  });

  it('has nothing in it that an invitation’s token of that time opens', async () => {
    const { place, owner, database } = await atWork();
    await place.ok('users invite cy@acme.com --role standard --tokens tokens.csv');
    place.write('token', place.read('tokens.csv').split('\n')[1]?.split(',')[1] as string);
    await place.ok(['seed', 'snapshot', 'base', '--db', owner]);
    expect(await place.json(['seed', 'reset', '--to', 'base', '--db', owner, '--confirm', database])).toMatchObject({
      workspaces: [{ tokensVoided: 1 }],
    });
    expect((await place.run('users accept --as cy@acme.com --token-file token')).code).toBe(3);
  });

  it('is left alone by emptying, which leaves a database that is ready', async () => {
    const { place, owner, database } = await atWork();
    await place.ok(['seed', 'snapshot', 'base', '--db', owner]);
    expect(await place.run(['seed', 'reset', '--db', owner, '--confirm', 'acme'])).toMatchObject({ code: 2 });
    await place.ok(['seed', 'reset', '--db', owner, '--confirm', database, '--dry-run']);
    expect(await emails(place)).toContain('bo@acme.com');
    await place.ok(['seed', 'reset', '--db', owner, '--confirm', database]);
    await place.ok('workspaces create Other --owner ada@acme.com');
    expect(await emails(place)).toBe('ada@acme.com\n');
    expect(await place.run('db check')).toMatchObject({ code: 0 });
    expect(await place.run(['seed', 'reset', '--to', 'bass', '--db', owner, '--confirm', database])).toMatchObject({
      code: 4,
      err: expect.stringContaining('did you mean "base"?'),
    });
    await place.ok(['seed', 'reset', '--to', 'base', '--db', owner, '--confirm', database]);
    expect(await emails(place)).toBe('ada@acme.com\nbo@acme.com\n');
  });

  it('is for a login that owns the database and may make others; others are told what that wants', async () => {
    const { place, database } = await atWork();
    const as = async (rights: string) => {
      const name = await login(rights);
      return {
        name,
        ran: await place.run([
          'seed',
          'snapshot',
          'base',
          '--db',
          new URL(`/${database}`, `postgres://${name}@${new URL(serverAddress()).host}`).href,
        ]),
      };
    };
    const poor = await as('');
    expect(poor.ran).toMatchObject({
      code: 3,
      err: expect.stringContaining(`alter role "${poor.name}" createdb; grant`),
    });
    const maker = await as('createdb');
    expect(maker.ran).toMatchObject({ code: 3, err: expect.stringMatching(/runs: grant "postgres" to/) });
    expect(await place.run('seed snapshot base')).toMatchObject({ code: 3 });
  });

  it('is not made of a database that others are connected to, nor over one of somebody else', async () => {
    const { place, owner, database, letGo } = await atWork();
    await place.store.rows('select 1');
    expect(await place.run(['seed', 'snapshot', 'base', '--db', owner])).toMatchObject({
      code: 7,
      err: expect.stringContaining('others are connected to'),
    });
    await letGo();
    await administering(`create database "${database}.snapshot.base"`, `create database "${database}.before-reset"`);
    for (const words of [
      ['snapshot', 'base', '--replace'],
      ['reset', '--confirm', database],
    ]) {
      expect(await place.run(['seed', ...words, '--db', owner])).toMatchObject({ code: 6 });
    }
    expect(await emails(place)).toContain('bo@acme.com');
  });

  it('has the rights on the database that were given before', async () => {
    const { place, owner, database } = await atWork();
    await administering(
      `revoke connect on database ${database} from public`,
      `grant connect, temporary on database ${database} to switchboard_app`,
    );
    await place.ok(['seed', 'snapshot', 'base', '--db', owner]);
    await place.ok(['seed', 'reset', '--to', 'base', '--db', owner, '--confirm', database]);
    expect(await emails(place)).toContain('bo@acme.com');
    expect(
      await place.store.rows('select has_database_privilege($1, current_database(), $2) as may', [
        'pg_monitor',
        'connect',
      ]),
    ).toEqual([{ may: false }]);
  });
});
