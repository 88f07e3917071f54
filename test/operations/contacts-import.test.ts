import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { entriesOf } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';
import { statementsOf } from '../support/statements.ts';

interface Report {
  batch: string | null;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  faulty: number;
  rows: number;
  faults: { line: number; column: number | null; field: string; code: string; value: string; message: string }[];
}

type Came = Report & { code: number };

const importing = async (place: Desk, file: string | Uint8Array, flags = '', name = 'contacts.csv'): Promise<Came> => {
  place.write(name, file);
  const { code, out, err } = await place.run(`contacts import ${name} --format json ${flags}`);
  if (out === '') throw new Error(err);
  return { ...(JSON.parse(out) as Report), code };
};

const exported = (place: Desk, flags = ''): Promise<string> => place.ok(`contacts export ${flags}`);

const told = ({ faults }: Report): string[] =>
  faults.map(({ line, column, code }) => `${line}:${column ?? '-'} ${code}`);

/** Acme with a team, a list, a segment and three fields. */
async function desk(): Promise<Desk> {
  const place = await acmeAtWork();
  await place.ok('teams add Support');
  await place.ok('lists add Spring');
  await place.ok('lists add Vips --where "tag = vip"');
  await place.ok('fields add age --kind number');
  await place.ok('fields add born --kind date');
  await place.ok('fields add plan --choices free,gold');
  return place;
}

const HEADING = 'phone,email,first_name,last_name,tags,lists,assignee,team,time_zone,age,born,plan\n';

