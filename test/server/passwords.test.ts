import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acmeAtWork } from '../support/companies.ts';
import { NO_STACK, runProcess } from '../support/program.ts';
import { inThePresent, tokenFor } from '../support/raw.ts';

const SECRET = 'open sesame';

/** Acme, reached by the login that must bring a password. */
async function locked() {
  const place = inThePresent(await acmeAtWork());
  const SWITCHBOARD_TOKEN = await tokenFor(place, 'ada@acme.com');
  const url = new URL((await place.store.address(undefined)).replace('//shared@', '//locked@'));
  const { SWITCHBOARD_AS: _as, ...env } = place.env;
  const known = { ...env, SWITCHBOARD_AS: undefined, SWITCHBOARD_TOKEN, SWITCHBOARD_DB: url.href };
  const run = (words: string, more: Record<string, string | undefined> = {}) =>
    runProcess(place, words.split(' '), { env: { ...known, ...more } });
  return { place, url, run };
}

describe('a login that wants a password', () => {
  it('is let in with PGPASSWORD', async () => {
    const { run } = await locked();
    expect(await run('lines list -q', { PGPASSWORD: SECRET })).toMatchObject({ code: 0, err: '' });
  });

  it('is let in with a password file, where nobody else can read it', async () => {
    const { place, url, run } = await locked();
    const file = place.write('home/.pgpass', `${url.hostname}:${url.port}:*:locked:${SECRET}\n`);
    chmodSync(file, 0o600);
    expect(await run('lines list -q')).toMatchObject({ code: 0, err: '' });
    chmodSync(file, 0o644);
    const { code, out } = await run('lines list -q');
    expect([code, out]).toEqual([3, '']);
  });

  it('is let in with a service file that names the server, the login and the password', async () => {
    const { place, url, run } = await locked();
    place.write(
      'services.conf',
      `# ours\n[elsewhere]\nhost=nowhere.example\n\n[acme]\nhost=${url.hostname}\nport=${url.port}\ndbname=${url.pathname.slice(1)}\nuser=locked\npassword=${SECRET}\n`,
    );
    const PGSERVICEFILE = place.path('services.conf');
    for (const db of ['postgres:///?service=acme', `postgres://${url.host}/?service=acme`]) {
      expect(await run('lines list -q', { PGSERVICEFILE, SWITCHBOARD_DB: db }), db).toMatchObject({ code: 0, err: '' });
    }
    expect(await run('lines list', { PGSERVICEFILE, SWITCHBOARD_DB: 'postgres:///?service=none' })).toMatchObject({
      code: 4,
      err: expect.stringContaining('there is no service "none"'),
    });
  });

  it.each([
    ['without one', {}],
    ['with a wrong one', { PGPASSWORD: 'open barley' }],
    ['with an empty one', { PGPASSWORD: '' }],
  ])('is refused %s, in a sentence', async (_, more) => {
    const { run } = await locked();
    for (const words of ['lines list', 'lines add +15550177', 'whoami', 'lines list --debug']) {
      const { code, out, err } = await run(words, more);
      expect({ words, code, out, err }).toMatchObject({ code: 3, out: '' });
      expect(err).toMatch(/^error: postgres:\/\/locked@\S+ (wants a password for|does not let) this login/);
      expect(err).toMatch(/PGPASSWORD, a service file or ~\/\.pgpass/);
      expect(err).not.toContain('barley');
      if (!words.includes('--debug')) expect(err).toMatch(NO_STACK);
    }
  });
});

describe('a password in the address', () => {
  const withPassword = (url: URL) => [
    url.href.replace('//locked@', '//locked:sesame-5551@'),
    `${url.href}?password=sesame-5551`,
    `${url.href}?sslmode=disable&sslpassword=sesame-5551`,
  ];

  it('is refused where others could read it, and not said again', async () => {
    const { place, url, run } = await locked();
    for (const address of withPassword(url)) {
      for (const words of ['lines list --debug', 'auth login', 'auth logout', 'whoami --format json']) {
        const { code, out, err } = await run(`${words} --db ${address}`);
        expect({ address, words, code }).toEqual({ address, words, code: 2 });
        expect(out + err).not.toContain('sesame');
        expect(err).toContain('a secret no longer');
      }
      for (const [file, cwd] of [
        ['.switchboard.json', place.folder],
        ['home/.config/switchboard/config.json', undefined],
      ] as const) {
        await place.ok('context set format table --user', '');
        place.write(file, JSON.stringify({ db: address }));
        const { code, out, err } = await run('lines list', { SWITCHBOARD_DB: undefined });
        expect({ file, cwd, code, err }).toMatchObject({ code: 2, err: expect.stringContaining('a secret no longer') });
        expect(out + err).not.toContain('sesame');
        place.write(file, '{}');
      }
      const { code, out, err } = await run(`context set db ${address}`);
      expect({ code, told: out + err }).toMatchObject({ code: 2, told: expect.not.stringContaining('sesame') });
    }
  });

  it('is taken from the environment, and never shown', async () => {
    const { url, run } = await locked();
    const SWITCHBOARD_DB = url.href.replace('//locked@', '//locked:open%20sesame@');
    for (const words of ['whoami --format json', 'auth status', 'workspaces list', 'lines list']) {
      const { code, out, err } = await run(words, { SWITCHBOARD_DB });
      expect({ words, code, err }).toMatchObject({ code: 0, err: '' });
      expect(out).not.toMatch(/sesame/);
    }
    const wrong = { SWITCHBOARD_DB: url.href.replace('//locked@', '//locked:sesame-5551@') };
    const { code, err } = await run('lines list --debug', wrong);
    expect({ code, err }).toMatchObject({ code: 3, err: expect.not.stringContaining('sesame') });
  });
});
