import { describe, expect, it } from 'vitest';
import { acme, type Desk } from '../support/desk.ts';

/** Ada's two workspaces: acme (Standard/Admin) and beta (Owner/Manager/Agent), with bo as a standard user and an agent. */
async function two(): Promise<Desk> {
  const place = await acme();
  await place.ok('users invite bo@acme.com --status active');
  await place.ok('workspaces create Beta --model owner-manager-agent');
  await place.ok('users invite bo@acme.com --role agent --workspace beta');
  return place;
}

const failure = async (place: Desk, line: string) => {
  const { code, err } = await place.run(`${line} --format json`);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint: string } }).error };
};

describe('workspaces list', () => {
  it("shows the acting user's own with role and status, also where they are only invited", async () => {
    const place = await two();
    await place.ok('workspaces create Gamma');
    expect(await place.json('workspaces list --as bo@acme.com')).toEqual({
      workspaces: [
        {
          workspace: 'acme',
          name: 'Acme',
          model: 'standard-admin',
          state: 'active',
          role: 'standard',
          status: 'active',
        },
        {
          workspace: 'beta',
          name: 'Beta',
          model: 'owner-manager-agent',
          state: 'active',
          role: 'agent',
          status: 'invited',
        },
      ],
    });
    expect(await place.ok('workspaces list -q')).toBe('acme\nbeta\ngamma\n');
  });

  it('shows a stranger none, and the invited their invitation', async () => {
    const place = await two();
    expect(await place.json('workspaces list --as mallory@x.com')).toEqual({ workspaces: [] });
    await place.ok('users invite cy@acme.com --workspace acme');
    expect(await place.json('workspaces list --as cy@acme.com')).toMatchObject({
      workspaces: [{ workspace: 'acme', role: 'standard', status: 'invited' }],
    });
  });

  it('asks where the acting user may answer, not where they are still invited', async () => {
    const place = await acme();
    await place.ok('users invite cy@acme.com');
    await place.ok('workspaces create Beta --owner cy@acme.com');
    expect(await place.ok('workspaces list --as cy@acme.com -q')).toBe('acme\nbeta\n');
  });
});

describe('workspaces show', () => {
  it('counts who and what is in it', async () => {
    const place = await two();
    await place.ok('lines add +15550100 --workspace acme');
    expect(await place.json('workspaces show acme')).toMatchObject({
      workspace: 'acme',
      state: 'active',
      by: 'ada@acme.com',
      entry: 1,
      members: { active: 2, invited: 0, suspended: 0 },
      lines: 1,
      products: ['blast', 'conversations'],
    });
    expect(await place.json('workspaces show beta')).toMatchObject({
      members: { active: 1, invited: 1 },
      products: [],
    });
  });

  it('takes the slug as --workspace would be taken, but not two different ones', async () => {
    const place = await two();
    expect(await place.json('workspaces show --workspace beta')).toMatchObject({ workspace: 'beta' });
    expect(await place.json('workspaces show beta --workspace beta')).toMatchObject({ workspace: 'beta' });
    expect(await failure(place, 'workspaces show beta --workspace acme')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'workspaces show acmee')).toMatchObject({ exit: 4, hint: 'did you mean "acme"?' });
    place.env.SWITCHBOARD_WORKSPACE = 'acme';
    expect(await place.json('workspaces show beta')).toMatchObject({ workspace: 'beta' });
    expect(await place.json('workspaces show')).toMatchObject({ workspace: 'acme' });
  });

  it('is for those who may see the workspace', async () => {
    const place = await two();
    expect(await failure(place, 'workspaces show acme --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
  });
});

describe('workspaces edit', () => {
  it('changes the name of one workspace, and no slug', async () => {
    const place = await two();
    expect(await place.json('workspaces edit acme --name "Acme Corp"')).toEqual({
      workspace: 'acme',
      name: 'Acme Corp',
      changed: true,
    });
    expect(await place.json('workspaces edit acme --name "Acme Corp"')).toMatchObject({ changed: false });
    expect(await place.json('workspaces show acme')).toMatchObject({ workspace: 'acme', name: 'Acme Corp' });
    expect(await place.json('workspaces show beta')).toMatchObject({ name: 'Beta' });
    expect(await failure(place, 'workspaces edit acme')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'workspaces edit acme --name Mine --as bo@acme.com')).toMatchObject({ exit: 3 });
  });
});

describe('workspaces archive and restore', () => {
  it('close one workspace for everything but looking, and open it again', async () => {
    const place = await two();
    await place.ok('workspaces archive beta --confirm beta');
    expect(await place.json('workspaces show beta')).toMatchObject({ state: 'archived', by: 'ada@acme.com' });
    expect(await place.run('users list --workspace beta')).toMatchObject({ code: 0 });
    for (const line of [
      'users invite cy@acme.com',
      'users accept --as bo@acme.com',
      'workspaces edit beta --name B',
      'workspaces archive beta --confirm beta',
    ]) {
      expect(await failure(place, `${line} --workspace beta`)).toMatchObject({ exit: 3, code: 'workspace.archived' });
    }
    expect(await place.run('users invite cy@acme.com --workspace acme')).toMatchObject({ code: 0 });
    expect(await place.json('workspaces restore beta')).toEqual({ workspace: 'beta', state: 'active', changed: true });
    expect(await place.json('workspaces restore beta')).toMatchObject({ changed: false });
    expect(await place.run('users accept --as bo@acme.com --workspace beta')).toMatchObject({ code: 0 });
  });

  it('must be meant, and are for those who may', async () => {
    const place = await two();
    expect(await failure(place, 'workspaces archive beta')).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await failure(place, 'workspaces archive beta --confirm acme')).toMatchObject({
      exit: 2,
      code: 'not-confirmed',
    });
    expect(await failure(place, 'workspaces archive acme --confirm acme --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await place.run('workspaces archive acme --dry-run')).toMatchObject({ code: 0 });
    expect(await place.json('workspaces show acme')).toMatchObject({ state: 'active' });
    await place.ok('workspaces archive acme --confirm acme');
    expect(await failure(place, 'workspaces restore acme --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
  });
});