describe('a file of contacts', () => {
  it('adds everyone with what their row says, as it is kept', async () => {
    const place = await desk();
    const report = await importing(
      place,
      'PHONE,email,First Name,last-name,tags,Lists,assignee,TEAM,time zone,age,born,plan\n' +
        '+1 555 012-3456,Di@Example.com,Di,Ek,VIP;fair|vip,spring,BO@acme.com,support,america/new_york,044.0,1982-11-21,GOLD\n' +
        ',ed@example.com,,,,,,,,,,\n',
    );
    expect(report).toMatchObject({
      code: 0,
      batch: expect.stringMatching(/^b\d+$/),
      added: 2,
      rows: 2,
      rejected: 0,
      faults: [],
    });
    expect(await exported(place)).toBe(
      `${HEADING}+15550123456,Di@Example.com,Di,Ek,fair;vip,Spring,bo@acme.com,Support,America/New_York,44,1982-11-21,gold\n` +
        ',ed@example.com,,,,,,,,,,\n',
    );
  });

  it('reads one name as two, JSON lines like CSV, and standard input like a file', async () => {
    const place = await desk();
    const lines =
      '{"phone":"+15550123401","name":"Ada B. King","tags":["vip","fair"],"age":44}\n{"email":"bo@example.com","name":"Bo"}\n';
    expect(await place.json('contacts import -', lines)).toMatchObject({ added: 2, rows: 2 });
    expect(await exported(place)).toBe(
      `${HEADING}+15550123401,,Ada B.,King,fair;vip,,,,,44,,\n,bo@example.com,Bo,,,,,,,,,\n`,
    );
  });

  it.each(readdirSync(new URL('../../fixtures/contacts/', import.meta.url)).filter((name) => name !== 'expected.json'))(
    '%s: its faults are told by line, column and code, and nothing is changed unless there are none',
    async (name) => {
      const place = await desk();
      const file = readFileSync(new URL(`../../fixtures/contacts/${name}`, import.meta.url));
      const expected = JSON.parse(
        readFileSync(new URL('../../fixtures/contacts/expected.json', import.meta.url), 'utf8'),
      ) as Record<string, string[]>;
      const report = await importing(place, file, '', name);
      expect(told(report)).toEqual(expected[name]);
      expect(report.code).toBe(report.faults.length > 0 ? 5 : 0);
      expect(report.added + report.updated + report.unchanged + report.rejected).toBe(report.rows);
      expect((await exported(place)).split('\n').length - 2).toBe(report.added);
    },
  );

  it('names both lines of a row that is there twice, and the nearest of what it does not know', async () => {
    const place = await desk();
    const { faults } = await importing(place, 'phone,team\n+15550123401,Suport\n+15550123402,\n+15550123401,\n');
    expect(faults).toMatchObject([
      { line: 2, code: 'unknown-team', suggestion: 'Support' },
      { line: 4, code: 'duplicate-row', message: 'line 4 is the same contact as line 2' },
    ]);
  });

  it('understands national numbers of the country that is named, else of the workspace', async () => {
    const place = await desk();
    const file = 'phone\n030 901820\n+15550123401\n';
    expect(await importing(place, file, '--country xx')).toMatchObject({ code: 5 });
    expect(await importing(place, file, '--country de')).toMatchObject({ code: 0, added: 2 });
    expect((await exported(place, '--fields phone')).split('\n')).toEqual(['phone', '+15550123401', '+4930901820', '']);
  });

  it('changes nothing the second time, says so, and writes no entry', async () => {
    const place = await desk();
    const file = `${HEADING}+15550123401,ada@example.com,Ada,King,vip,Spring,bo@acme.com,Support,UTC,44,1982-11-21,gold\n`;
    await importing(place, file);
    const before = await entriesOf(place);
    expect(await importing(place, file)).toMatchObject({ code: 0, batch: null, added: 0, unchanged: 1, rows: 1 });
    expect(await entriesOf(place)).toEqual(before);
  });

  it('says how a contact differs, and updates only when told to; an empty cell never overwrites', async () => {
    const place = await desk();
    await importing(
      place,
      `${HEADING}+15550123401,ada@example.com,Ada,King,vip,,bo@acme.com,,UTC,44,1982-11-21,gold\n`,
    );
    const changed = `${HEADING}+15550123401,,Ida,,fair,Spring,,,,45,,\n`;
    const refused = await importing(place, changed);
    expect(refused).toMatchObject({ code: 5, faults: [{ line: 2, code: 'exists-differently' }] });
    expect(refused.faults[0]?.message).toBe(
      'is a contact already, with another name, fewer tags, on fewer lists, other values',
    );
    expect(await importing(place, changed, '--on-existing skip')).toMatchObject({ code: 0, unchanged: 1 });
    expect(await importing(place, changed, '--on-existing update')).toMatchObject({ code: 0, updated: 1 });
    expect(await exported(place)).toBe(
      `${HEADING}+15550123401,ada@example.com,Ida,King,fair;vip,Spring,bo@acme.com,,UTC,45,1982-11-21,gold\n`,
    );
    expect(await place.store.rows('select name_key, version from contacts')).toEqual([
      { name_key: 'ida king', version: 2 },
    ]);
    expect(await importing(place, changed, '--on-existing fail')).toMatchObject({
      code: 5,
      faults: [{ code: 'exists' }],
    });
  });

  it('keeps what became of each line, and a contact that was changed as it was before', async () => {
    const place = await desk();
    await importing(place, `${HEADING}+15550123401,,Ada,King,vip,Spring,,,,44,,\n`);
    await importing(place, 'phone,first_name\n+15550123402,Bo\n+15550123401,Ida\n', '--on-existing update');
    const rows = await place.store.rows<{ line: number; outcome: string; before: string | null }>(
      'select line, outcome, before from contact_rows order by entry, line',
    );
    expect(rows.map(({ line, outcome }) => [Number(line), outcome])).toEqual([
      [2, 'added'],
      [2, 'added'],
      [3, 'updated'],
    ]);
    expect(JSON.parse(rows[2]?.before ?? '')).toMatchObject({
      phone: '+15550123401',
      first_name: 'Ada',
      last_name: 'King',
      assignee: null,
      tags: ['vip'],
      lists: { 1: expect.any(Number) },
      values: { 1: '44' },
    });
  });

  it('applies the good rows with --keep-going, and the mended rejects can be fed back', async () => {
    const place = await desk();
    const file = 'phone,name,tags\n+15550123401,Ada,vip\n12,"Bo, Jr",fair\n';
    expect(await importing(place, file, '--keep-going --rejects rejected.csv')).toMatchObject({
      code: 5,
      added: 1,
      rejected: 1,
      faulty: 1,
      rows: 2,
    });
    expect(place.read('rejected.csv')).toContain('12,"Bo, Jr",fair,3,bad-phone');
    const mended = place.read('rejected.csv').replace('12,', '+15550123402,');
    expect(await importing(place, mended)).toMatchObject({ code: 0, added: 1, rows: 1 });
  });

  it('puts all of them on a list and tags them, those too who were there already', async () => {
    const place = await desk();
    await importing(place, 'phone\n+15550123401\n');
    const file = 'phone,tags\n+15550123401,\n+15550123402,vip\n';
    expect(await importing(place, file, '--list Spring --tags fair --on-existing update')).toMatchObject({
      code: 0,
      added: 1,
      updated: 1,
    });
    expect(await exported(place, '--list Spring --fields phone,tags,lists')).toBe(
      'phone,tags,lists\n+15550123401,fair,Spring\n+15550123402,fair;vip,Spring\n',
    );
    const segment = await place.run('contacts import contacts.csv --list Vips');
    expect(segment).toMatchObject({ code: 2 });
    expect(segment.err).toContain('is a segment');
  });

  it('asks as many statements of the store however long it is, updates or not', async () => {
    const many = (from: number, to: number, name: string) =>
      `phone,first_name,tags,age\n${Array.from({ length: to - from }, (_, i) => `+1555${1_000_000 + from + i},${name},vip,4\n`).join('')}`;
    const counted = async (rows: number) => {
      const place = await desk();
      await importing(place, many(0, rows, 'Ada'));
      place.write('more.csv', many(rows / 2, rows * 2, 'Ida'));
      const ran = await statementsOf(place, 'contacts import more.csv --on-existing update');
      return ran.filter((one) => !one.startsWith('insert into staged_') && one !== 'select weigh()').length;
    };
    expect(await counted(1_000)).toBe(await counted(2));
  });
});

