import { describe, expect, it } from 'vitest';
import { begun, betaShared, byToken, nextEntry, tokenFor, tried } from '../support/raw.ts';

describe('a token', () => {
  it('that is mistyped, cut, of another shape, revoked or expired binds nobody', async () => {
    const { place, token, client } = await betaShared();
    await place.ok('token create gone --to gone.token');
    await place.ok('token revoke gone');
    const late = await tokenFor(place, 'ada@beta.com');
    await place.store.meddle(`update access_tokens set expires = 1000 where id = (select max(id) from access_tokens)`);
    await begun(client);
    const dead = [
      `${token}x`,
      token.slice(0, -1),
      token.toLowerCase(),
      '',
      'swb_',
      "' or true --",
      place.read('gone.token').trim(),
    ];
    for (const one of [...dead, late]) {
      expect(await tried(client, 'select bind($1, null, false)', [one]), one).toBe('SB001');
    }
    expect(await tried(client, 'select bind($1, null, false)', [null])).toBe('SB004');
    expect(await tried(client, "select bind($1, 'gamma', false)", [token])).toBe('SB003');
    expect(await tried(client, 'select bind($1, null, false)', [token])).toBe(1);
  });

  it('is good for its scope alone, by the program and past it', async () => {
    const { place, client } = await betaShared();
    const token = await tokenFor(place, 'ada@beta.com', '--scope', 'users.view,profile.view');
    const run = byToken(place, token);
    expect((await run('users list')).code).toBe(0);
    for (const line of [
      'lines list',
      'audit list',
      'users invite eve@beta.com',
      'token create more',
      'token list --all',
    ]) {
      expect({ line, ...(await run(line)) }).toMatchObject({ code: 3, err: expect.stringContaining('token-scope') });
    }
    await begun(client, token);
    expect(await tried(client, 'select 1 from users')).toBeGreaterThan(5);
    for (const table of ['lines', 'line_activations', 'entries', 'batch_rows']) {
      expect(await tried(client, `select 1 from ${table}`), table).toBe(0);
    }
    const next = await nextEntry(place);
    for (const write of [
      `insert into product_activations (workspace_id, product, since) values (1, 'mine', ${next})`,
      `update memberships set until = ${next} where until is null`,
      `update access_tokens set until = ${next} where until is null`,
      `insert into access_tokens values (1, ${next}, acting(), 'mine', null, '\\x00', 9e12, ${next})`,
      "update workspaces set name = 'Mine'",
    ]) {
      expect(['42501', 0], write).toContain(await tried(client, write));
    }
  });

  it('makes none that is good for more than itself, by the program and past it', async () => {
    const { place, client } = await betaShared();
    const token = await tokenFor(place, 'ada@beta.com', '--scope', 'profile.*,users.view');
    const run = byToken(place, token);
    expect((await run('token create same --scope users.view')).code).toBe(0);
    for (const line of [
      'token create all',
      'token create more --scope users.view,lines.view',
      'token create wild --scope *.view',
    ]) {
      expect({ line, ...(await run(line)) }).toMatchObject({
        code: 2,
        err: expect.stringContaining('is not good for'),
      });
    }
    await begun(client, token);
    const next = await nextEntry(place);
    const made = (scope: string | null) =>
      tried(client, `insert into access_tokens values (1, ${next}, acting(), 'raw', $1, '\\x00', 9e12, ${next})`, [
        scope,
      ]);
    expect([await made('["users.view"]'), await made('[]'), await made('["profile.view","users.view"]')]).toEqual([
      1, 1, 1,
    ]);
    for (const scope of [
      null,
      '["lines.view"]',
      '["users.view","lines.view"]',
      '"users.view"',
      '{}',
      'null',
      '7',
      '[["users.view"]]',
    ]) {
      expect(await made(scope), String(scope)).toBe('42501');
    }
  });

  it('that is good for it founds a workspace, which it is not of', async () => {
    const { place, token } = await betaShared();
    const run = byToken(place, token);
    expect(await run('workspaces create Other --model standard-admin --owner ada@beta.com')).toMatchObject({ code: 0 });
    expect((await run('workspaces list')).out).not.toContain('other');
    expect(await run('lines list --workspace other')).toMatchObject({ code: 3 });
    expect(await place.json('workspaces list')).toMatchObject({
      workspaces: [{ workspace: 'beta' }, { workspace: 'other' }],
    });
    await place.ok('audit verify --workspace other');
  });
});
