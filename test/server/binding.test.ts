import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { begun, betaShared, everything, session, tokenFor, tried } from '../support/raw.ts';

/** How many entries somebody sees: none, who is nobody. */
const sees = (client: pg.Client) => tried(client, 'select 1 from entries');

const bound = async (client: pg.Client) =>
  (await client.query<{ bound: string }>("select current_setting('switchboard.bound', true) as bound")).rows[0]?.bound;

describe('a binding is of one transaction', () => {
  it('and over with it, however it ends', async () => {
    const { token, client } = await betaShared();
    for (const end of ['commit', 'rollback']) {
      await begun(client, token);
      expect(await sees(client)).toBeGreaterThan(10);
      await client.query(end);
      await begun(client);
      expect([await sees(client), await tried(client, 'select 1 where acting() is not null')]).toEqual([0, 0]);
      await client.query('rollback');
    }
    await client.query('select bind($1, null, false)', [token]);
    expect((await client.query('select 1 from entries')).rowCount).toBe(0);
  });

  it.each([
    ['a guess', async () => `${'0'.repeat(64)} {"key": "ada@beta.com", "workspace": 1, "scope": null}`],
    ['no seal', async () => '{"key": "ada@beta.com", "workspace": 1, "scope": null}'],
    ['a word', async () => 'ada@beta.com'],
    ['only the seal of another', async (value: string) => value.slice(0, 64)],
    ['what was said in an earlier transaction', async (value: string) => value],
    ['the same with another name', async (value: string) => value.replace('ada@', 'olga@')],
  ])('and cannot be forged: %s', async (_, forged) => {
    const { token, client } = await betaShared();
    await begun(client, token);
    const value = (await bound(client)) as string;
    await client.query('commit');
    for (const scope of ['local', 'session']) {
      await begun(client);
      await client.query(`select set_config('switchboard.bound', $1, $2)`, [await forged(value), scope === 'local']);
      await client.query(`select set_config('switchboard.founding', $1, $2)`, [await forged(value), scope === 'local']);
      expect([await sees(client), await tried(client, 'select 1 where acting() is not null')], scope).toEqual([0, 0]);
      await client.query('rollback');
    }
  });

  it('and not to be changed by whoever is bound', async () => {
    const { place, client } = await betaShared();
    const token = await tokenFor(place, 'bill@beta.com', '--scope', 'profile.*');
    await begun(client, token);
    const value = (await bound(client)) as string;
    expect(value).toContain('bill@beta.com');
    for (const other of [
      value.replace('bill@', 'ada@'),
      value.replace(/"scope": \[[^\]]*\]/, '"scope": null'),
      value.replace(/"workspace": \d+/, '"workspace": 2'),
    ]) {
      expect(other).not.toBe(value);
      await client.query(`select set_config('switchboard.bound', $1, true)`, [other]);
      expect([await sees(client), await tried(client, 'select 1 where acting() is not null')]).toEqual([0, 0]);
    }
    // Nor does a binding make a founder of anybody.
    await client.query(`select set_config('switchboard.bound', $1, true)`, [value]);
    await client.query(`select set_config('switchboard.founding', $1, true)`, [value]);
    expect((await client.query("select founding() = '{}' as none")).rows).toEqual([{ none: true }]);
  });

  it('and of no other session, at the same moment either', async () => {
    const { place, token, client } = await betaShared();
    const other = await session(place);
    await begun(client, token);
    await begun(other);
    await other.query(`select set_config('switchboard.bound', $1, true)`, [await bound(client)]);
    expect(await sees(client)).toBeGreaterThan(10);
    expect(await sees(other)).toBe(0);
  });

  it('and of no other transaction in the same message', async () => {
    const { token, client } = await betaShared();
    const found = (await client.query(
      `begin; select bind('${token}', null, false); select count(*) > 0 as seen from entries;
       select set_config('switchboard.bound', current_setting('switchboard.bound'), false); commit;
       begin; select count(*) > 0 as seen from entries; rollback`,
    )) as unknown as pg.QueryResult[];
    expect(found.filter(({ fields }) => fields[0]?.name === 'seen').map(({ rows }) => rows[0].seen)).toEqual([
      true,
      false,
    ]);
  });

  it('and made once: not again for another, nor after the setting was taken away', async () => {
    const { place, token, client } = await betaShared();
    const others = await tokenFor(place, 'bill@beta.com');
    const bind = (one: string) => tried(client, 'select bind($1, null, false)', [one]);
    await begun(client, token);
    expect([await bind(token), await bind(others)]).toEqual(['SB002', 'SB002']);
    await client.query("select set_config('switchboard.bound', '', true)");
    expect([await bind(token), await bind(others)]).toEqual(['SB002', 'SB002']);
    await client.query('reset switchboard.bound');
    expect([await bind(token), await bind(others), await sees(client)]).toEqual(['SB002', 'SB002', 0]);
  });

  it('and gone where it was rolled back: what is bound then is bound anew', async () => {
    const { place, token, client } = await betaShared();
    const others = await tokenFor(place, 'bill@beta.com');
    await begun(client);
    await client.query('savepoint one');
    await client.query('select bind($1, null, false)', [token]);
    const value = await bound(client);
    await client.query('rollback to savepoint one');
    expect(await sees(client)).toBe(0);
    await client.query('select bind($1, null, false)', [others]);
    expect(await sees(client)).toBe(0);
    expect(await tried(client, 'select 1 from users')).toBe(1);
    // Kept from before the rollback it is still of this transaction, and of whoever showed the token in it.
    await client.query(`select set_config('switchboard.bound', $1, true)`, [value]);
    expect((await client.query('select acting_key() as key')).rows).toEqual([{ key: 'ada@beta.com' }]);
  });
});

describe('what was opened while bound', () => {
  it('a prepared statement sees nothing in a transaction that is not', async () => {
    const { token, client } = await betaShared();
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query('prepare look as select 1 from entries');
    const named = { name: 'look too', text: 'select 1 from entries where number > $1', values: [0] };
    await begun(client, token);
    expect((await client.query('execute look')).rowCount).toBeGreaterThan(10);
    expect((await client.query(named)).rowCount).toBeGreaterThan(10);
    await client.query('commit');
    await begun(client);
    expect([(await client.query('execute look')).rowCount, (await client.query(named)).rowCount]).toEqual([0, 0]);
  });

  it('a cursor ends with the transaction; one that is held shows what was seen then, and nothing that came since', async () => {
    const { place, token, client } = await betaShared();
    await begun(client, token);
    await client.query('declare gone cursor for select 1 from entries');
    await client.query('declare held cursor with hold for select number from entries');
    await client.query('commit');
    const then = (await everything(place, 'entries')).length;
    await place.ok('lines add +15550299');
    await begun(client);
    expect((await client.query('fetch all from held')).rowCount).toBe(then);
    expect(await tried(client, 'fetch all from gone')).toBe('34000');
  });
});
