import { describe, expect, it } from 'vitest';
import { acquainted } from '../support/acquaintances.ts';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

interface Shown {
  name: string;
  kind: string;
  contacts: number | null;
  where: string[];
  usedBy: { segments: string[]; blasts: string[] };
  first: { contact: string; name: string | null }[];
}

const PEOPLE = [
  { phone: '+15550123', first: 'Di', last: 'Doe' },
  { phone: '+15550124', email: 'Ed@Example.com', first: 'Ed' },
  { email: 'fay@example.com', first: 'Fay' },
];

/** ada's workspace with three contacts and an empty list. */
async function office(): Promise<Desk> {
  const place = await acme();
  await acquainted(place, PEOPLE);
  await place.ok('lists add sale --about "asked to hear of it"');
  return place;
}

const shown = (place: Desk, line: string) => place.json<Shown>(`lists show ${line}`);
const on = async (place: Desk, line: string) => (await shown(place, line)).first.map(({ contact }) => contact);

interface Report {
  added: number;
  removed: number;
  unchanged: number;
  rejected: number;
  rows: number;
  faults: { line: number; column: number | null; code: string }[];
}

/** What a filling reports, whether it was applied or rejected. */
async function fill(place: Desk, line: string, stdin = '') {
  const { code, out, err } = await place.run(`lists fill ${line} --format json`, stdin);
  if (out === '') throw new Error(err);
  return { exit: code, ...(JSON.parse(out) as Report) };
}

describe('lists fill', () => {
  it('puts on those who are named, in whatever spelling, and each once', async () => {
    const place = await office();
    expect(await fill(place, 'Sale "+1 555 0123" ed@example.com')).toMatchObject({ exit: 0, added: 2, unchanged: 0 });
    expect(await on(place, 'sale')).toEqual(['+15550123', '+15550124']);
    const { length } = await entriesOf(place);
    expect(await fill(place, 'sale +15550123')).toMatchObject({ exit: 0, added: 0, unchanged: 1 });
    expect(await entriesOf(place)).toHaveLength(length);
    expect(await fill(place, 'sale +15550123 fay@example.com --remove')).toMatchObject({ removed: 1, unchanged: 1 });
    expect(await on(place, 'sale')).toEqual(['+15550124']);
    expect(await failure(place, 'lists fill sale +15550199 +15550198')).toMatchObject({
      exit: 4,
      code: 'unknown-contact',
      details: { contacts: ['+15550199', '+15550198'] },
    });
    expect(await failure(place, 'lists fill sael +15550123')).toMatchObject({
      exit: 4,
      code: 'unknown-list',
      hint: 'did you mean "sale"?',
    });
  });

  it('puts on those whom a filter finds now', async () => {
    const place = await office();
    expect(await fill(place, 'sale --where "email is not empty"')).toMatchObject({ rows: 2, added: 2 });
    expect(await fill(place, 'sale --where "name starts-with fay" --remove')).toMatchObject({ rows: 1, removed: 1 });
    expect(await on(place, 'sale')).toEqual(['+15550124']);
    expect(await failure(place, 'lists fill sale --where "nme = x"')).toMatchObject({ exit: 2, code: 'unknown-field' });
    expect(await failure(place, 'lists fill sale')).toMatchObject({ exit: 2, code: 'usage' });
  });

  it('reads plain lines, the first one too, national numbers with their country', async () => {
    const place = await office();
    await acquainted(place, [{ phone: '+12015550123' }], 10);
    place.write('plain.txt', '(201) 555-0123\n\n+1 555 0123\nfay@example.com\n');
    expect(await fill(place, 'sale --file plain.txt --country us')).toMatchObject({ exit: 0, added: 3, rows: 3 });
    place.write('one.txt', '+15550124');
    expect(await fill(place, 'sale --file one.txt')).toMatchObject({ exit: 0, added: 1, rows: 1 });
    expect(await on(place, 'sale')).toHaveLength(4);
  });

  it('reads CSV by the column that names contacts, and JSON lines', async () => {
    const place = await office();
    place.write('who.csv', 'Name,E-Mail,Phone\nDi,,+15550123\nFay,fay@example.com,\n');
    expect(await fill(place, 'sale --file who.csv')).toMatchObject({ exit: 0, added: 2 });
    place.write('who.jsonl', '"+15550124"\n{"email":"fay@example.com"}\n');
    expect(await fill(place, 'sale --file who.jsonl')).toMatchObject({ exit: 0, added: 1, unchanged: 1 });
    expect(await fill(place, 'sale --file -', 'nmae\nDi\n')).toMatchObject({
      exit: 5,
      faults: [{ line: 1, code: 'missing-column' }],
    });
  });

  it('changes nothing unless every row is good, naming every fault by its line', async () => {
    const place = await office();
    place.write('mixed.csv', 'phone,note\n+15550123,a\n+15550199,b\nnobody,c\n+1 555 0123,d\n,e\n+15550124,f\n');
    const report = await fill(place, 'sale --file mixed.csv --rejects left.csv');
    expect(report).toMatchObject({ exit: 5, added: 0, rejected: 6, rows: 6 });
    expect(report.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 1, 'unknown-contact'],
      [4, 1, 'bad-contact'],
      [5, 1, 'duplicate-row'],
      [6, 1, 'missing-value'],
    ]);
    expect(await on(place, 'sale')).toEqual([]);
    expect(place.read('left.csv').split('\n').slice(0, 2)).toEqual([
      'phone,note,_line,_code,_message,_suggestion',
      expect.stringMatching(/^\+15550199,b,3,unknown-contact,/),
    ]);
    expect(await fill(place, 'sale --file mixed.csv --keep-going')).toMatchObject({ exit: 5, added: 2, rejected: 4 });
    expect(await on(place, 'sale')).toEqual(['+15550123', '+15550124']);
    expect(await fill(place, 'sale --file left.csv')).toMatchObject({ exit: 5, rows: 4 });
  });

  it('says when an address means several contacts', async () => {
    const place = await office();
    await acquainted(place, [{ phone: '+15550125', email: 'ed@example.com' }], 10);
    const report = await fill(place, 'sale --file -', 'ed@example.com\n');
    expect(report.faults).toMatchObject([{ line: 1, code: 'ambiguous-contact' }]);
    expect(await failure(place, 'lists fill sale ed@example.com')).toMatchObject({ exit: 6 });
    // Whoever has no number has no other name.
    await acquainted(place, [{ email: 'ed@example.com' }], 20);
    expect(await fill(place, 'sale --file -', 'ed@example.com\n')).toMatchObject({ exit: 0, added: 1 });
    expect(await fill(place, 'sale Ed@example.com')).toMatchObject({ unchanged: 1 });
    expect(await on(place, 'sale')).toEqual(['ed@example.com']);
  });
});

