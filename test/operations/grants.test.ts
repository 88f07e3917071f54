import { describe, expect, it } from 'vitest';
import { run } from '../../src/access/gate.ts';
import { addGrants } from '../../src/operations/grants/add.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

interface Report {
  added: number;
  removed: number;
  unchanged: number;
  changes: { member: string; line: string | null; product: string | null; change: string }[];
  notes: string[];
  rejected?: number;
  faults?: { line: number; column: number | null; field: string; code: string; suggestion: string | null }[];
}

/** ada's workspace with three lines, and bo and cy, Standard members who hold nothing yet. */
async function office(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100 --name "Front desk"');
  await place.ok('lines add +15550101');
  await place.ok('lines add +15550102');
  await place.ok('users invite bo@acme.com cy@acme.com --status active');
  return place;
}

/** What is in force, as `member line-or-product`. */
const held = async (place: Desk, flags = ''): Promise<string[]> =>
  (await place.ok(`grants list -q ${flags}`)).split('\n').filter((line) => line !== '');

const failure = async (place: Desk, line: string, stdin?: string) => {
  const { code, err } = await place.run(`${line} --format json`, stdin);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; hint?: string } }).error };
};

const sync = async (place: Desk, sheet: string, flags = ''): Promise<Report & { exit: number }> => {
  const { code, out, err } = await place.run(`grants sync - --format json ${flags}`, sheet);
  if (out === '') throw new Error(err);
  return { exit: code, ...(JSON.parse(out) as Report) };
};

