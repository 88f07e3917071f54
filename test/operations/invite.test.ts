import { existsSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentsOf, entriesOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, beta, type Desk } from '../support/desk.ts';

interface Report {
  batch: string | null;
  invited: number;
  updated: number;
  unchanged: number;
  rejected: number;
  faulty: number;
  rows: number;
  faults: { line: number; column: number | null; field: string; code: string; value: string; message: string }[];
}

interface Member {
  email: string;
  name: string | null;
  role: string;
  status: string;
  restrictions: string[];
  lines: string[];
  products: string[];
}

async function desk(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100 --name Front');
  await place.ok('lines add +15550101');
  return place;
}

const invite = async (place: Desk, csv: string, flags = ''): Promise<Report & { code: number }> => {
  place.write('roster.csv', csv);
  const { code, out } = await place.run(`users invite roster.csv --format json ${flags}`);
  return { ...(JSON.parse(out) as Report), code };
};

const members = async (place: Desk): Promise<Member[]> => (await place.json<{ users: Member[] }>('users list')).users;

describe('a roster', () => {
  it('invites everyone with the role, lines and products of their row', async () => {
    const place = await desk();
    const report = await invite(
      place,
      'EMAIL,first name,Last_Name,role,lines,products\nBo@Acme.com,Bo,Ek,standard,+15550100;+1 555 0101,blast|conversations\n',
    );
    expect(report).toMatchObject({ code: 0, batch: 'b4', invited: 1, rows: 1, rejected: 0, faults: [] });
    expect((await members(place))[1]).toMatchObject({
      email: 'Bo@Acme.com',
      name: 'Bo Ek',
      role: 'standard',
      status: 'invited',
      lines: ['+15550100', '+15550101'],
      products: ['blast', 'conversations'],
    });
  });

  it('changes nothing unless every row is good, and names every fault with its line and column', async () => {
    const place = await desk();
    const report = await invite(
      place,
      'email,role,lines,products,teams\nbo@acme.com,standard,,,\ncy@acme,standard,,,\ndi@acme.com,standrd,+15550199,blst,night\nBO@ACME.COM,standard,,,\n',
    );
    expect(report).toMatchObject({ code: 5, batch: null, invited: 0, rejected: 4, faulty: 3, rows: 4 });
    expect(report.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 1, 'bad-email'],
      [4, 2, 'unknown-role'],
      [4, 3, 'unknown-line'],
      [4, 4, 'unknown-product'],
      [4, 5, 'unknown-team'],
      [5, 1, 'duplicate-row'],
    ]);
    expect(report.faults.at(-1)?.message).toContain('line 2');
    expect(await members(place)).toHaveLength(1);
  });

  it('applies the good rows with --keep-going, and the mended rejects can be fed back', async () => {
    const place = await desk();
    const roster = 'email,name,role\nbo@acme.com,Bo,standard\ncy@acme,"Cy, Jr",standrd\n';
    expect(await invite(place, roster, '--keep-going --rejects rejected.csv')).toMatchObject({
      code: 5,
      invited: 1,
      rejected: 1,
      faulty: 1,
      rows: 2,
    });
    expect(place.read('rejected.csv')).toContain('cy@acme,"Cy, Jr",standrd,3,');
    const mended = place.read('rejected.csv').replace('cy@acme,', 'cy@acme.com,').replace('standrd,', 'standard,');
    expect(await invite(place, mended)).toMatchObject({ code: 0, invited: 1, rows: 1 });
    expect((await members(place)).map(({ email }) => email)).toEqual(['ada@acme.com', 'bo@acme.com', 'cy@acme.com']);
  });

  it('never writes over a file of rejects that is there, unless that is meant', async () => {
    const place = await desk();
    place.write('mine.csv', 'precious');
    place.write('roster.csv', 'email\nbo@acme\n');
    expect(await place.run('users invite roster.csv --rejects mine.csv')).toMatchObject({ code: 2 });
    expect(place.read('mine.csv')).toBe('precious');
    expect(await place.run('users invite roster.csv --rejects mine.csv --yes')).toMatchObject({ code: 5 });
    expect(place.read('mine.csv')).toContain('bo@acme');
  });

  it('changes nothing the second time, says so, and writes no entry', async () => {
    const place = await desk();
    const roster = 'email,role,lines\nbo@acme.com,standard,Front\n';
    await invite(place, roster);
    const before = await place.json<{ entries: unknown[] }>('audit list');
    expect(await invite(place, roster)).toMatchObject({ code: 0, batch: null, invited: 0, unchanged: 1, rows: 1 });
    expect(await place.json('audit list')).toEqual(before);
  });

  it('says how a member differs, and updates only when told to; an empty cell never overwrites', async () => {
    const place = await desk();
    await invite(place, 'email,name,role,lines\nbo@acme.com,Bo,standard,Front\n');
    const changed = 'email,name,role,lines\nbo@acme.com,,admin,+15550101\n';
    const refused = await invite(place, changed);
    expect(refused).toMatchObject({ code: 5, faults: [{ line: 2, code: 'exists-differently' }] });
    expect(refused.faults[0]?.message).toBe('is a member already, with role standard, fewer lines');
    expect(await invite(place, changed, '--on-existing skip')).toMatchObject({ code: 0, unchanged: 1 });
    expect(await invite(place, changed, '--on-existing update')).toMatchObject({ code: 0, updated: 1 });
    expect((await members(place))[1]).toMatchObject({ name: 'Bo', role: 'admin', lines: ['+15550100', '+15550101'] });
    expect(await invite(place, changed, '--on-existing fail')).toMatchObject({ code: 5, faults: [{ code: 'exists' }] });
  });

  it('does not take back an acceptance when it says invited', async () => {
    const place = await desk();
    const roster = 'email,role,status\nbo@acme.com,standard,invited\n';
    await invite(place, roster);
    await place.ok('users accept --as bo@acme.com');
    expect(await invite(place, roster)).toMatchObject({ code: 0, unchanged: 1 });
  });

  it('reads JSON lines and standard input alike', async () => {
    const place = await desk();
    const lines = '{"email":"bo@acme.com","role":"standard","lines":["Front","+15550101"]}\n{"email":"cy@acme.com"}\n';
    expect(await place.json('users invite -', lines)).toMatchObject({ invited: 2, rows: 2 });
    expect((await members(place))[1]).toMatchObject({ lines: ['+15550100', '+15550101'] });
  });

  it('is rehearsed with --dry-run: the same report, and nothing changed', async () => {
    const place = await desk();
    const report = await invite(place, 'email\nbo@acme.com\n', '--dry-run');
    expect(report).toMatchObject({ code: 0, batch: null, invited: 1 });
    expect(await members(place)).toHaveLength(1);
  });

  it('whose file is spoiled is not applied in part, not even with --keep-going', async () => {
    const place = await desk();
    const report = await invite(place, 'email,role\nbo@acme.com,standard\n"cy@acme.com,standard\n', '--keep-going');
    expect(report).toMatchObject({ code: 5, invited: 0, faults: [{ line: 3, code: 'unclosed-quote' }] });
    expect(await members(place)).toHaveLength(1);
  });
});