describe('a segment', () => {
  it('is on whoever passes its filter when it is asked', async () => {
    const place = await office();
    await place.ok('lists add mail --where "email is not empty" --where "name starts-with f or name starts-with e"');
    expect(await shown(place, 'mail')).toMatchObject({
      kind: 'segment',
      contacts: 2,
      where: ['email is not empty', 'name starts-with f or name starts-with e'],
    });
    await acquainted(place, [{ email: 'flo@example.com', first: 'Flo' }], 10);
    expect(await on(place, 'mail')).toEqual(['+15550124', 'fay@example.com', 'flo@example.com']);
    expect(await failure(place, 'lists fill mail +15550123')).toMatchObject({ exit: 2, code: 'is-segment' });
  });

  it('may be made of lists and segments, and never of itself', async () => {
    const place = await office();
    await place.ok('lists fill sale +15550123');
    await place.ok('lists add mail --where "email is not empty"');
    await place.ok('lists add both --where "list in sale,mail"');
    expect(await shown(place, 'both')).toMatchObject({ contacts: 3 });
    expect(await shown(place, 'sale')).toMatchObject({ usedBy: { segments: ['both'] } });
    expect(await failure(place, ['lists', 'edit', 'mail', '--where', 'list = BOTH'])).toMatchObject({
      exit: 2,
      code: 'circular-segment',
      message: '"mail" would be within itself: mail → both → mail',
    });
    expect(await failure(place, ['lists', 'edit', 'both', '--where', 'list = both'])).toMatchObject({ exit: 2 });
    expect(await failure(place, ['lists', 'add', 'own', '--where', 'list = own'])).toMatchObject({
      exit: 2,
      code: 'unknown-list',
    });
    for (const line of ['remove sale --confirm sale', 'edit sale --name other']) {
      expect(await failure(place, `lists ${line}`)).toMatchObject({ exit: 6, code: 'list-in-use' });
    }
  });

  it('becomes a list by freezing, and an empty list becomes a segment', async () => {
    const place = await office();
    await place.ok('lists edit sale --where "email is not empty"');
    expect(await shown(place, 'sale')).toMatchObject({ kind: 'segment', contacts: 2 });
    expect(await place.json('lists edit sale --freeze')).toMatchObject({ kind: 'list', frozen: 2 });
    await acquainted(place, [{ email: 'flo@example.com' }], 10);
    expect(await shown(place, 'sale')).toMatchObject({ kind: 'list', contacts: 2 });
    expect(await failure(place, ['lists', 'edit', 'sale', '--where', 'name = x'])).toMatchObject({
      exit: 6,
      code: 'list-is-filled',
    });
    expect(await failure(place, 'lists edit sale --freeze')).toMatchObject({ exit: 2, code: 'is-list' });
  });

  it('that names what is there no more is still listed and shown', async () => {
    const place = await office();
    await place.ok('fields add city');
    await place.ok('lists add boston --where "city = Boston"');
    // Past the program: by itself it would say who names the field.
    await place.store.meddle('delete from fields');
    const { lists } = await place.json<{ lists: Shown[] }>('lists list');
    expect(lists.map(({ name, contacts }) => [name, contacts])).toEqual([
      ['boston', null],
      ['sale', 0],
    ]);
    expect(await shown(place, 'boston')).toMatchObject({ contacts: null, where: ['city = Boston'] });
  });
});

