import { describe, expect, it } from 'vitest';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

interface Entry {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly operation: string;
  readonly outcome: string;
  readonly codes: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

interface Listed {
  readonly entries: readonly Entry[];
  readonly next: number | null;
}

/** A ledger of one day for each entry: made, bo invited, bo refused, mallory refused, bo suspended. */
async function week(): Promise<Desk> {
  const place = await acme({ SWITCHBOARD_NOW: '2026-11-01T08:00:00Z' });
  const days = [
    'users invite bo@acme.com --role standard --status active',
    'users suspend ada@acme.com --as bo@acme.com',
    'users list --as mallory@x.com',
    'users suspend bo@acme.com',
  ];
  for (const [i, line] of days.entries()) await place.run(`${line} --now 2026-11-0${i + 2}T08:00:00Z`);
  return place;
}

const numbers = async (place: Desk, flags: string): Promise<number[]> =>
  (await place.json<Listed>(`audit list ${flags}`)).entries.map(({ number }) => number);

describe('audit list', () => {
  it('lists what was done and what was refused, newest first, with what came of it', async () => {
    const { entries, next } = await (await week()).json<Listed>('audit list');
    expect(next).toBeNull();
    expect(
      entries.map(({ number, actor, operation, outcome, codes }) => [number, actor, operation, outcome, ...codes]),
    ).toEqual([
      [5, 'ada@acme.com', 'users suspend', 'done'],
      [4, 'mallory@x.com', 'users list', 'refused', 'member.stranger'],
      [3, 'bo@acme.com', 'users suspend', 'refused', 'role.lacks-action'],
      [2, 'ada@acme.com', 'users invite', 'done'],
      [1, 'ada@acme.com', 'workspaces create', 'done'],
    ]);
    expect(entries[3]).toMatchObject({ at: '2026-11-02T08:00:00Z', counts: { invited: 1 } });
  });

  const filters: readonly (readonly [flags: string, found: readonly number[]])[] = [
    ['--actor bo@acme.com', [3]],
    ['--actor BO@ACME.COM', [3]],
    ['--actor mallory@x.com', [4]],
    ['--actor nobody@x.com', []],
    ['--operation "users suspend"', [5, 3]],
    ['--operation users', [5, 4, 3, 2]],
    ['--operation user', []],
    ['--operation "users%"', []],
    ['--outcome refused', [4, 3]],
    ['--outcome done --operation users', [5, 2]],
    ['--since 2026-11-03T08:00:00Z', [5, 4, 3]],
    ['--until 2026-11-03T08:00:00Z', [2, 1]],
    ['--since 2026-11-02 --until 2026-11-04', [3, 2]],
    ['--after 3', [2, 1]],
  ];
  for (const [flags, found] of filters) {
    it(`narrows by ${flags}`, async () => expect(await numbers(await week(), flags)).toEqual(found));
  }

  it('goes page by page, and the pages are the whole', async () => {
    const place = await week();
    const seen: number[] = [];
    for (let after = ''; ; ) {
      const { entries, next } = await place.json<Listed>(`audit list --limit 2 ${after}`);
      seen.push(...entries.map(({ number }) => number));
      if (next === null) break;
      after = `--after ${next}`;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  it('says what is no outcome, no time, no address', async () => {
    const place = await week();
    for (const flags of ['--outcome maybe', '--since yesterday', '--actor bo', '--limit -1', '--after x']) {
      expect([flags, (await place.run(`audit list ${flags}`)).code]).toEqual([flags, 2]);
    }
  });

  it('streams as csv and names the numbers for scripts', async () => {
    const place = await week();
    expect((await place.ok('audit list --format csv')).split('\n')[1]).toBe(
      '5,2026-11-05T08:00:00Z,ada@acme.com,users suspend,done,changed 1',
    );
    expect(await place.ok('audit list -q')).toBe('5\n4\n3\n2\n1\n');
  });
});

describe('audit show', () => {
  it('shows an entry whole, with its input and what it began and ended', async () => {
    expect(await (await week()).json('audit show 5')).toMatchObject({
      number: 5,
      at: '2026-11-05T08:00:00Z',
      actor: 'ada@acme.com',
      impersonator: null,
      vouched: STORE === 'sqlite' ? 'local-file' : 'db-login',
      osUser: 'tester',
      host: 'desk',
      operation: 'users suspend',
      outcome: 'done',
      input: { members: ['bo@acme.com'] },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      previous: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      facts: [{ fact: 'membership', began: 1, ended: 1 }],
      told: [
        { did: 'ended', fact: 'membership', says: 'bo@acme.com: standard, active' },
        { did: 'began', fact: 'membership', says: 'bo@acme.com: standard, suspended' },
      ],
    });
  });

  it('tells of facts of every kind', async () => {
    const place = await acme();
    await place.ok('lines add +15550100 --kind sms');
    await place.ok('users invite bo@acme.com --role standard --status active --lines +15550100 --products blast');
    const told = async (number: number) =>
      (await place.json<{ told: { did: string; fact: string; says: string }[] }>(`audit show ${number}`)).told.map(
        ({ did, fact, says }) => `${did} ${fact} ${says}`,
      );
    expect(await told(1)).toEqual([
      'began membership ada@acme.com: admin, active',
      'began product blast',
      'began product conversations',
      'began workspace active',
    ]);
    expect(await told(2)).toEqual(['began line +15550100']);
    expect(await told(3)).toEqual([
      'began line grant bo@acme.com: +15550100',
      'began membership bo@acme.com: standard, active',
      'began product grant bo@acme.com: blast',
    ]);
  });

  it('tells a hundred facts in words and counts the others', async () => {
    const place = await acme();
    place.write('roster.csv', `email\n${Array.from({ length: 150 }, (_, i) => `m${i}@acme.com\n`).join('')}`);
    await place.ok('users invite roster.csv --role standard');
    const shown = await place.json<{ facts: unknown; told: unknown[] }>('audit show 2');
    expect(shown.facts).toEqual([{ fact: 'membership', began: 150, ended: 0 }]);
    expect(shown.told).toHaveLength(100);
    expect(await place.ok('audit show 2')).toContain('and 50 more facts');
  });

  it('has nothing to show where there is no such entry', async () => {
    const place = await week();
    expect(await place.run('audit show 6')).toMatchObject({ code: 4 });
    for (const number of ['0', 'x', '1e3', '-1']) expect((await place.run(['audit', 'show', number])).code).toBe(2);
  });
});

describe('audit export', () => {
  it('prints whole entries, oldest first, one a line, and goes on where it stopped', async () => {
    const place = await week();
    const lines = (await place.ok('audit export'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(lines[4]).toMatchObject({ input: { members: ['bo@acme.com'] }, previous: lines[3].hash });
    expect((await place.ok('audit export --after 3')).trim().split('\n')).toHaveLength(2);
    expect(await place.json('audit export')).toMatchObject({ entries: lines });
  });
});

it('the ledger is for those who may view it', async () => {
  const place = await acme();
  await place.ok('users invite bo@acme.com --role standard --status active');
  for (const verb of ['list', 'show 1', 'export', 'verify', 'anchor', 'accept-rollback']) {
    for (const as of ['bo@acme.com', 'mallory@x.com']) {
      expect([verb, as, (await place.run(`audit ${verb} --as ${as}`)).code]).toEqual([verb, as, 3]);
    }
  }
});

it('no command’s text reaches the terminal as a command to it', async () => {
  const place = await acme();
  expect((await place.run(['audit', 'list', '--operation', '\u001b[31m'])).code).toBe(2);
  expect((await place.run(['audit', 'show', '\u001b[31m'])).err).not.toContain('\u001b');
});
