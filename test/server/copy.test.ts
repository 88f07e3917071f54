import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ACME } from '../support/companies.ts';
import { fileStore, serverAddress, serverStore, type TestStore } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';
import { rosterOf, start } from '../support/program.ts';

/** A desk with a file on it, in which Acme is at work with so many people more. */
async function acmeInAFile(people = 0): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' }, undefined, (folder) => fileStore(`${folder}/switchboard.db`));
  await place.ok('workspaces create Acme --model standard-admin --owner ada@acme.com --products conversations,blast');
  for (const line of ACME) await place.ok(line);
  if (people > 0) await place.ok(`users invite ${place.write('roster.csv', rosterOf(people))}`);
  await place.run('lines add +15550109 --as bo@acme.com');
  return place;
}

/** An empty database on the server, entered by its owner. */
async function emptyServer(): Promise<{ readonly store: TestStore; readonly address: string }> {
  const store = serverStore();
  const { pathname } = new URL(await store.address(undefined));
  return { store, address: `${serverAddress()}${pathname}` };
}

interface Copied {
  readonly rows: number;
  readonly resumed: boolean;
  readonly workspaces: readonly string[];
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly sha256: string }[];
}

const ledgerIn = (store: TestStore) =>
  store.rows('select workspace_id, number, hash, operation_id from entries order by workspace_id, number');

describe('a store that is copied', () => {
  it('from a file to a server and back is the same, row by row, with its hashes and numbers', async () => {
    const place = await acmeInAFile(40);
    await place.ok('roles add clerk --from standard --lines all');
    await place.ok('users set-role bo@acme.com clerk');
    const { store, address } = await emptyServer();
    const there = await place.json<Copied>(['db', 'copy', 'switchboard.db', address]);
    const back = await place.json<Copied>(['db', 'copy', address, 'back.db']);
    expect(there.tables.find(({ table }) => table === 'entries')?.rows).toBe(17);
    expect(there.tables.find(({ table }) => table === 'custom_roles')?.rows).toBe(1);
    expect(back.tables).toEqual(there.tables);
    const [before, after] = [await ledgerIn(place.store), await ledgerIn(fileStore(place.path('back.db')))];
    expect(await ledgerIn(store)).toEqual(before);
    expect(after).toEqual(before);
    expect(existsSync(place.path('back.db.copying'))).toBe(false);
    expect(await place.run('audit verify --db back.db')).toMatchObject({ code: 0 });
    expect(await place.run('db check --db back.db')).toMatchObject({ code: 0 });
  });

  it('goes on where it is: what is written there comes after, and nobody gets a number that was brought along', async () => {
    const place = await acmeInAFile();
    const { store, address } = await emptyServer();
    await place.ok(['db', 'copy', 'switchboard.db', address]);
    const there = desk({ SWITCHBOARD_AS: 'ada@acme.com' }, undefined, () => store, 'there');
    await there.ok('users invite new@acme.com --role standard');
    await there.ok('audit verify');
    await there.ok('db check');
    const numbers = await store.rows<{ n: number; most: number }>(
      'select count(*) as n, max(number) as most from entries',
    );
    expect(numbers[0]?.n).toBe(numbers[0]?.most);
    const people = await store.rows<{ id: number }>('select id from users');
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  });

  it('one workspace at a time takes its people along, and nothing of the others', async () => {
    const place = await acmeInAFile();
    await place.ok('workspaces create Beta --model owner-manager-agent --owner ada@acme.com');
    await place.ok('users invite only@beta.com --workspace beta');
    const { store, address } = await emptyServer();
    const copied = await place.json<Copied>(['db', 'copy', 'switchboard.db', address, '--only', 'beta']);
    expect(copied.workspaces).toEqual(['beta']);
    expect(await store.rows('select slug from workspaces')).toEqual([{ slug: 'beta' }]);
    expect(await store.rows('select email from users order by email')).toEqual([
      { email: 'ada@acme.com' },
      { email: 'only@beta.com' },
    ]);
    expect(await place.run(['db', 'copy', 'switchboard.db', 'x.db', '--only', 'gamma'])).toMatchObject({ code: 4 });
    expect(existsSync(place.path('x.db.copying'))).toBe(false);
  });

  it('never goes into one that is not empty, nor is it for those who may not', async () => {
    const place = await acmeInAFile();
    const { address } = await emptyServer();
    await place.ok(['db', 'copy', 'switchboard.db', address]);
    const again = await place.run(['db', 'copy', 'switchboard.db', address]);
    expect(again).toMatchObject({ code: 6, err: expect.stringContaining('is not empty') });
    const other = await emptyServer();
    const bo = await place.run(['db', 'copy', 'switchboard.db', other.address, '--as', 'bo@acme.com']);
    expect(bo).toMatchObject({ code: 3, err: expect.stringContaining('role.lacks-action') });
    const app = (await other.store.address('ada@acme.com')).replaceAll('%', '%');
    const notOwner = await place.run(['db', 'copy', 'switchboard.db', app]);
    expect(notOwner).toMatchObject({ code: 3, err: expect.stringContaining('switchboard_owner') });
  });
});