describe('the rules of rank', () => {
  it('reject the rows they are about, with the gate’s own code, and enter one refusal', async () => {
    const place = await beta();
    await place.ok('users invite mo@beta.com --role manager --status active');
    place.env.SWITCHBOARD_AS = 'mo@beta.com';
    const report = await invite(place, 'email,role\nbo@beta.com,agent\ncy@beta.com,owner\n');
    expect(report).toMatchObject({ code: 5, invited: 0, faults: [{ line: 3, column: 2, code: 'rank.not-managed' }] });
    const refusals = await place.json<{ entries: unknown[] }>('audit list --outcome refused');
    expect(refusals.entries).toHaveLength(1);
  });

  it('refuse the whole where nothing of it is allowed', async () => {
    const place = await beta();
    await place.ok('users invite mo@beta.com --role manager --status active');
    expect(await place.run('users invite cy@beta.com --role owner --as mo@beta.com')).toMatchObject({ code: 3 });
  });

  it('hold for one’s own row in a file, however the address is spelled', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --role admin --status active');
    const report = await invite(
      place,
      'email,role\nＡDA@acme.com,standard\ncy@acme.com,standard\n',
      '--on-existing update',
    );
    expect(report).toMatchObject({ code: 5, faults: [{ line: 2, code: 'rank.self' }] });
  });

  it('keep the last holder of the top role, counted over the whole file', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com cy@acme.com --role admin --status active');
    place.env.SWITCHBOARD_AS = 'bo@acme.com';
    place.write('coup.csv', 'email,role\nada@acme.com,standard\ncy@acme.com,standard\nbo@acme.com,standard\n');
    const { code, err } = await place.run('users invite coup.csv --on-existing update --format json');
    expect(code).toBe(3);
    expect(err).toContain('rank.last-holder');
    expect(err).toContain('rank.self');
    expect((await members(place)).every(({ role }) => role === 'admin')).toBe(true);
  });

  it('end the restrictions that a new role does not admit', async () => {
    const place = await beta();
    await invite(place, 'email,role,restrictions\nbo@beta.com,agent,contacts=team|shortcuts\n');
    await invite(place, 'email,role,restrictions\nbo@beta.com,agent,contacts=self\n', '--on-existing update');
    expect((await members(place))[1]).toMatchObject({ restrictions: ['contacts=self', 'shortcuts'] });
    await invite(place, 'email,role\nbo@beta.com,manager\n', '--on-existing update');
    expect((await members(place))[1]).toMatchObject({ role: 'manager', restrictions: [] });
    expect(await invite(place, 'email,restrictions\nbo@beta.com,shortcuts\n', '--on-existing update')).toMatchObject({
      faults: [{ line: 2, column: 2, code: 'restriction-not-for-role' }],
    });
  });
});

