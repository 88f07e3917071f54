import { describe, expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { contentsOf, entriesOf } from '../support/contents.ts';
import type { Desk, Ran } from '../support/desk.ts';
import { inThePresent, tokenFor, withEnv } from '../support/raw.ts';

/** How somebody comes in who acts as somebody else: by a login of their own, or by a token. */
type Way = 'login' | 'token';

/** Runs lines as somebody whom the server knows; whom they act as is said in the line. */
async function being(place: Desk, email: string, way: Way) {
  const { SWITCHBOARD_AS: _as, ...env } = place.env;
  const known =
    way === 'login'
      ? { ...env, SWITCHBOARD_DB: await place.store.address(email) }
      : {
          ...env,
          SWITCHBOARD_DB: await place.store.address(undefined),
          SWITCHBOARD_TOKEN: await tokenFor(place, email),
        };
  return (line: string): Promise<Ran> => withEnv(place, known, line);
}

/** The last entry, as it stands in the ledger. */
const lastEntry = async (place: Desk) =>
  (await place.store.rows('select * from entries where workspace_id = 1 order by number desc limit 1'))[0] as Record<
    string,
    unknown
  >;

const WAYS: readonly Way[] = ['login', 'token'];

/** Everything that nobody does as somebody else. */
const NEVER = [
  'token create mine',
  'token revoke mine',
  'users accept',
  'users invite eve@beta.com',
  'users invite cy@beta.com --role owner --on-existing update',
  'users resend ivy@beta.com',
  'users revoke ivy@beta.com',
  'users set-role cy@beta.com manager',
  'roles add clerk --from agent',
  'roles edit clerk --allow files.view',
  'roles remove clerk --confirm clerk',
  'users restrict cy@beta.com contacts=team',
  'users unrestrict mia@beta.com data-export',
  'grants add cy@beta.com --lines +15550200',
  'grants remove cy@beta.com --lines +15550200',
  'grants copy bo@beta.com cy@beta.com',
  'audit accept-rollback --yes',
  'workspaces create Mine --owner ada@beta.com',
];

describe.each(WAYS)('acting as somebody else, by a %s of one’s own', (way) => {
  it('goes downwards only, and to members of the workspace', async () => {
    const place = inThePresent(await betaAtWork());
    const [ada, mo, cy, bill] = [
      await being(place, 'ada@beta.com', way),
      await being(place, 'mo@beta.com', way),
      await being(place, 'cy@beta.com', way),
      await being(place, 'bill@beta.com', way),
    ];
    for (const below of ['mo', 'cy', 'bill'])
      expect(await ada(`users list --as ${below}@beta.com -q`), below).toMatchObject({
        code: below === 'bill' ? 3 : 0,
      });
    for (const [who, as] of [
      [ada, 'olga'],
      [mo, 'ada'],
      [mo, 'cy'],
      [cy, 'mo'],
      [cy, 'bo'],
      [cy, 'ada'],
      [bill, 'cy'],
    ] as const) {
      const before = (await entriesOf(place)).length;
      const { code, out, err } = await who(`lines list --as ${as}@beta.com`);
      expect({ code, out }, as).toEqual({ code: 3, out: '' });
      expect(err).toContain(`acting as ${as}@beta.com is refused`);
      expect((await entriesOf(place)).length).toBe(before + 1);
    }
    for (const none of ['ivy@beta.com', 'sue@beta.com', 'zed@other.com']) {
      expect((await ada(`lines list --as ${none}`)).code, none).toBe(3);
    }
    expect(await ada('lines list --as "no address"')).toMatchObject({ code: 2 });
  });

  it('looks with the eyes of the other', async () => {
    const place = inThePresent(await betaAtWork());
    const ada = await being(place, 'ada@beta.com', way);
    for (const line of ['audit list', 'token list --all', 'users show mo@beta.com --format json', 'grants list']) {
      const own = await place.run(`${line} --as cy@beta.com`);
      const asOther = await ada(`${line} --as cy@beta.com`);
      expect([asOther.code, asOther.out], line).toEqual([own.code, own.out]);
    }
    expect((await ada('audit list')).code).toBe(0);
    const who = JSON.parse((await ada('whoami --as cy@beta.com --format json')).out);
    expect(who).toMatchObject({ user: 'cy@beta.com', vouched: way === 'login' ? 'db-login' : 'token' });
    expect(JSON.parse((await ada('auth status --format json')).out)).toMatchObject({ user: 'ada@beta.com' });
  });

  it('writes what both may, and both names are in the entry', async () => {
    const place = inThePresent(await betaAtWork());
    const ada = await being(place, 'ada@beta.com', way);
    expect(await ada('users suspend cy@beta.com --as mo@beta.com')).toMatchObject({ code: 0 });
    expect(await lastEntry(place)).toMatchObject({
      actor: 'mo@beta.com',
      impersonator: 'ada@beta.com',
      vouched: way === 'login' ? 'db-login' : 'token',
      operation: 'users suspend',
      outcome: 'done',
    });
    const shown = await place.ok(`audit show ${String((await lastEntry(place)).number)}`);
    expect(shown).toMatch(/mo@beta\.com[\s\S]*ada@beta\.com|ada@beta\.com[\s\S]*mo@beta\.com/);
    // What the other may not is refused though one may it oneself.
    expect((await ada('users suspend bo@beta.com --as cy@beta.com')).code).toBe(3);
    expect((await ada('users suspend bo@beta.com --as mia@beta.com')).code).toBe(3);
    // And what is one's own is the other's.
    expect(await ada('users edit mo@beta.com --name "Mo" --as mo@beta.com')).toMatchObject({ code: 0 });
    await place.ok('audit verify');
  });

  it('takes the rights of both: a token that only looks writes as nobody', async () => {
    if (way === 'login') return;
    const place = inThePresent(await betaAtWork());
    const SWITCHBOARD_TOKEN = await tokenFor(place, 'ada@beta.com', '--scope', '*.view,access.impersonate');
    const { SWITCHBOARD_AS: _as, ...env } = place.env;
    const known = { ...env, SWITCHBOARD_TOKEN, SWITCHBOARD_DB: await place.store.address(undefined) };
    expect((await withEnv(place, known, 'lines list --as mo@beta.com')).code).toBe(0);
    expect(await withEnv(place, known, 'users suspend cy@beta.com --as mo@beta.com')).toMatchObject({ code: 3 });
    expect(await withEnv(place, known, 'users edit mo@beta.com --name Me --as mo@beta.com')).toMatchObject({ code: 3 });
  });

  it.each(NEVER)('never does: %s', async (line) => {
    const place = inThePresent(await betaAtWork());
    const ada = await being(place, 'ada@beta.com', way);
    const before = JSON.stringify(await contentsOf(place));
    const entries = (await entriesOf(place)).length;
    const { code, err } = await ada(`${line} --as mo@beta.com`);
    expect({ line, code, err }).toMatchObject({
      code: 3,
      err: expect.stringContaining('nobody does that as somebody else'),
    });
    expect(JSON.stringify(await contentsOf(place))).toBe(before);
    if ((await entriesOf(place)).length > entries) {
      expect(await lastEntry(place)).toMatchObject({ actor: 'ada@beta.com', impersonator: null, outcome: 'refused' });
    }
  });

  it('that is refused is entered under the name of who tried', async () => {
    const place = inThePresent(await betaAtWork());
    const cy = await being(place, 'cy@beta.com', way);
    await cy('users suspend bo@beta.com --as mo@beta.com');
    expect(await lastEntry(place)).toMatchObject({ actor: 'cy@beta.com', impersonator: null, outcome: 'refused' });
    const ada = await being(place, 'ada@beta.com', way);
    await ada('users suspend mia@beta.com --as cy@beta.com');
    expect(await lastEntry(place)).toMatchObject({
      actor: 'cy@beta.com',
      impersonator: 'ada@beta.com',
      outcome: 'refused',
    });
  });
});
