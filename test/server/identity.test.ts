import { chmodSync, lstatSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import type { Desk } from '../support/desk.ts';
import { inThePresent, tokenFor, withEnv } from '../support/raw.ts';

const KEPT = 'home/.config/switchboard/credentials.json';

/** Acme on a server that many share: what is run is run on the shared login, by whatever token is found. */
async function sharing() {
  const place = inThePresent(await acmeAtWork());
  const tokens: Record<string, string> = {};
  for (const name of ['ada', 'al', 'bo']) {
    tokens[name] = await tokenFor(place, `${name}@acme.com`);
    place.write(`${name}.token`, `${tokens[name]}\n`);
  }
  const { SWITCHBOARD_AS: _as, ...env } = place.env;
  const shared = { ...env, SWITCHBOARD_DB: await place.store.address(undefined) };
  const run = (line: string, more: Record<string, string> = {}) => withEnv(place, { ...shared, ...more }, line);
  return { place, tokens, run, shared };
}

const mode = (place: Desk, name: string): string => (lstatSync(place.path(name)).mode & 0o777).toString(8);

describe('whoever shares a login', () => {
  it('is asked who they are', async () => {
    const { run } = await sharing();
    for (const line of [
      'whoami',
      'users list',
      'auth status',
      'users invite eve@acme.com',
      'whoami --as ada@acme.com',
    ]) {
      const { code, out, err } = await run(line);
      expect({ line, code, out }).toEqual({ line, code: 3, out: '' });
      expect(err).toBe(
        'error: who is there? this login is shared, and wants a token\n' +
          'hint: log in: switchboard auth login, or hand a token over by --token-file or SWITCHBOARD_TOKEN\n',
      );
    }
  });

  it('logs in once, is known from then on, and logs out', async () => {
    const { place, tokens, run, shared } = await sharing();
    expect((await run('auth login --token-file bo.token')).code).toBe(0);
    expect([mode(place, KEPT), mode(place, 'home/.config/switchboard')]).toEqual(['600', '700']);
    expect(JSON.parse(place.read(KEPT))).toEqual({ [shared.SWITCHBOARD_DB]: tokens.bo });
    const status = JSON.parse((await run('auth status --format json')).out);
    expect(status).toMatchObject({ user: 'bo@acme.com', vouched: 'token', credential: place.path(KEPT) });
    expect(JSON.parse((await run('whoami --format json')).out)).toMatchObject({
      user: 'bo@acme.com',
      vouched: 'token',
    });
    expect((await run('users list')).code).toBe(0);
    expect(JSON.parse((await run('auth logout --format json')).out)).toMatchObject({ dropped: true });
    expect(JSON.parse(place.read(KEPT))).toEqual({});
    expect((await run('whoami')).code).toBe(3);
    // The token itself is still in force.
    expect((await run('whoami --token-file bo.token')).code).toBe(0);
  });

  it.each([
    ['mistyped', 'swb_mistyped', 2],
    ['an invitation', `swi_${'x'.repeat(43)}`, 2],
    ['not there', undefined, 4],
    ['revoked', 'revoked', 3],
  ])('keeps no token that is %s', async (_, text, code) => {
    const { place, tokens, run } = await sharing();
    const lost = await tokenFor(place, 'al@acme.com');
    const { tokens: all } = await place.json<{ tokens: { name: string }[] }>('token list --as al@acme.com');
    for (const { name } of all) await place.ok(`token revoke ${name} --as al@acme.com`);
    if (text !== undefined) place.write('the.token', text === 'revoked' ? lost : text);
    const ran = await run('auth login --token-file the.token');
    expect(ran.code).toBe(code);
    expect(ran.err).not.toContain(text === 'revoked' ? lost : 'swb_mistyped');
    expect(() => place.read(KEPT)).toThrow('ENOENT');
    expect((await run(`whoami`, { SWITCHBOARD_TOKEN: tokens.bo as string })).code).toBe(0);
  });

  it('is refused a file of tokens that others can read, or that is a link', async () => {
    const { place, tokens, run } = await sharing();
    await run('auth login --token-file bo.token');
    for (const bits of [0o640, 0o604, 0o620]) {
      chmodSync(place.path(KEPT), bits);
      const { code, err } = await run('whoami');
      expect([code, err]).toEqual([2, expect.stringContaining('can be reached by others')]);
      expect(err).not.toContain(tokens.bo);
    }
    chmodSync(place.path(KEPT), 0o600);
    renameSync(place.path(KEPT), place.path('elsewhere.json'));
    symlinkSync(place.path('elsewhere.json'), place.path(KEPT));
    for (const line of ['whoami', 'auth login --token-file bo.token', 'auth logout']) {
      expect(await run(line), line).toMatchObject({ code: 2, err: expect.stringContaining('is a link') });
    }
    expect(JSON.parse(readFileSync(place.path('elsewhere.json'), 'utf8'))).toMatchObject({});
  });

  it('is who --token-file says, else the environment, else what was kept', async () => {
    const { tokens, run } = await sharing();
    await run('auth login --token-file bo.token');
    const who = async (line: string, more = {}) =>
      JSON.parse((await run(`whoami --format json${line}`, more)).out).user;
    const al = { SWITCHBOARD_TOKEN: tokens.al as string };
    expect(await who('')).toBe('bo@acme.com');
    expect(await who('', al)).toBe('al@acme.com');
    expect(await who(' --token-file ada.token', al)).toBe('ada@acme.com');
    // What comes first holds, also where it is no good.
    expect((await run('whoami', { SWITCHBOARD_TOKEN: 'swb_nothing' })).code).toBe(3);
    expect((await run('whoami --token-file nowhere.token', al)).code).toBe(4);
  });
});

describe('a token of one’s own', () => {
  it('is shown once, listed without its text, and stored as its SHA-256', async () => {
    const { place, run, tokens } = await sharing();
    await run('token create one --to one.token --token-file bo.token');
    expect(mode(place, 'one.token')).toBe('600');
    expect(place.read('one.token')).toMatch(/^swb_[0-9A-Za-z]{49}\n$/);
    expect((await run('token create one --token-file bo.token')).code).toBe(6);
    expect((await run('token create two --to one.token --token-file bo.token')).code).toBe(6);
    const own = await run('token list --token-file bo.token');
    expect(own.out).toContain('one');
    expect(own.out).not.toMatch(/swb_|al@acme/);
    expect((await run('token list --all --token-file bo.token')).code).toBe(3);
    expect((await run('token list --all --token-file ada.token')).out).toMatch(/al@acme[\s\S]*bo@acme/);
    const stored = JSON.stringify(await place.store.rows('select * from access_tokens'));
    for (const text of Object.values(tokens)) expect(stored).not.toContain(text);
  });

  it('ends within a year', async () => {
    const { run } = await sharing();
    expect((await run('token create long --expires 400d --token-file bo.token')).code).toBe(2);
    expect((await run('token create year --expires 365d --token-file bo.token')).code).toBe(0);
  });

  it('is taken out of force by its owner, and by whoever manages them', async () => {
    const { run, place } = await sharing();
    await place.ok('token create adas');
    expect((await run('token revoke adas --user ada@acme.com --token-file bo.token')).code).toBe(3);
    await run('token create mine --to mine.token --token-file bo.token');
    expect((await run('whoami --token-file mine.token')).code).toBe(0);
    expect((await run('token revoke mine --user bo@acme.com --token-file ada.token')).code).toBe(0);
    expect(await run('whoami --token-file mine.token')).toMatchObject({
      code: 3,
      err: expect.stringContaining('was revoked'),
    });
    await run('token create again --to again.token --token-file bo.token');
    expect((await run('token revoke again --token-file again.token')).code).toBe(0);
    expect((await run('whoami --token-file again.token')).code).toBe(3);
  });

  it('is dead while its owner is suspended, and once they are removed: also after they were invited again', async () => {
    const { place, run } = await sharing();
    const works = async () => (await run('whoami --token-file bo.token')).code;
    await place.ok('users suspend bo@acme.com');
    expect(await works()).toBe(3);
    await place.ok('users reactivate bo@acme.com');
    expect(await works()).toBe(0);
    await place.ok('users remove bo@acme.com --confirm bo@acme.com');
    expect(await works()).toBe(3);
    await place.ok('users invite bo@acme.com --role admin');
    expect(await works()).toBe(3);
    await place.ok('users accept --as bo@acme.com');
    expect(await works()).toBe(3);
    await place.ok('audit verify');
  });

  it('is dead when its time has come', async () => {
    const { place, run } = await sharing();
    await place.store.meddle('update access_tokens set expires = 1000');
    expect(await run('users list --token-file bo.token')).toMatchObject({
      code: 3,
      err: expect.stringContaining('the access token of bo@acme.com has expired'),
    });
  });

  it('has no place where a file knows everybody, or where a login is a person’s own', async () => {
    const { place } = await sharing();
    const ran = await withEnv(place, { ...place.env, SWITCHBOARD_DB: await place.store.address('bo@acme.com') }, [
      ...'whoami --as bo@acme.com --token-file ada.token'.split(' '),
    ]);
    expect(ran).toMatchObject({ code: 3, err: expect.stringContaining('takes no token') });
  });
});

describe('an invitation on a shared login', () => {
  it('is accepted with its token, once, and gives a first token for what comes then', async () => {
    const { place, run } = await sharing();
    await place.ok('users invite eve@acme.com fay@acme.com --role standard --tokens invited.csv');
    const [eve, fay] = place.read('invited.csv').match(/swi_[\w-]{43}/g) as [string, string];
    place.write('eve.invitation', eve);
    const accepts = 'users accept --token-file eve.invitation --access-token eve.token';
    expect((await run('users list --token-file eve.invitation')).code).toBe(3);
    expect(await run(accepts)).toMatchObject({ code: 0 });
    expect(mode(place, 'eve.token')).toBe('600');
    expect(JSON.parse((await run('whoami --token-file eve.token --format json')).out)).toMatchObject({
      user: 'eve@acme.com',
      vouched: 'token',
    });
    expect((await run(accepts.replace('eve.token', 'two.token'))).code).toBe(3);
    // Nobody takes up another's: not by a token of their own, and not by saying so.
    place.write('fay.invitation', fay);
    expect((await run('users accept --as fay@acme.com --token-file eve.token')).code).not.toBe(0);
    expect((await run('users accept --as bo@acme.com --token-file fay.invitation')).code).not.toBe(0);
    const { users } = await place.json<{ users: { email: string; status: string }[] }>('users list');
    expect(users.find(({ email }) => email === 'fay@acme.com')?.status).toBe('invited');
    await place.ok('users revoke fay@acme.com');
    expect((await run('users accept --token-file fay.invitation')).code).toBe(3);
    const told = JSON.stringify(await place.store.rows('select * from entries'));
    expect(told).not.toMatch(/sw[ib]_/);
  });

  it('that has expired is no more', async () => {
    const { place, run } = await sharing();
    await place.ok('users invite eve@acme.com --tokens invited.csv');
    place.write('eve.invitation', place.read('invited.csv').match(/swi_[\w-]{43}/)?.[0] as string);
    await place.store.meddle("update memberships set expires = 1000 where status = 'invited'");
    expect(await run('users accept --token-file eve.invitation')).toMatchObject({
      code: 3,
      err: expect.stringContaining('has expired'),
    });
  });
});