describe('grants add and remove', () => {
  it('give lines and products, count what was held already, and write nothing where nothing changes', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com --lines "Front desk"');
    const report = await place.json<Report>('grants add BO@acme.com cy@acme.com --lines +15550100 --products blast');
    expect(report).toMatchObject({ added: 3, removed: 0, unchanged: 1 });
    expect(report.changes[0]).toEqual({ member: 'bo@acme.com', line: '+15550100', product: null, change: 'unchanged' });
    const again = await place.ok('grants add cy@acme.com --products blast');
    expect(again).toContain('0 added, 0 removed, 1 unchanged');
    expect(await held(place)).toEqual([
      'bo@acme.com +15550100',
      'bo@acme.com blast',
      'cy@acme.com +15550100',
      'cy@acme.com blast',
    ]);
    expect(await place.store.rows("select counts from entries where operation = 'grants add' order by number")).toEqual(
      [{ counts: '{"added":1,"unchanged":0}' }, { counts: '{"added":3,"unchanged":1}' }],
    );
  });

  it('take them back, and keep that they were there', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com --lines +15550100,+15550101 --products blast');
    expect(await place.json('grants remove bo@acme.com cy@acme.com --lines +15550100 --products blast')).toMatchObject({
      added: 0,
      removed: 2,
      unchanged: 2,
    });
    expect(await held(place)).toEqual(['bo@acme.com +15550101']);
    expect(await place.store.rows('select line_id, since, until from line_grants order by line_id')).toEqual([
      { line_id: 1, since: 6, until: 7 },
      { line_id: 2, since: 6, until: null },
    ]);
  });

  it('rehearse without a trace', async () => {
    const place = await office();
    const { out, err } = await place.run('grants add bo@acme.com --lines +15550100 --dry-run');
    expect(out).toMatch(/bo@acme.com +\+15550100 +– +added/);
    expect(err).toBe('dry run: nothing was changed\n');
    expect(await held(place)).toEqual([]);
  });

  it('are refused by the gates: to a member who may not, on oneself, on what is not in force', async () => {
    const place = await office();
    const refused = (words: string) => failure(place, `grants add ${words}`);
    expect(await refused('cy@acme.com --lines +15550100 --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await refused('ada@acme.com --lines +15550100')).toMatchObject({ exit: 3, code: 'rank.self' });
    await place.ok('lines remove +15550102 --confirm +15550102');
    expect(await refused('bo@acme.com --lines +15550102')).toMatchObject({ exit: 3, code: 'line.inactive' });
    await place.ok('products deactivate blast --confirm blast');
    expect(await refused('bo@acme.com --products blast')).toMatchObject({ exit: 3, code: 'product.not-activated' });
    expect(await refused('bo@acme.com --lines +15550100 --products blast')).toMatchObject({ exit: 3 });
    expect(await held(place)).toEqual([]);
  });

  it('are refused over people whom the acting user does not manage', async () => {
    const place = await beta();
    await place.ok('lines add +15550100');
    await place.ok('users invite mo@beta.com ma@beta.com --role manager --status active');
    await place.ok('users invite bo@beta.com --role agent --status active');
    await place.ok('grants add bo@beta.com --lines +15550100 --as mo@beta.com');
    expect(await failure(place, 'grants remove ma@beta.com --lines +15550100 --as mo@beta.com')).toMatchObject({
      exit: 3,
      code: 'rank.not-managed',
    });
  });

  it('name the nearest line or product, and every stranger', async () => {
    const place = await office();
    expect(await failure(place, 'grants add bo@acme.com --lines +15550107')).toMatchObject({
      exit: 2,
      code: 'unknown-line',
      hint: 'did you mean "+15550100"?',
    });
    expect(await failure(place, 'grants add bo@acme.com --products blats')).toMatchObject({
      exit: 2,
      code: 'unknown-product',
      hint: 'did you mean "blast"?',
    });
    expect(await failure(place, 'grants add di@acme.com --products blast')).toMatchObject({
      exit: 4,
      code: 'unknown-member',
    });
    expect(await failure(place, 'grants add bo@acme.com')).toMatchObject({ exit: 2, code: 'usage' });
  });

  it('tell a stranger nothing of who and what is there', async () => {
    const place = await office();
    const there = await failure(place, 'grants add bo@acme.com --lines +15550100 --as mallory@evil.com');
    expect(there).toMatchObject({ exit: 3, code: 'member.stranger' });
    expect(await failure(place, 'grants add nobody@acme.com --lines +15559999 --as mallory@evil.com')).toEqual(there);
  });

  it('say that a role reaches everything anyway', async () => {
    const place = await office();
    await place.ok('users invite di@acme.com --role admin --status active');
    const { added, notes } = await place.json<Report>(
      'grants add di@acme.com bo@acme.com --lines +15550100 --products blast',
    );
    expect(added).toBe(4);
    expect(notes).toEqual([
      'di@acme.com: the role admin reaches all lines and products anyway; the grant counts under another role',
    ]);
  });

  it('take as many statements for forty members and three lines as for one of each', async () => {
    const place = await office();
    const people = Array.from({ length: 40 }, (_, i) => `u${i}@acme.com`);
    place.write('roster.csv', `email,status\n${people.map((email) => `${email},active\n`).join('')}`);
    await place.ok('users invite roster.csv');
    const statements = async (members: string[], lines: string[]) => {
      let count = 0;
      const session = { ...(await sessionAt(place)), onStatement: () => void count++ };
      let added = 0;
      await run(addGrants, { members, lines, products: ['blast'] }, session, {
        done: async ({ answer }) => {
          added = answer.added;
        },
        judged: async () => {},
        repeated: async () => {},
      });
      expect(added).toBe(members.length * (lines.length + 1));
      return count;
    };
    const few = await statements(['bo@acme.com'], ['+15550100']);
    expect(await statements(people, ['+15550100', '+15550101', '+15550102'])).toBe(few);
  });
});

describe('grants list', () => {
  it('lists by member, line and product, in the order asked', async () => {
    const place = await office();
    await place.ok('grants add cy@acme.com --lines +15550100 --products blast');
    await place.ok('grants add bo@acme.com --lines +15550101,+15550100');
    const of = (...names: string[]) => names;
    expect(await held(place, '--member cy@acme.com')).toEqual(of('cy@acme.com +15550100', 'cy@acme.com blast'));
    expect(await held(place, '--line "Front desk"')).toEqual(of('bo@acme.com +15550100', 'cy@acme.com +15550100'));
    expect(await held(place, '--product blast')).toEqual(of('cy@acme.com blast'));
    expect(await held(place, '--line +15550101 --product blast')).toEqual(
      of('bo@acme.com +15550101', 'cy@acme.com blast'),
    );
    expect((await held(place, '--sort product'))[0]).toBe('cy@acme.com blast');
    expect((await held(place, '--sort line')).at(0)).toBe('bo@acme.com +15550100');
    expect((await held(place, '--sort since')).at(-1)).toBe('bo@acme.com +15550101');
    expect(await place.json('grants list --product blast')).toEqual({
      grants: [
        {
          member: 'cy@acme.com',
          line: null,
          product: 'blast',
          since: '2026-11-21T12:00:00Z',
          by: 'ada@acme.com',
          entry: 6,
        },
      ],
    });
  });

  it('is for those who may see grants', async () => {
    const place = await office();
    expect(await failure(place, 'grants list --as bo@acme.com')).toMatchObject({ exit: 3, code: 'role.lacks-action' });
    expect(await failure(place, 'grants list --member di@acme.com')).toMatchObject({ exit: 4, code: 'unknown-member' });
    expect(await failure(place, 'grants list --line nowhere')).toMatchObject({ exit: 2, code: 'unknown-line' });
  });
});