describe('a copy that is stopped', () => {
  it('at any moment goes on from there, cannot be used before it is done, and ends the same', {
    timeout: 120_000,
  }, async () => {
    const place = await acmeInAFile(12_000);
    const whole = await place.json<Copied>(['db', 'copy', 'switchboard.db', 'whole.db']);
    const { store, address } = await emptyServer();
    const words = ['db', 'copy', 'switchboard.db', address];
    let [killed, unfinished] = [0, 0];
    for (let after = 250; killed < 12; after += 40) {
      const running = start(place, words);
      const ending = await Promise.race([running.ended, pause(after).then(() => undefined)]);
      if (ending !== undefined) break;
      running.child.kill('SIGKILL');
      await running.ended;
      killed++;
      const [left] = await store.rows('select 1 as one from copies');
      if (left === undefined) continue;
      unfinished++;
      const there = desk({ SWITCHBOARD_AS: 'ada@acme.com' }, undefined, () => store, 'there');
      expect(await there.run('users list -q')).toMatchObject({ code: 7, err: expect.stringContaining('not finished') });
    }
    expect(unfinished).toBeGreaterThan(0);
    const last = await place.run([...words, '--format', 'json']);
    // It may have been done by the one that was killed last.
    if (last.code !== 6) expect((JSON.parse(last.out) as Copied).tables).toEqual(whole.tables);
    expect(await ledgerIn(store)).toEqual(await ledgerIn(place.store));
    const [members] = await store.rows<{ n: number }>('select count(*) as n from memberships');
    expect(members?.n).toBe(whole.tables.find(({ table }) => table === 'memberships')?.rows);
  });

  it('into a file leaves nothing under its name, and goes on from what it has beside it', {
    timeout: 120_000,
  }, async () => {
    const place = await acmeInAFile(12_000);
    const words = ['db', 'copy', 'switchboard.db', 'copy.db'];
    let left = 0;
    for (let after = 120; left < 4 && after < 2000; after += 40) {
      const running = start(place, words);
      const ending = await Promise.race([running.ended, pause(after).then(() => undefined)]);
      if (ending !== undefined) break;
      running.child.kill('SIGKILL');
      await running.ended;
      if (existsSync(place.path('copy.db.copying')) && !existsSync(place.path('copy.db'))) left++;
    }
    expect(left).toBeGreaterThan(0);
    if (!existsSync(place.path('copy.db'))) await place.ok(words);
    expect(existsSync(place.path('copy.db.copying'))).toBe(false);
    expect(await ledgerIn(fileStore(place.path('copy.db')))).toEqual(await ledgerIn(place.store));
    await place.ok('db check --db copy.db');
  });

  it('does not go on with another source, or with one that has changed since', async () => {
    const place = await acmeInAFile();
    const { store, address } = await emptyServer();
    await store.meddle(`insert into copies values ('elsewhere', 'other', '{"table":0,"key":null}')`);
    const other = await place.run(['db', 'copy', 'switchboard.db', address]);
    expect(other).toMatchObject({ code: 6, err: expect.stringContaining('--restart') });
    await place.ok(['db', 'copy', 'switchboard.db', address, '--restart']);
    expect(await store.rows('select 1 as one from copies')).toEqual([]);
  });
});
