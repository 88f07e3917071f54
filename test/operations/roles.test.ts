import { expect, it } from 'vitest';
import { acme, beta } from '../support/desk.ts';

it('roles list names the roles of the model with how many members hold each', async () => {
  const place = await beta();
  await place.ok('users invite bo@beta.com --role agent');
  const { roles } = await place.json<{
    roles: { role: string; members: number; manages: string[]; restrictions: string[] }[];
  }>('roles list');
  expect(roles.map(({ role, members }) => [role, members])).toEqual([
    ['owner', 1],
    ['manager', 0],
    ['agent', 1],
    ['billing', 0],
  ]);
  expect(roles[1]).toMatchObject({
    manages: ['agent'],
    restrictions: ['space-settings', 'contact-deletion', 'data-export'],
  });
  expect(await place.ok('roles list -q')).toBe('owner\nmanager\nagent\nbilling\n');
});

it('roles show tells every action with how far it reaches, whatever products are activated', async () => {
  const place = await acme();
  await place.ok('products deactivate conversations --confirm conversations');
  const { actions, ...standard } = await place.json<{ actions: { action: string; allowed: boolean; scope: string }[] }>(
    'roles show standard',
  );
  expect(standard).toMatchObject({
    role: 'standard',
    lines: 'granted',
    products: 'granted',
    manages: [],
    restrictions: [],
  });
  const scopes = Object.fromEntries(actions.map(({ action, scope }) => [action, scope]));
  expect(scopes).toMatchObject({
    'conversations.view': 'granted',
    'contacts.add': 'all',
    'contacts.delete': 'none',
    'products.view': 'granted',
  });
  expect(await place.ok('roles show admin')).toMatch(/^lines +view, add, edit, delete +– +–$/m);
  const { code, err } = await place.run('roles show standart');
  expect([code, err]).toEqual([2, expect.stringContaining('did you mean "standard"?')]);
});

it('roles show marks what reaches only people of the roles that it manages', async () => {
  const place = await beta();
  const table = await place.ok('roles show manager');
  expect(table).toMatch(/^users +view +invite, edit, suspend, delete +–$/m);
  expect(table).toContain('space-settings (no access to the workspace settings)');
});

it('roles matrix prints the source of the workspace, or of the model that is named', async () => {
  const place = await acme();
  const own = await place.json<{ model: string; roles: string[]; rows: unknown[] }>('roles matrix');
  expect([own.model, own.roles, own.rows[0]]).toEqual([
    'standard-admin',
    ['standard', 'admin'],
    { module: 'contacts', label: 'import and add contacts', cells: { standard: 'full', admin: 'full' } },
  ]);
  const table = await place.ok('roles matrix --model owner-manager-agent');
  expect(table.split('\n').slice(0, 2)).toEqual([
    'MODULE                    OWNER  MANAGER  AGENT',
    'Dashboard                 ✅     ✅       ❌',
  ]);
  expect(table).toMatch(/^– Channels +✅ +⭕ +❌$/m);
  expect(await place.ok('roles matrix --model owner-manager-agent --all --format csv')).toContain(
    'Billing,none,none,none,full\n',
  );
  expect(await place.run('roles matrix --model owner')).toMatchObject({ code: 2 });
});

it.each(['list', 'show standard', 'matrix', 'matrix --model standard-admin'])(
  'roles %s needs roles.view',
  async (verb) => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --status active');
    for (const who of ['bo@acme.com', 'mallory@x.com'])
      expect(await place.run(`roles ${verb} --as ${who}`)).toMatchObject({ code: 3, out: '' });
    expect(await place.run(`roles ${verb} --can-i --as bo@acme.com`)).toMatchObject({ code: 1 });
  },
);
