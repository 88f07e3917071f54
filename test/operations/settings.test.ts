import { describe, expect, it } from 'vitest';
import { betaAtWork } from '../support/companies.ts';
import { entriesOf } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';

interface Setting {
  setting: string;
  value: string | number | boolean | null;
  by: string | null;
  entry: number | null;
}

const shown = async (place: Desk, flags = '') =>
  (await place.json<{ settings: Setting[] }>(`settings show ${flags}`)).settings;

const settingOf = async (place: Desk, setting: string) =>
  (await shown(place)).find((one) => one.setting === setting)?.value;

const failure = async (place: Desk, line: readonly string[]) => {
  const { code, err } = await place.run(['settings', 'edit', ...line, '--format', 'json']);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint?: string } }).error };
};

/** A role of Beta's own, held by bo. */
async function given(place: Desk, actions: readonly string[]): Promise<void> {
  const definition = JSON.stringify({
    name: 'clerk',
    does: 'looks after some settings',
    actions,
    lines: 'all',
    products: 'all',
    manages: [],
    managesCustom: false,
    restrictions: [],
  });
  await place.store.meddle(
    `insert into custom_roles (workspace_id, name, definition, since) values (1, 'clerk', '${definition}', 1)`,
    `update memberships set role = 'clerk' where until is null and user_id = (select id from users where email = 'bo@beta.com')`,
    'update restrictions set until = since where until is null',
  );
}