it('revokes the open invitations of whoever a roster takes the right to invite from', async () => {
  const place = await acme();
  await place.ok('users invite bo@acme.com --role admin --status active');
  await place.ok('users invite cy@acme.com --as bo@acme.com');
  await place.ok('users invite di@acme.com');
  expect(await invite(place, 'email,role\nbo@acme.com,standard\n', '--on-existing update')).toMatchObject({
    updated: 1,
    revoked: 1,
  });
  expect((await members(place)).map(({ email }) => email)).toEqual(['ada@acme.com', 'bo@acme.com', 'di@acme.com']);
});

describe('tokens', () => {
  it('are handed out once, in a file for its owner alone, and only their hashes are stored', async () => {
    const place = await desk();
    await invite(place, 'email\nbo@acme.com\ncy@acme.com\n', '--tokens tokens.csv');
    const [, first] = place.read('tokens.csv').split('\n');
    const token = first?.split(',')[1] as string;
    expect(token).toMatch(/^swi_/);
    expect(statSync(place.path('tokens.csv')).mode & 0o777).toBe(0o600);
    expect(JSON.stringify([await contentsOf(place), await entriesOf(place)])).not.toContain(token);
    if (STORE === 'sqlite') expect(place.read('switchboard.db').includes(token)).toBe(false);
    expect(await place.run('users accept --as bo@acme.com', token)).toMatchObject({ code: 0 });
  });

  it('leave no file behind where nobody was invited', async () => {
    const place = await desk();
    expect(await invite(place, 'email\nbo@acme\n', '--tokens tokens.csv')).toMatchObject({ code: 5 });
    expect(existsSync(place.path('tokens.csv'))).toBe(false);
  });
});

it('an import of any mix of rows adds up, and what it says is what is there', async () => {
  const place = await desk();
  const row = fc.record({
    who: fc.integer({ min: 0, max: 30 }),
    role: fc.constantFrom('standard', 'admin', '', 'boss'),
    lines: fc.subarray(['+15550100', 'Front', '+15550101', '+15550199']),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('skip', 'update'),
      async (rows, existing) => {
        const csv = rows.map(({ who, role, lines }) => `p${who}@acme.com,${role},${lines.join(';')}\n`).join('');
        const before = await members(place);
        const report = await invite(place, `email,role,lines\n${csv}`, `--keep-going --on-existing ${existing}`);
        const { invited, updated, unchanged, rejected } = report;
        expect(invited + updated + unchanged + rejected).toBe(rows.length);
        expect(report.rows).toBe(rows.length);
        expect(await members(place)).toHaveLength(before.length + invited);
      },
    ),
    { numRuns: 15 },
  );
  // A server takes no row that points nowhere; a file is looked over.
  if (STORE === 'sqlite') expect(await place.store.rows('pragma foreign_key_check')).toEqual([]);
});
