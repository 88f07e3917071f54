import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFile, readContext } from '../../src/cli/context.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk, desk } from '../support/desk.ts';

interface Shown {
  readonly settings: readonly { setting: string; value: string | null; from: string }[];
  readonly project: string | null;
  readonly user: string;
}

/** A desk where nothing is set by the environment. */
const bare = (): Desk => {
  const place = desk();
  for (const name of ['SWITCHBOARD_DB', 'SWITCHBOARD_NOW']) delete place.env[name];
  return place;
};

const setting = async (place: Desk, name: string, flags = '') =>
  (await place.json<Shown>(`context show ${flags}`)).settings.find((one) => one.setting === name);

const project = (place: Desk) => JSON.parse(place.read('.switchboard.json'));

describe('context set', () => {
  it('keeps a setting in the project file, beside the others, for its owner alone', async () => {
    const place = bare();
    await place.ok('context set as ada@acme.com');
    await place.ok('context set format json');
    expect(project(place)).toEqual({ as: 'ada@acme.com', format: 'json' });
    expect(statSync(place.path('.switchboard.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(place.folder).sort()).toEqual(['.switchboard.json', 'home']);
    expect(await setting(place, 'as')).toEqual({
      setting: 'as',
      value: 'ada@acme.com',
      from: place.path('.switchboard.json'),
    });
  });

  it('keeps it for oneself with --user', async () => {
    const place = bare();
    const { file } = await place.json<{ file: string }>('context set as ada@acme.com --user');
    expect(file).toBe(place.path('home/.config/switchboard/config.json'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(place.path('.switchboard.json'))).toBe(false);
    expect(await setting(place, 'as')).toMatchObject({ value: 'ada@acme.com', from: file });
    place.env.XDG_CONFIG_HOME = place.path('xdg');
    expect(await place.json('context set as bo@acme.com --user')).toMatchObject({
      file: place.path('xdg/switchboard/config.json'),
    });
  });

  it('takes each setting from the first place that gives it, and says when another wins', async () => {
    const place = bare();
    await place.ok('context set as user@acme.com --user');
    expect(await setting(place, 'as')).toMatchObject({ value: 'user@acme.com' });
    await place.ok('context set as project@acme.com');
    expect(await setting(place, 'as')).toMatchObject({ value: 'project@acme.com' });
    expect(await place.json('context set as user2@acme.com --user')).toMatchObject({
      under: place.path('.switchboard.json'),
    });
    place.env.SWITCHBOARD_AS = 'env@acme.com';
    expect(await setting(place, 'as')).toEqual({ setting: 'as', value: 'env@acme.com', from: 'environment' });
    expect(await place.json('context set as project2@acme.com')).toMatchObject({
      before: 'project@acme.com',
      under: 'environment',
    });
    expect(await setting(place, 'as', '--as flag@acme.com')).toEqual({
      setting: 'as',
      value: 'flag@acme.com',
      from: 'flag',
    });
  });

  it('keeps a database so that it is found from below, and from wherever the project goes', async () => {
    const place = await acme();
    delete place.env.SWITCHBOARD_DB;
    await place.ok('context set db ./switchboard.db');
    expect(project(place)).toEqual({ db: 'switchboard.db' });
    await place.ok('context set db /elsewhere/x.db');
    expect(project(place)).toEqual({ db: '/elsewhere/x.db' });
    await place.ok('context set db x.db --user');
    expect(JSON.parse(place.read('home/.config/switchboard/config.json'))).toEqual({ db: place.path('x.db') });
  });

  it('writes the nearest project file upwards, and its database is found from there', async () => {
    const place = bare();
    await place.ok('context set db data/acme.db');
    const below = join(place.folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    expect(projectFile(below)).toBe(place.path('.switchboard.json'));
    expect(readContext({}, place.env, below).db).toBe(place.path('data/acme.db'));
    place.write('a/.switchboard.json', '{}');
    expect(readContext({}, place.env, below).origins.as.from).toBe('not set');
    expect(projectFile(below)).toBe(place.path('a/.switchboard.json'));
  });

  it('takes no value that would not be taken later', async () => {
    const place = bare();
    for (const [name, value] of [
      ['as', 'ada'],
      ['as', ''],
      ['format', 'xml'],
      ['workspace', 'Not A Slug'],
      ['now', 'yesterday'],
      ['wait', 'long'],
      ['wait', '-1'],
      ['db', ' '],
    ] as const) {
      expect([name, value, (await place.run(['context', 'set', name, value])).code]).toEqual([name, value, 2]);
    }
    expect(existsSync(place.path('.switchboard.json'))).toBe(false);
    const { err } = await place.run('context set fromat json');
    expect(err).toContain('did you mean "format"?');
  });

  it('rehearsed, keeps nothing', async () => {
    const place = bare();
    await place.ok('context set as ada@acme.com --dry-run');
    expect(existsSync(place.path('.switchboard.json'))).toBe(false);
    for (const flag of ['--can-i', '--explain'])
      expect(await place.run(`context set as ada@acme.com ${flag}`)).toMatchObject({ code: 2 });
  });

  it('replaces a planted link and does not write through it', async () => {
    const place = bare();
    place.write('victim', '{"as":"victim@acme.com"}');
    symlinkSync(place.path('victim'), place.path('.switchboard.json'));
    await place.ok('context set format json');
    expect(place.read('victim')).toBe('{"as":"victim@acme.com"}');
  });

  it('says what is wrong with a file that is no settings file, and leaves it', async () => {
    const place = bare();
    for (const text of ['not json', '[]', '{"wrokspace":"x"}', '{"as":1}']) {
      place.write('.switchboard.json', text);
      const { code, err } = await place.run('context set as ada@acme.com');
      expect([text, code]).toEqual([text, 2]);
      expect(err).toContain('.switchboard.json');
      expect(place.read('.switchboard.json')).toBe(text);
    }
  });

  it('reads no folder, no FIFO, no file of somebody else', async () => {
    const place = bare();
    mkdirSync(place.path('.switchboard.json'));
    expect((await place.run('context show')).err).toContain('is not a regular file');
    const other = bare();
    execFileSync('mkfifo', [other.path('.switchboard.json')]);
    expect((await other.run('context show')).err).toContain('is not a regular file');
    const third = bare();
    third.write('.switchboard.json', '{"as":"mallory@x.com"}');
    if (process.getuid?.() !== 0) return;
    chownSync(third.path('.switchboard.json'), 12_345, 12_345);
    expect((await third.run('whoami')).err).toContain('belongs to another user');
  });

  it('says when the file cannot be written, and leaves nothing behind', async () => {
    const place = bare();
    place.env.XDG_CONFIG_HOME = '/dev/null';
    const { code, err } = await place.run('context set as ada@acme.com --user');
    expect(code).toBe(7);
    expect(err).toContain('/dev/null/switchboard/config.json cannot be');
  });
});

describe('context unset', () => {
  it('drops one setting and leaves the others', async () => {
    const place = bare();
    await place.ok('context set as ada@acme.com');
    await place.ok('context set format json');
    expect(await place.json('context unset as')).toMatchObject({ before: 'ada@acme.com', value: null });
    expect(project(place)).toEqual({ format: 'json' });
    expect(await setting(place, 'as')).toEqual({ setting: 'as', value: null, from: 'not set' });
    expect(await place.run('context unset as')).toMatchObject({ code: 0 });
  });
});

describe('context show', () => {
  it('needs no database and nobody who acts', async () => {
    const place = bare();
    const { settings } = await place.json<Shown>('context show');
    expect(settings.map(({ setting: name }) => name)).toEqual(['db', 'workspace', 'as', 'format', 'now', 'wait']);
    expect(readdirSync(place.folder)).toEqual(['home']);
  });
});

describe('whoami', () => {
  it('says who acts, who vouches for it, and where', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --role standard --status active');
    await place.ok('workspaces create Second --owner bo@acme.com');
    expect(await place.json('whoami --as BO@acme.com')).toEqual({
      user: 'bo@acme.com',
      behind: null,
      vouched: STORE === 'sqlite' ? 'local-file' : 'db-login',
      database: await place.store.address('bo@acme.com'),
      workspaces: [
        {
          workspace: 'acme',
          model: 'standard-admin',
          state: 'active',
          role: 'standard',
          status: 'active',
          restrictions: [],
        },
        {
          workspace: 'second',
          model: 'standard-admin',
          state: 'active',
          role: 'admin',
          status: 'active',
          restrictions: [],
        },
      ],
    });
    const told = await place.ok('whoami --as bo@acme.com');
    if (STORE === 'sqlite') expect(told).toContain('Whoever can write the file owns it');
    expect(told).toContain('acme (standard), second (admin)');
    expect(await place.ok('whoami -q')).toBe('ada@acme.com\n');
  });

  it('tells somebody who is nowhere a member so, and needs somebody who acts', async () => {
    const place = await acme();
    expect(await place.json('whoami --as mallory@x.com')).toMatchObject({ user: 'mallory@x.com', workspaces: [] });
    expect(await place.ok('whoami --as mallory@x.com')).toContain('mallory@x.com is a member of no workspace here');
    delete place.env.SWITCHBOARD_AS;
    // A server asks whoever comes by a shared login for a token.
    expect((await place.run('whoami')).err).toContain(STORE === 'sqlite' ? 'who acts?' : 'token');
  });

  it('tells of a suspension where there is more than one workspace', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --role standard --status active');
    await place.ok('workspaces create Second --owner bo@acme.com');
    await place.ok('users suspend bo@acme.com --workspace acme');
    expect(await place.ok('whoami --as bo@acme.com')).toContain('acme (standard, suspended), second (admin)');
  });
});