describe('settings', () => {
  it('have a value where nobody has set them, and tell who set the others', async () => {
    const place = await betaAtWork();
    expect(await shown(place)).toEqual([
      { setting: 'time-zone', value: 'UTC', since: null, by: null, entry: null },
      ...['country', 'business-hours', 'away-message', 'assignment', 'assignment-team'].map((setting) =>
        expect.objectContaining({ setting, by: null }),
      ),
      { setting: 'approval', value: 'never', since: null, by: null, entry: null },
      expect.objectContaining({ setting: 'approval-above', value: null }),
      expect.objectContaining({ setting: 'quiet-hours', value: null }),
      { setting: 'yes-opts-in', value: false, since: null, by: null, entry: null },
    ]);
    await place.ok('settings edit --time-zone america/new_york --yes-opts-in --as mo@beta.com');
    const { length } = await entriesOf(place);
    const set = (await shown(place)).filter(({ by }) => by !== null);
    expect(set).toMatchObject([
      { setting: 'time-zone', value: 'America/New_York', by: 'mo@beta.com', entry: length },
      { setting: 'yes-opts-in', value: true, by: 'mo@beta.com', entry: length },
    ]);
  });

  it('are read as people write them, and kept in one writing', async () => {
    const place = await betaAtWork();
    await place.ok(
      'settings edit --business-hours "Mon-Fri 9-17; SAT 10:00-14:00" --country us --quiet-hours 9:00-18:00',
    );
    expect(await settingOf(place, 'business-hours')).toBe('mon-fri 09:00-17:00; sat 10:00-14:00');
    expect(await settingOf(place, 'country')).toBe('US');
    expect(await settingOf(place, 'quiet-hours')).toBe('09:00-18:00');
  });

  it('go back to what they are at first by an empty text', async () => {
    const place = await betaAtWork();
    await place.ok(
      'settings edit --time-zone Europe/Berlin --away-message "Back soon" --approval always --yes-opts-in',
    );
    const emptied = ['--time-zone', '', '--away-message', '', '--approval', '', '--no-yes-opts-in'];
    expect(await place.json(['settings', 'edit', ...emptied])).toEqual({
      changes: [
        { setting: 'time-zone', was: 'Europe/Berlin', value: 'UTC' },
        { setting: 'away-message', was: 'Back soon', value: null },
        { setting: 'approval', was: 'always', value: 'never' },
        { setting: 'yes-opts-in', was: true, value: false },
      ],
    });
    expect(await place.store.rows('select name from settings')).toEqual([]);
  });

  it('write nothing where they are so already, or are only rehearsed', async () => {
    const place = await betaAtWork();
    await place.ok('settings edit --approval above --approval-above 500');
    const { length } = await entriesOf(place);
    expect(await place.json('settings edit --approval-above 500 --time-zone UTC')).toEqual({ changes: [] });
    expect(await place.json('settings edit --approval-above 600 --dry-run')).toMatchObject({
      changes: [{ setting: 'approval-above', was: 500, value: 600 }],
    });
    expect(await entriesOf(place)).toHaveLength(length);
    expect(await settingOf(place, 'approval-above')).toBe(500);
    await place.ok('settings edit --approval never');
    expect(await settingOf(place, 'approval-above')).toBeNull();
  });

  it('refuse what cannot be, and say what could', async () => {
    const place = await betaAtWork();
    await place.ok('teams add Support');
    const wrong: [readonly string[], { code: string; hint?: string }][] = [
      [[], { code: 'usage' }],
      [['--time-zone', 'Europe/Berln'], { code: 'unknown-time-zone' }],
      [['--country', 'XX'], { code: 'unknown-country' }],
      [['--business-hours', 'mon 25:00'], { code: 'bad-hours' }],
      [['--quiet-hours', '22:00-23:00'], { code: 'bad-window' }],
      [['--quiet-hours', '9'], { code: 'bad-window' }],
      [['--assignment', 'round'], { code: 'unknown-word', hint: 'did you mean "round-robin"?' }],
      [['--assignment', 'round-robin'], { code: 'usage', hint: 'name one with --assignment-team TEAM' }],
      [['--assignment-team', 'Support'], { code: 'usage' }],
      [
        ['--assignment', 'least-loaded', '--assignment-team', 'Suport'],
        { code: 'unknown-team', hint: 'did you mean "Support"?' },
      ],
      [['--approval', 'above'], { code: 'usage' }],
      [['--approval', 'always', '--approval-above', '5'], { code: 'usage' }],
    ];
    for (const [line, expected] of wrong) {
      expect(await failure(place, line), line.join(' ')).toMatchObject({ exit: 2, ...expected });
    }
    expect(await place.store.rows('select name from settings')).toEqual([]);
  });

  it('name the team that conversations are dealt out to, also when it is renamed', async () => {
    const place = await betaAtWork();
    await place.ok('teams add Support');
    await place.ok('settings edit --assignment round-robin --assignment-team support');
    await place.ok('teams edit Support --name Care');
    expect(await settingOf(place, 'assignment-team')).toBe('Care');
    await place.ok('settings edit --assignment least-loaded');
    expect(await settingOf(place, 'assignment-team')).toBe('Care');
    expect((await place.run('teams remove Care --confirm Care')).code).toBe(6);
    await place.ok('settings edit --assignment off');
    await place.ok('teams remove Care --confirm Care');
    expect(await settingOf(place, 'assignment-team')).toBeNull();
  });
});

describe('settings ask for what is touched, part by part', () => {
  it('and show each part to those who may see it', async () => {
    const place = await betaAtWork();
    await given(place, ['settings.view', 'away.view', 'away.edit']);
    const names = (await shown(place, '--as bo@beta.com')).map(({ setting }) => setting);
    expect(names).toContain('away-message');
    expect(names).not.toContain('assignment');
    await place.ok('settings edit --away-message "Back soon" --as bo@beta.com');
    expect(await failure(place, ['--away-message', 'x', '--country', 'US', '--as', 'bo@beta.com'])).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await failure(place, ['--assignment', 'off', '--as', 'bo@beta.com'])).toMatchObject({ exit: 3 });
    expect(await settingOf(place, 'away-message')).toBe('Back soon');
  });

  it('and are closed to agents, and to managers whom a restriction keeps out', async () => {
    const place = await betaAtWork();
    expect(await place.run('settings show --as cy@beta.com')).toMatchObject({ code: 3 });
    expect(await place.run('settings show --as mia@beta.com')).toMatchObject({ code: 3 });
    expect(await failure(place, ['--country', 'US', '--as', 'mia@beta.com'])).toMatchObject({
      code: 'restriction.space-settings',
    });
  });
});