describe('a custom field', () => {
  it('keeps its name while a segment or a template has it in it', async () => {
    const place = await office();
    await place.ok('fields add "home town"');
    await place.ok('lists add boston --where "home town = Boston"');
    await place.ok(['templates', 'add', 'news', 'News from {Home-Town|home}']);
    for (const line of ['edit "home town" --name city', 'remove "home town" --confirm "home town"']) {
      expect(await failure(place, `fields ${line}`)).toMatchObject({
        exit: 6,
        code: 'field-in-use',
        message: 'the segment "boston" and the template "news" name the field "home town"',
      });
    }
    await place.ok('fields edit "home town" --name "Home Town"');
    await place.ok('lists remove boston --confirm boston');
    await place.ok('templates remove news --confirm news');
    await place.ok('fields edit "home town" --name city');
  });
});

describe('lists', () => {
  it('count and show only contacts that the acting user sees', async () => {
    const place = await beta();
    await place.ok('users invite cy@beta.com --role agent --status active');
    await place.ok('users restrict cy@beta.com contacts=self');
    const [cy] = await place.store.rows<{ id: number }>(`select id from users where email_key = 'cy@beta.com'`);
    await acquainted(place, [{ phone: '+15550123', assignee: Number(cy?.id) }, { phone: '+15550124' }]);
    await place.ok('lists add sale');
    await place.ok('lists add all --where "phone is not empty"');
    await place.ok('lists fill sale --where "phone is not empty"');
    expect(await on(place, 'sale --as cy@beta.com')).toEqual(['+15550123']);
    const counts = async (flags: string) =>
      (await place.json<{ lists: Shown[] }>(`lists list ${flags}`)).lists.map(({ contacts }) => contacts);
    expect(await counts('')).toEqual([2, 2]);
    expect(await counts('--as cy@beta.com')).toEqual([1, 1]);
  });

  it('are edited as the next version, and removed with who was on them', async () => {
    const place = await office();
    await place.ok('lists fill sale +15550123');
    await place.ok('lists edit sale --name "summer sale" --wants-consent --about ""');
    expect(await shown(place, '"summer sale"')).toMatchObject({ about: null, wantsConsent: true, version: 2 });
    expect(await place.json('lists edit "summer sale" --wants-consent')).toMatchObject({ change: 'unchanged' });
    await place.ok('lists edit "summer sale" --no-wants-consent');
    expect(await failure(place, 'lists add "Summer Sale"')).toMatchObject({ exit: 6, code: 'list-exists' });
    expect(await place.json('lists remove "summer sale" --confirm "summer sale"')).toMatchObject({ contacts: 1 });
    expect(await place.store.rows('select * from list_members')).toEqual([]);
    expect(await place.store.rows('select count(*) as n from contacts')).toEqual([{ n: 3 }]);
  });

  it('stay where a scheduled blast counts on them', async () => {
    const place = await office();
    await place.ok('lines add +15550100');
    await place.store.meddle(
      `insert into blasts (workspace_id, id, name, line_id, author, state, body, audience, version, made, changed)
       values (1, 1, 'spring', 1, 1, 'scheduled', 'Hi', '{"lists":["sale"]}', 1, 1, 1)`,
    );
    expect(await failure(place, 'lists remove sale --confirm sale')).toMatchObject({
      exit: 6,
      code: 'list-in-use',
      message: 'the blast "spring" counts on the list "sale"',
      hint: 'cancel it first: switchboard blasts cancel spring',
    });
    expect(await shown(place, 'sale')).toMatchObject({ usedBy: { blasts: ['spring'] } });
    await place.store.meddle(`update blasts set state = 'cancelled'`);
    await place.ok('lists remove sale --confirm sale');
  });

  it('are filled by those who may edit lists, and removed by those who may delete them', async () => {
    const place = await office();
    await place.ok('users invite bo@acme.com --status active');
    await place.ok('lists fill sale +15550123 --as bo@acme.com');
    expect(await failure(place, 'lists remove sale --confirm sale --as bo@acme.com')).toMatchObject({ exit: 3 });
    expect(await failure(place, 'lists fill sale +15550199 --as mallory@evil.com')).toMatchObject({
      exit: 3,
      code: 'member.stranger',
    });
  });
});
