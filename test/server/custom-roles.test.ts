import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { begun, everything, inThePresent, nextEntry, session, tokenFor, tried, withEnv } from '../support/raw.ts';

const CLERK = {
  name: 'clerk',
  does: 'looks things up',
  actions: ['contacts.view'] as unknown,
  lines: 'granted',
  products: 'granted',
  manages: [] as unknown,
  managesCustom: false as unknown,
  restrictions: [] as unknown,
};

/** Acme, where bo is a deputy: he defines and gives roles as far as he holds as much, and is no admin. */
async function acmeWithDeputy(): Promise<Desk> {
  const place = inThePresent(await acmeAtWork());
  const gives = '--allow roles.*,users.invite,users.edit,users.suspend,grants.* --manages standard,custom';
  await place.ok(`roles add deputy --from standard ${gives}`);
  await place.ok('roles add herald --from admin --manages none');
  await place.ok('roles add helper --from standard --deny blasts.*');
  await place.ok('users set-role bo@acme.com deputy');
  return place;
}

/** A session of plain SQL as somebody, and a way to begin a definition there. */
async function writing(place: Desk, email: string, ...scope: readonly string[]) {
  const client = await begun(await session(place), await tokenFor(place, email, ...scope));
  const next = await nextEntry(place);
  const begin = (definition: unknown, name = 'clerk', text = JSON.stringify(definition)) =>
    tried(client, 'insert into custom_roles (workspace_id, name, definition, since) values (1, $1, $2, $3)', [
      name,
      text,
      next,
    ]);
  return { client, next, begin };
}

describe('past the program, a role is defined', () => {
  it('by those who may, and lies within what they hold', async () => {
    const { begin } = await writing(await acmeWithDeputy(), 'bo@acme.com');
    expect(await begin(CLERK)).toBe(1);
    for (const beyond of [
      { actions: ['contacts.view', 'contacts.delete'] },
      { actions: ['billing.view'] },
      { actions: ['no.action'] },
      { lines: 'all' },
      { products: 'all' },
      { manages: ['admin'] },
      { manages: ['standard', 'nobody', 'admin'] },
    ]) {
      expect(await begin({ ...CLERK, ...beyond }), JSON.stringify(beyond)).toBe('42501');
    }
    expect(await begin({ ...CLERK, manages: ['standard', 'helper'], managesCustom: true })).toBe(1);
  });

  it('by nobody else: not by who may not, and not beyond a token', async () => {
    const place = await acmeWithDeputy();
    const cy = await writing(place, 'cy@acme.com');
    expect(await cy.begin(CLERK)).toBe('42501');
    const scoped = await writing(place, 'ada@acme.com', '--scope', 'roles.*,contacts.view');
    expect(await scoped.begin(CLERK)).toBe(1);
    expect(await scoped.begin({ ...CLERK, actions: ['contacts.view', 'contacts.edit'] })).toBe('42501');
    const ada = await writing(place, 'ada@acme.com');
    expect(await ada.begin({ ...CLERK, actions: ['billing.edit'] })).toBe('42501');
  });

  it('in the one form that is read everywhere', async () => {
    const { begin } = await writing(await acmeWithDeputy(), 'ada@acme.com');
    const { does: _does, ...less } = CLERK;
    for (const wrong of [
      [],
      null,
      'clerk',
      {},
      less,
      { ...CLERK, more: 1 },
      { ...CLERK, name: 'other' },
      { ...CLERK, actions: 'contacts.view' },
      { ...CLERK, actions: [['contacts.view']] },
      { ...CLERK, manages: { standard: true } },
      { ...CLERK, managesCustom: 'true' },
      { ...CLERK, lines: 'some' },
      { ...CLERK, restrictions: ['made-up'] },
    ]) {
      expect(await begin(wrong), JSON.stringify(wrong)).toBe('42501');
    }
    const text = JSON.stringify(CLERK);
    for (const broken of [
      '',
      '{',
      'clerk',
      text.replace('looks', '\\u0000'),
      text.replace('{', '{\n'),
      `${text}${' '.repeat(20_000)}`,
    ])
      expect(await begin(undefined, 'clerk', broken), broken.slice(0, 40)).toBe('42501');
    for (const name of [
      'admin',
      'standard',
      'owner',
      'own er',
      'agent',
      'all',
      'custom',
      'Clerk',
      'a',
      ' clerk',
      'a  b',
      'x'.repeat(41),
    ])
      expect(await begin({ ...CLERK, name }, name), name).toBe('42501');
  });

  it('otherwise by nobody who holds it, or holds less than it gave', async () => {
    const place = await acmeWithDeputy();
    const { client, next } = await writing(place, 'bo@acme.com');
    const end = (name: string) => tried(client, 'update custom_roles set until = $1 where name = $2', [next, name]);
    expect([await end('helper'), await end('deputy'), await end('herald')]).toEqual([1, 0, 0]);
  });

  it('away by nobody while somebody holds it', async () => {
    const place = await acmeWithDeputy();
    const { client, next } = await writing(place, 'ada@acme.com');
    await client.query('update custom_roles set until = $1 where name = $2', [next, 'deputy']);
    await expect(client.query('set constraints all immediate')).rejects.toMatchObject({ code: '23514' });
  });
});

