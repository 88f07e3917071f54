import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { begun, everything, inThePresent, isNothing, nextEntry, session, tokenFor, tried } from '../support/raw.ts';

/** The memberships that were somebody's, as a number of them and their entries. */
const pastOf = async (place: Desk, email: string) => {
  const id = (await everything(place, 'users')).find((row) => row.email === email)?.id as number;
  const held = (await everything(place, 'memberships')).filter((row) => row.user_id === id);
  return { id, held };
};

/** Everything that somebody could try who was more than they are: what of it was let through. */
async function revived(place: Desk, email: string, token?: string): Promise<string[]> {
  const { id, held } = await pastOf(place, email);
  const client = await begun(await session(place, token === undefined ? email : undefined), token);
  const next = await nextEntry(place);
  const through: string[] = [];
  const attempt = async (statement: string) => {
    const outcome = await tried(client, statement);
    if (!isNothing(outcome) && outcome !== '23505') through.push(`${statement}: ${outcome}`);
  };
  const begins = (role: unknown, status: string, since: number) =>
    `insert into memberships (workspace_id, user_id, role, status, since) values (1, ${id}, '${String(role)}', '${status}', ${since})`;
  for (const when of ['until is not null', 'true']) {
    await attempt(`update memberships set until = null where user_id = ${id} and ${when}`);
  }
  for (const { role, until } of held) {
    for (const since of [until, next, next + 1].filter((number) => number !== null)) {
      for (const status of ['active', 'invited']) await attempt(begins(role, status, Number(since)));
    }
  }
  // Whoever is somebody ends that first.
  for (const end of [next, next - 1, next + 5]) {
    await client.query('savepoint ended');
    const ended = await tried(client, `update memberships set until = ${end} where user_id = ${id} and until is null`);
    if (ended === 1) {
      await client.query(`update memberships set until = ${end} where user_id = ${id} and until is null`);
      const now = held.find((row) => row.until === null);
      for (const past of held.filter((row) => row.until !== null && row.role !== now?.role)) {
        for (const since of [past.until, end]) await attempt(begins(past.role, 'active', Number(since)));
        await attempt(`update memberships set until = null where user_id = ${id} and since = ${String(past.since)}`);
      }
    }
    await client.query('rollback to savepoint ended');
  }
  return through;
}

describe('what has ended does not go on again, whoever writes past the program', () => {
  it('who was removed', async () => {
    const place = await acmeAtWork();
    await place.ok('users remove al@acme.com --confirm al@acme.com');
    expect(await revived(place, 'al@acme.com')).toEqual([]);
  });

  it('who was demoted', async () => {
    const place = inThePresent(await acmeAtWork());
    await place.ok('users edit al@acme.com --name Al');
    await place.ok('users set-role al@acme.com standard');
    expect(await revived(place, 'al@acme.com')).toEqual([]);
    expect(await revived(place, 'al@acme.com', await tokenFor(place, 'al@acme.com'))).toEqual([]);
  });

  it('who was suspended', async () => {
    expect(await revived(await betaAtWork(), 'sue@beta.com')).toEqual([]);
  });

  it('who was removed, and invited again as less', async () => {
    const place = inThePresent(await acmeAtWork());
    await place.ok('users remove al@acme.com --confirm al@acme.com');
    await place.ok('users invite al@acme.com --role standard --tokens tokens.csv');
    const token = /swi_[\w-]{43}/.exec(place.read('tokens.csv'))?.[0];
    expect(await revived(place, 'al@acme.com')).toEqual([]);
    expect(await revived(place, 'al@acme.com', token)).toEqual([]);
  });

  it('whose invitation was taken back', async () => {
    const place = await acmeAtWork();
    await place.ok('users revoke ivy@acme.com');
    expect(await revived(place, 'ivy@acme.com')).toEqual([]);
  });

  it('a token that was revoked, a grant and a restriction that were taken, a line that was removed', async () => {
    const place = inThePresent(await betaAtWork());
    await place.ok('token create lost');
    await place.ok('token revoke lost');
    await place.ok('users unrestrict mia@beta.com data-export');
    await place.ok('grants add cy@beta.com --lines +15550200');
    await place.ok('grants remove cy@beta.com --lines +15550200');
    await place.ok('lines remove +15550200 --confirm +15550200');
    const client = await begun(await session(place, 'ada@beta.com'));
    for (const table of ['access_tokens', 'restrictions', 'line_grants', 'line_activations', 'memberships']) {
      const ended = (await everything(place, table)).filter((row) => row.until !== null);
      expect(ended.length, table).toBeGreaterThan(0);
      expect(await tried(client, `update ${table} set until = null where until is not null`), table).toBe(0);
      expect(await tried(client, `update ${table} set until = until + 1 where until is not null`), table).toBe(0);
    }
  });
});

describe('nobody writes under the entry of another', () => {
  it('an owner begins nothing with an entry that is there, or with one that is far off', async () => {
    const place = await betaAtWork();
    const { id } = await pastOf(place, 'cy@beta.com');
    const client = await begun(await session(place, 'ada@beta.com'));
    const next = await nextEntry(place);
    const given = (since: number) =>
      tried(client, "insert into product_grants (workspace_id, user_id, product, since) values (1, $1, 'blast', $2)", [
        id,
        since,
      ]);
    expect([await given(1), await given(next - 1), await given(next + 1), await given(next)]).toEqual([
      '42501',
      '42501',
      '42501',
      1,
    ]);
    const ended = (until: number) =>
      tried(client, 'update memberships set until = $2 where user_id = $1 and until is null', [id, until]);
    expect([await ended(1), await ended(next - 1), await ended(next + 1), await ended(next)]).toEqual([
      '42501',
      '42501',
      '42501',
      1,
    ]);
  });

  it('the last owner cannot end past the program either', async () => {
    const place = await acmeAtWork();
    await place.ok('users remove al@acme.com --confirm al@acme.com');
    const client = await begun(await session(place, 'ada@acme.com'));
    const { id } = await pastOf(place, 'ada@acme.com');
    const ended = 'update memberships set until = $2 where user_id = $1 and until is null';
    await client.query(ended, [id, await nextEntry(place)]);
    await expect(client.query('commit')).rejects.toMatchObject({ code: '23514' });
  });
});