describe('grants copy', () => {
  it('gives everything that one holds to others, and takes nothing', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com --lines +15550100,+15550101 --products blast');
    await place.ok('grants add cy@acme.com --lines +15550102,+15550101');
    expect(await place.json('grants copy bo@acme.com cy@acme.com')).toMatchObject({
      added: 2,
      removed: 0,
      unchanged: 1,
    });
    expect(await held(place, '--member cy@acme.com')).toEqual(
      ['+15550100', '+15550101', '+15550102', 'blast'].map((what) => `cy@acme.com ${what}`),
    );
  });

  it('copies grants, not what a role reaches, and says so', async () => {
    const place = await office();
    await place.ok('users invite di@acme.com --role admin --status active');
    expect(await place.ok('grants copy di@acme.com bo@acme.com')).toBe(
      '0 added, 0 removed, 0 unchanged\ndi@acme.com reaches all lines and products by the role admin; only grants are copied\n',
    );
    expect(await place.ok('grants copy bo@acme.com cy@acme.com')).toContain('bo@acme.com was granted nothing');
    expect(await held(place)).toEqual([]);
  });

  it('is refused to oneself, to those who may not, and from someone to themself', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com --lines +15550100');
    expect(await failure(place, 'grants copy bo@acme.com ada@acme.com')).toMatchObject({ exit: 3, code: 'rank.self' });
    expect(await failure(place, 'grants copy bo@acme.com cy@acme.com --as cy@acme.com')).toMatchObject({ exit: 3 });
    expect(await failure(place, 'grants copy bo@acme.com BO@acme.com')).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('grants sync', () => {
  const SHEET = 'email,lines,products\nbo@acme.com,Front desk;+15550101,blast\ncy@acme.com,,conversations\n';

  it('makes members hold exactly what the sheet states, and a second run changes nothing', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com --lines +15550101,+15550102 --products conversations');
    await place.ok('grants add cy@acme.com --lines +15550100');
    const rehearsed = await sync(place, SHEET, '--dry-run');
    expect(rehearsed).toMatchObject({ exit: 0, added: 3, removed: 3, unchanged: 1 });
    const { exit: _, ...report } = rehearsed;
    expect(await place.json<Report>('grants sync -', SHEET)).toEqual(report);
    expect(
      report.changes.map(({ member, line, product, change }) => `${change} ${member} ${line ?? product}`).sort(),
    ).toEqual([
      'added bo@acme.com +15550100',
      'added bo@acme.com blast',
      'added cy@acme.com conversations',
      'removed bo@acme.com +15550102',
      'removed bo@acme.com conversations',
      'removed cy@acme.com +15550100',
    ]);
    const now = ['bo@acme.com +15550100', 'bo@acme.com +15550101', 'bo@acme.com blast', 'cy@acme.com conversations'];
    expect(await held(place)).toEqual(now);
    expect(await sync(place, SHEET)).toMatchObject({ exit: 0, added: 0, removed: 0, unchanged: 4, changes: [] });
    expect(await place.ok('grants sync -', SHEET)).toBe('0 added, 0 removed, 4 unchanged\n');
  });

  it('leaves alone whom the sheet does not name, and the kind it has no column for', async () => {
    const place = await office();
    await place.ok('grants add bo@acme.com cy@acme.com --lines +15550100 --products blast');
    expect(await sync(place, 'email,products\nbo@acme.com,\n')).toMatchObject({ removed: 1 });
    expect(await held(place)).toEqual(['bo@acme.com +15550100', 'cy@acme.com +15550100', 'cy@acme.com blast']);
    expect(await sync(place, '{"email":"cy@acme.com","lines":[]}\n')).toMatchObject({ removed: 1 });
    expect(await held(place)).toEqual(['bo@acme.com +15550100', 'cy@acme.com blast']);
  });

  it('finds everything that is wrong, line by line, and then changes nothing', async () => {
    const place = await office();
    await place.ok('lines remove +15550102 --confirm +15550102');
    await place.ok('products activate surveys');
    await place.ok('products deactivate surveys --confirm surveys');
    const sheet = [
      'email,lines,products',
      'bo@acme.com,Frontdesk;+15550101,blats',
      'di@acme.com,+15550100,',
      'BO@acme.com,,',
      'bo(at)acme.com,,',
      'ada@acme.com,+15550100,',
      'cy@acme.com,+15550102,surveys',
    ].join('\n');
    const report = await sync(place, sheet);
    expect(report).toMatchObject({ exit: 5, added: 0, removed: 0, rejected: 6, changes: [] });
    expect(report.faults?.map(({ line, column, code, suggestion }) => [line, column, code, suggestion])).toEqual([
      [2, 2, 'unknown-line', 'Front desk'],
      [2, 3, 'unknown-product', 'blast'],
      [3, 1, 'unknown-member', 'switchboard users invite di@acme.com'],
      [4, 1, 'duplicate-row', 'remove one of the two lines'],
      [5, 1, 'bad-email', 'bo@acme.com'],
      [6, 2, 'rank.self', 'leave this row to somebody else'],
      [7, 2, 'line.inactive', 'switchboard lines add +15550102'],
      [7, 3, 'product.not-activated', 'switchboard products activate surveys'],
    ]);
    expect(await held(place)).toEqual([]);
    expect((await place.run('grants sync - -q', sheet)).out).toContain('6 lines at fault');
  });

  it('refuses a sheet without its columns, or with others', async () => {
    const place = await office();
    const codes = async (sheet: string) => (await sync(place, sheet)).faults?.map(({ code }) => code);
    expect(await codes('email\nbo@acme.com\n')).toEqual(['missing-column']);
    expect(await codes('lines,lines\n,\n')).toEqual(['missing-column', 'duplicate-column']);
    expect(await codes('email,lines,role\nbo@acme.com,,admin\n')).toEqual(['unknown-column']);
    expect(await codes('{"email":"bo@acme.com","products":["blast"],"role":"admin"}\n')).toEqual(['unknown-column']);
    expect(await codes('')).toEqual(['empty-file']);
    expect(await codes('email,lines,_note\nbo@acme.com,,hello\n')).toEqual([]);
  });

  it('does not ask about what would not change, so that the acting user may stand in the sheet', async () => {
    const place = await office();
    await place.ok('users invite di@acme.com --role admin --status active');
    await place.ok('grants add ada@acme.com --lines +15550101 --as di@acme.com');
    const stated = await sync(place, 'email,lines\nada@acme.com,+15550101\nbo@acme.com,+15550100\n');
    expect(stated).toMatchObject({ exit: 0, added: 1, unchanged: 1 });
    expect(await sync(place, 'email,lines\nada@acme.com,\n')).toMatchObject({
      exit: 5,
      faults: [{ code: 'rank.self' }],
    });
  });

  it('does not take a misspelt line for one that is to be ended', async () => {
    const place = await beta();
    await place.ok('lines add +15550100');
    await place.ok('users invite mo@beta.com ma@beta.com --role manager --status active');
    await place.ok('grants add ma@beta.com --lines +15550100');
    const { faults } = await sync(place, 'email,lines\nma@beta.com,+15550199\n', '--as mo@beta.com');
    expect(faults?.map(({ code }) => code)).toEqual(['unknown-line']);
  });

  it('is for those who may grant', async () => {
    const place = await office();
    place.write('grants.csv', SHEET);
    expect(await failure(place, 'grants sync grants.csv --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await place.run('grants sync grants.csv --can-i --as bo@acme.com')).toMatchObject({ code: 1 });
    expect(await place.run('grants sync grants.csv --can-i')).toMatchObject({ code: 0, out: 'yes\n' });
    expect(await held(place)).toEqual([]);
  });
});