describe('past the program, a role is given', () => {
  const give = (client: pg.Client, next: number, userId: number, role: string) =>
    tried(
      client,
      `insert into memberships (workspace_id, user_id, role, status, since) values (1, $1, $2, 'active', $3)`,
      [userId, role, next],
    );

  it('only as far as whoever gives it holds as much', async () => {
    const place = await acmeWithDeputy();
    const cy = (await everything(place, 'users')).find(({ email }) => email === 'cy@acme.com')?.id as number;
    const { client, next } = await writing(place, 'bo@acme.com');
    await client.query('update memberships set until = $1 where user_id = $2 and until is null', [next, cy]);
    const outcomes: Record<string, number | string> = {};
    for (const role of ['helper', 'deputy', 'standard', 'herald', 'admin', 'nobody'])
      outcomes[role] = await give(client, next, cy, role);
    expect(outcomes).toEqual({
      helper: 1,
      deputy: 1,
      standard: 1,
      herald: '42501',
      admin: '42501',
      nobody: '42501',
    });
  });

  it('and what somebody holds already goes on with another status', async () => {
    const place = await acmeWithDeputy();
    await place.ok('users set-role cy@acme.com herald');
    await place.ok('users suspend cy@acme.com --as bo@acme.com');
    await place.ok('users reactivate cy@acme.com --as bo@acme.com');
    expect(await place.ok('users list --role herald --fields email,status --format csv')).toBe(
      'email,status\ncy@acme.com,active\n',
    );
  });
});

describe('on a server, one acts as the holder of a role of the workspace’s own', () => {
  const entry = (actor: string, impersonator: string) => ({
    workspace_id: 1,
    at: 1_795_000_000_000,
    actor,
    impersonator,
    vouched: 'db-login',
    os_user: 'tester',
    host: 'desk',
    operation: 'users edit',
    outcome: 'done',
    input: '{}',
    digest: '',
    counts: '{}',
    codes: null,
    operation_id: null,
  });

  it('only from above, and where one could do as much oneself', async () => {
    const place = await acmeWithDeputy();
    await place.ok('roles edit deputy --allow access.impersonate');
    await place.ok('roles add rival --from standard --manages custom');
    const outcomes: Record<string, unknown> = {};
    for (const role of ['helper', 'herald', 'rival', 'admin']) {
      await place.ok(`users set-role cy@acme.com ${role}`);
      const client = await begun(await session(place, 'bo@acme.com'));
      const past = await tried(client, 'select * from append_entry($1::jsonb, null)', [
        JSON.stringify(entry('cy@acme.com', 'bo@acme.com')),
      ]);
      await client.query('rollback');
      const { SWITCHBOARD_AS: _as, ...env } = place.env;
      const known = { ...env, SWITCHBOARD_DB: await place.store.address('bo@acme.com') };
      const { code } = await withEnv(place, known, `users edit cy@acme.com --name ${role} --as cy@acme.com`);
      outcomes[role] = [past, code];
    }
    expect(outcomes).toEqual({ helper: [1, 0], herald: ['SB005', 3], rival: ['SB005', 3], admin: ['SB005', 3] });
  });
});