describe('who imports contacts', () => {
  it('may not assign, edit or list them by a file where they may not otherwise: those rows fall', async () => {
    const place = await desk();
    await importing(place, 'phone,name\n+15550123401,Ada\n');
    const file = 'phone,name,assignee\n+15550123401,Ida,\n+15550123402,Bo,bo@acme.com\n+15550123403,Cy,\n';
    const asBo = '--as bo@acme.com --on-existing update';
    const refused = await importing(place, file, asBo);
    expect(refused).toMatchObject({ code: 5, added: 0, faulty: 1, rejected: 3 });
    expect(told(refused)).toEqual(['3:3 role.lacks-action']);
    expect(await importing(place, file, `${asBo} --keep-going`)).toMatchObject({
      code: 5,
      added: 1,
      updated: 1,
      rejected: 1,
    });
  });

  it('learns of a number beyond their sight only that the row is not theirs', async () => {
    const place = await betaAtWork();
    await place.ok('roles add clerk --from agent --allow contacts.import,contacts.assign,contacts.export');
    await place.ok('users set-role cy@beta.com clerk');
    await place.ok('users restrict cy@beta.com contacts=self');
    await importing(place, 'phone,name\n+15550123401,Ada\n');
    const asCy = '--as cy@beta.com';
    const refused = await importing(place, 'phone,name\n+15550123401,Ida\n+15550123402,Bo\n', asCy);
    expect(refused).toMatchObject({ code: 5, faults: [{ line: 2, code: 'record.not-visible' }] });
    expect(refused.faults[0]?.message).toBe('this row is not for you to import');
    expect(await importing(place, 'phone\n+15550123402\n', asCy)).toMatchObject({ code: 0, added: 1 });
    expect(await exported(place, `${asCy} --fields phone,assignee`)).toBe('phone,assignee\n+15550123402,cy@beta.com\n');
    const away = await importing(place, 'phone,assignee\n+15550123403,mo@beta.com\n+15550123404,cy@beta.com\n', asCy);
    expect(told(away)).toEqual(['2:2 record.not-visible']);
    expect(away.code).toBe(5);
  });
});

describe('an export of contacts', () => {
  const rows = fc.uniqueArray(
    fc.record({
      who: fc.nat(5_000),
      by: fc.constantFrom('phone', 'email', 'both'),
      name: fc.constantFrom('', 'Ada', '=1+1', '-5', '"Q", x', 'Zoë', "'=2", '+4 x', 'line'),
      tags: fc.constantFrom('', 'vip', 'fair;vip', '@home'),
      list: fc.constantFrom('', 'Spring'),
      age: fc.constantFrom('', '-5', '44', '0.5'),
      team: fc.constantFrom('', 'Support'),
    }),
    { selector: ({ who }) => who, maxLength: 12, minLength: 1 },
  );

  it('imported here changes nothing, and imported into an empty workspace is exported as the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('csv', 'jsonl'), async (people, format) => {
        const place = await desk();
        const file = people
          .map(({ who, by, name, tags, list, age, team }) =>
            JSON.stringify({
              phone: by === 'email' ? null : `+1555${1_000_000 + who}`,
              email: by === 'phone' ? null : `P${who}@example.com`,
              first_name: name,
              tags,
              lists: list,
              age,
              team,
            }),
          )
          .join('\n');
        expect(await importing(place, file, '', 'people.jsonl')).toMatchObject({ code: 0, added: people.length });
        const first = await exported(place, `--format ${format}`);
        expect(await importing(place, first, '', `again.${format}`)).toMatchObject({
          code: 0,
          unchanged: people.length,
        });
        const other = await desk();
        expect(await importing(other, first, '', `again.${format}`)).toMatchObject({ code: 0, added: people.length });
        expect(await exported(other, `--format ${format}`)).toBe(first);
      }),
      { numRuns: 6 },
    );
  });

  it('goes on from page to page in the order of numbers and then of addresses, and holds what a filter finds', async () => {
    const place = await desk();
    const phones = Array.from({ length: 2_500 }, (_, i) => `+1555${1_000_000 + ((i * 7_919) % 2_500)}`);
    const file = `phone,email,tags\n${phones.map((phone, i) => `${phone},,${i % 100 === 0 ? 'vip' : ''}\n`).join('')},z@example.com,vip\n,a@example.com,\n`;
    expect(await importing(place, file)).toMatchObject({ code: 0, added: 2_502 });
    const all = (await exported(place, '--fields phone,email')).split('\n').slice(1, -1);
    expect(all).toEqual([...phones.sort().map((phone) => `${phone},`), ',a@example.com', ',z@example.com']);
    const vips = (await exported(place, '--where "tag = vip" --fields phone,email')).split('\n').slice(1, -1);
    expect(vips).toHaveLength(26);
    expect(await place.run('contacts export -q')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/z@example.com\n$/),
    });
  });

  it('is taken away by data-export, and refused to those who may not', async () => {
    const place = await betaAtWork();
    expect(await place.run('contacts export --as mia@beta.com')).toMatchObject({ code: 3 });
    expect(await place.run('contacts export --as cy@beta.com')).toMatchObject({ code: 3 });
    expect(await place.run('contacts export --as mo@beta.com')).toMatchObject({ code: 0 });
  });
});
