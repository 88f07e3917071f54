import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { acme, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly assignee: string | null;
  readonly team: string | null;
}

const listed = (place: Desk, flags: string | readonly string[] = '') =>
  place.json<{ contacts: Contact[]; next: string | null }>(
    typeof flags === 'string' ? `contacts list ${flags}` : ['contacts', 'list', ...flags],
  );
const names = async (place: Desk, flags: string | readonly string[] = '') =>
  (await listed(place, flags)).contacts.map(({ phone, email }) => phone ?? email);

describe('contacts add', () => {
  it('takes numbers however they are written, national ones with a country or the workspace’s own, and addresses', async () => {
    const place = await acme();
    await place.ok('contacts add "+1 (617) 555-0100" Ola@X.com');
    await place.ok('contacts add "(617) 555-0101" --country us --email ned@x.com --name "Ned van der Berg"');
    expect(await names(place)).toEqual(['+16175550101', '+16175550100', 'Ola@X.com']);
    expect(await place.json('contacts show +16175550101')).toMatchObject({
      email: 'ned@x.com',
      first_name: 'Ned van der',
      last_name: 'Berg',
      addedBy: 'ada@acme.com',
      version: 1,
    });
    expect(await failure(place, 'contacts add 5550102')).toMatchObject({ exit: 2, code: 'bad-phone' });
    expect(await failure(place, 'contacts add ola@')).toMatchObject({ exit: 2, code: 'bad-email' });
    expect(await failure(place, 'contacts add')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'contacts add +16175550103 +16175550104 --name X')).toMatchObject({ code: 'usage' });
  });

  it('refuses whom it knows already, by number or address, and adds none of the others', async () => {
    const place = await acme();
    await place.ok('contacts add +16175550100 --email ned@x.com');
    for (const line of ['+16175550100', '"+1 617 555 0100" +16175550101', 'NED@x.com']) {
      expect(await failure(place, `contacts add ${line}`)).toMatchObject({ exit: 6, code: 'contact-exists' });
    }
    // A family may share an address.
    await place.ok('contacts add +16175550102 --email ned@x.com');
    expect(await names(place)).toEqual(['+16175550100', '+16175550102']);
  });

  it('reads values by their fields, and refuses what is none', async () => {
    const place = await acme();
    await place.ok('fields add plan --choices free,Gold');
    await place.ok('fields add city');
    await place.ok(['contacts', 'add', '+16175550100', '--set', 'Plan=gold', '--set', 'city=Salem, MA; USA']);
    expect(await place.json('contacts show +16175550100')).toMatchObject({
      fields: { plan: 'Gold', city: 'Salem, MA; USA' },
    });
    const wrong = (set: string) => failure(place, ['contacts', 'add', '+16175550101', '--set', set]);
    expect(await wrong('plan=gld')).toMatchObject({ code: 'unknown-choice', hint: 'did you mean "Gold"?' });
    expect(await wrong('citi=x')).toMatchObject({ exit: 4, code: 'unknown-field', hint: 'did you mean "city"?' });
    expect(await wrong('city=')).toMatchObject({ code: 'missing-value' });
    expect(await wrong('city')).toMatchObject({ code: 'usage' });
  });

  it('is for those who may, and assigning on top for those who may assign', async () => {
    const place = await acmeAtWork();
    await place.ok('contacts add +16175550100 --as bo@acme.com');
    expect(await failure(place, 'contacts add +16175550101 --assignee bo@acme.com --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await failure(place, 'contacts add +16175550101 --assignee sue@acme.com')).toMatchObject({
      exit: 6,
      code: 'member-not-active',
    });
    expect(await failure(place, 'contacts add +16175550101 --team Sales')).toMatchObject({ code: 'unknown-team' });
    expect(await names(place)).toEqual(['+16175550100']);
  });
});

/** Twelve people of all kinds: with and without names, numbers, addresses. */
async function dozen(): Promise<Desk> {
  const place = await acme();
  const people = [
    '+16175550100 --name "Mary Smith" --email mary@x.com',
    '+16175550101 --name "mark Jones"',
    '+16175550102 --name MARTHA --email zed@x.com',
    '+442079460000 --name Zoë',
    ...['mar@y.com', 'b@y.com', 'a@y.com --name "Mary Smith"'],
    ...['+16175550103', '+16175550104 --email mary@x.com', '+16175550105 --name Ned', '+16175550106', 'c@y.com'],
  ];
  for (const one of people) await place.ok(`contacts add ${one}`);
  return place;
}

describe('contacts list', () => {
  it('sorts, with those last that have nothing to be sorted by', async () => {
    const place = await dozen();
    expect(await names(place)).toEqual([
      '+16175550101',
      '+16175550102',
      '+16175550100',
      'a@y.com',
      '+16175550105',
      '+442079460000',
      ...['mar@y.com', 'b@y.com', '+16175550103', '+16175550104', '+16175550106', 'c@y.com'],
    ]);
    expect((await names(place, '--sort phone')).slice(-5)).toEqual([
      '+442079460000',
      'a@y.com',
      'b@y.com',
      'c@y.com',
      'mar@y.com',
    ]);
    expect((await names(place, '--sort email')).slice(3, 7)).toEqual([
      'mar@y.com',
      '+16175550100',
      '+16175550104',
      '+16175550102',
    ]);
    expect((await names(place, '--sort added')).slice(0, 2)).toEqual(['+16175550100', '+16175550101']);
  });

  it('finds by the beginning of a number, an address or a name, names before addresses', async () => {
    const place = await dozen();
    expect(await names(place, '--search MAR')).toEqual([
      ...['+16175550101', '+16175550102', '+16175550100', 'a@y.com'],
      ...['mar@y.com', '+16175550104'],
    ]);
    expect(await names(place, ['--search', 'mary  s'])).toEqual(['+16175550100', 'a@y.com']);
    expect(await names(place, '--search mary@')).toEqual(['+16175550100', '+16175550104']);
    expect(await names(place, ['--search', '+44 (20)'])).toEqual(['+442079460000']);
    expect(await names(place, '--search zoe')).toEqual([]);
    expect(await names(place, '--search mar --sort added')).toHaveLength(6);
    expect(await place.json('contacts list --search mar --count')).toEqual({ contacts: 6 });
  });

  it('goes on from page to page as the whole goes, in every order', async () => {
    const place = await dozen();
    await place.ok('contacts edit +16175550103 +16175550104 +16175550105 a@y.com c@y.com --tag x');
    const orders = [
      '',
      '--sort phone',
      '--sort email',
      '--sort added',
      '--search mar',
      '--search mar --sort email',
      '--tag x',
    ];
    for (const flags of orders) {
      const whole = await names(place, `${flags} --limit 0`);
      for (const limit of [1, 2, 5, 12]) {
        const found: (string | null)[] = [];
        for (let after = ''; ; ) {
          const { contacts, next } = await listed(place, `${flags} --limit ${limit}${after}`);
          found.push(...contacts.map(({ phone, email }) => phone ?? email));
          if (next === null) break;
          expect(contacts).toHaveLength(limit);
          after = ` --after ${next}`;
        }
        expect(found, `${flags} by ${limit}`).toEqual(whole);
      }
    }
    const { next } = await listed(place, '--limit 2');
    expect(await failure(place, `contacts list --sort phone --after ${next}`)).toMatchObject({ code: 'bad-cursor' });
    expect(await failure(place, 'contacts list --after x')).toMatchObject({ exit: 2, code: 'bad-cursor' });
  });

  it('tells custom fields, tags, lists and who added whom, where they are asked for', async () => {
    const place = await acme();
    await place.ok('fields add "Home town"');
    await place.ok(['contacts', 'add', '+16175550100', '--set', 'home town=Bos, ton', '--tags', 'b,a']);
    expect(await place.ok('contacts list --fields phone,home_town,tags,lists,added_by,changed --format jsonl')).toBe(
      '{"phone":"+16175550100","home_town":"Bos, ton","tags":["a","b"],"lists":[],"added_by":"ada@acme.com","changed":"2026-11-21T12:00:00Z"}\n',
    );
    expect(await failure(place, 'contacts list --fields phone,hometown')).toMatchObject({ code: 'unknown-field' });
  });

  it('filters by what is not empty, by segments within segments, and not without end', async () => {
    const place = await dozen();
    const segment = (id: number, name: string, filter: object) =>
      `insert into lists values (1, ${id}, '${name}', null, '${JSON.stringify(filter)}', 0, 1, 1, 1)`;
    await place.store.meddle(
      segment(1, 'Marys', [[{ about: 'name', holds: '=', values: ['mary smith'] }]]),
      segment(2, 'Marys by mail', [
        [{ about: 'list', holds: 'in', values: ['Marys'] }],
        [{ about: 'phone', holds: 'is empty', values: [] }],
      ]),
      segment(3, 'Endless', [[{ about: 'list', holds: '=', values: ['Endless'] }]]),
    );
    expect(await names(place, '--list marys')).toEqual(['+16175550100', 'a@y.com']);
    expect(await names(place, ['--where', 'list = Marys by mail'])).toEqual(['a@y.com']);
    expect(await names(place, ['--where', 'list not in "Marys by mail"', '--count', '-q'].slice(0, 2))).toHaveLength(
      11,
    );
    expect(await failure(place, 'contacts list --list Endless')).toMatchObject({ exit: 2, code: 'bad-filter' });
    expect(await failure(place, 'contacts list --list Mary')).toMatchObject({ hint: 'did you mean "Marys"?' });
  });
});

describe('contacts edit', () => {
  it('changes what is said, as the next version, and nothing where nothing differs', async () => {
    const place = await acme();
    await place.ok('fields add city');
    await place.ok('contacts add +16175550100 --name "Mary Smith" --set city=Boston --tags vip');
    const line =
      'contacts edit +16175550100 --last-name Jones --unset city --tag a --untag VIP --time-zone america/new_york';
    expect(await place.json(line)).toEqual({ edited: [{ contact: '+16175550100', change: 'edited' }] });
    const shown = await place.json('contacts show +16175550100');
    expect(shown).toMatchObject({
      name: 'Mary Jones',
      fields: {},
      tags: ['a'],
      time_zone: 'America/New_York',
      version: 2,
    });
    expect(await place.json(line)).toEqual({ edited: [{ contact: '+16175550100', change: 'unchanged' }] });
    expect(await place.json('contacts show +16175550100')).toEqual(shown);
    expect(await names(place, '--search "mary j"')).toEqual(['+16175550100']);
  });

  it('moves a contact to another number or address that is free, and leaves one by which it is known', async () => {
    const place = await acme();
    await place.ok('contacts add +16175550100 --email mary@x.com');
    await place.ok('contacts add +16175550101 ola@x.com');
    const edit = (flags: readonly string[]) => failure(place, ['contacts', 'edit', '+16175550100', ...flags]);
    expect(await edit(['--phone', '+16175550101'])).toMatchObject({ exit: 6, code: 'contact-exists' });
    expect(await edit(['--phone', '', '--email', 'Ola@x.com'])).toMatchObject({ exit: 6, code: 'contact-exists' });
    expect(await edit(['--phone', '', '--email', ''])).toMatchObject({ exit: 2, code: 'usage' });
    expect(await edit([])).toMatchObject({ exit: 2, code: 'usage' });
    await place.ok('contacts edit +16175550100 --phone +16175550199');
    await place.ok(['contacts', 'edit', '+16175550199', '--phone', '']);
    expect(await place.json('contacts show MARY@x.com')).toMatchObject({
      phone: null,
      email: 'mary@x.com',
      version: 3,
    });
    expect(await failure(place, 'contacts edit mary@x.com +16175550101 --name X')).toMatchObject({ code: 'usage' });
  });
});

describe('contacts assign', () => {
  it('assigns those that are named or pass a filter, at one stroke, and counts what changed', async () => {
    const place = await acmeAtWork();
    await place.ok('teams add Sales');
    await place.ok('contacts add +16175550100 +16175550101 +16175550102 --tags vip');
    expect(await place.json('contacts assign +16175550100 --to bo@acme.com')).toEqual({
      contacts: 1,
      assigned: 1,
      unchanged: 0,
    });
    expect(await place.json('contacts assign --tag vip --to bo@acme.com --team sales')).toMatchObject({ assigned: 3 });
    expect(await place.json('contacts assign --tag vip --to bo@acme.com')).toMatchObject({ assigned: 0, unchanged: 3 });
    expect(await listed(place, '--assignee bo@acme.com --team Sales')).toMatchObject({
      contacts: [1, 2, 3].map(() => ({ assignee: 'bo@acme.com', team: 'Sales' })),
    });
    await place.ok('contacts assign --assignee bo@acme.com --nobody');
    expect(await listed(place, '--unassigned')).toMatchObject({ contacts: [1, 2, 3].map(() => ({ team: null })) });
    for (const flags of [
      '--tag vip',
      '--tag vip --nobody --to bo@acme.com',
      '--to bo@acme.com',
      '+16175550100 --tag vip --nobody',
    ])
      expect(await failure(place, `contacts assign ${flags}`)).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'contacts assign --tag vip --to sue@acme.com')).toMatchObject({ exit: 6 });
    expect(await failure(place, 'contacts assign --tag vip --to bo@acme.com --as bo@acme.com')).toMatchObject({
      exit: 3,
    });
  });
});

describe('contacts remove', () => {
  it('takes along what belongs to them, keeps what they agreed to, and says the numbers first', async () => {
    const place = await acmeAtWork();
    await place.ok('fields add city');
    await place.ok('contacts add +16175550100 +16175550101 --tags vip --set city=Boston');
    await place.store.meddle(
      "insert into lists values (1, 1, 'news', null, null, 0, 1, 1, 1)",
      'insert into list_members values (1, 1, 1, 1)',
      "insert into conversations values (1, 1, 1, 1, 'open', null, 0, 0, null, null, 1, 1, 1)",
      "insert into messages values (1, 1, 1, 'in', 'hello', 0, null, null, null, 1)",
      "insert into consents values (1, 1, '+16175550100', 'opted-out', 'STOP', 'test', 0, 1, null)",
    );
    const numbers = { conversations: 1, messages: 1, values: 2, tags: 2, memberships: 1 };
    const line = 'contacts remove --tag vip';
    expect(await failure(place, line)).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await place.json(`${line} --dry-run`)).toEqual({ removed: 2, ...numbers });
    expect(await failure(place, `${line} --confirm 1`)).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await failure(place, `${line} --confirm 2 --as bo@acme.com`)).toMatchObject({ exit: 3 });
    expect(await names(place)).toHaveLength(2);
    expect(await place.json(`${line} --confirm 2`)).toEqual({ removed: 2, ...numbers });
    expect(await place.json(`${line} --confirm 0`)).toMatchObject({ removed: 0 });
    await place.ok('contacts add +16175550100');
    expect(await place.json('contacts show +16175550100')).toMatchObject({
      fields: {},
      conversations: [],
      consents: [{ line: '+15550100', state: 'opted-out', word: 'STOP' }],
    });
  });

  it('is refused where conversations would go on a line that one does not reach', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add keeper --from standard --allow contacts.delete');
    await place.ok('users set-role bo@acme.com keeper');
    await place.ok('contacts add +16175550100 +16175550101');
    await place.store.meddle(
      ...[1, 2].map(
        (n) => `insert into conversations values (1, ${n}, ${n}, ${n}, 'open', null, 0, 0, null, null, 1, 1, 1)`,
      ),
    );
    const remove = (n: number) => `contacts remove +1617555010${n} --confirm +1617555010${n} --as bo@acme.com`;
    await place.ok(remove(0));
    expect(await failure(place, remove(1))).toMatchObject({ exit: 6, code: 'beyond-reach' });
    expect(await names(place)).toEqual(['+16175550101']);
  });
});

describe('who sees which contacts', () => {
  it('a Standard member sees all, with the values of fields that they may not list, and their own lines alone', async () => {
    const place = await acmeAtWork();
    await place.ok('fields add city');
    await place.ok('contacts add +16175550100 --set city=Boston');
    await place.store.meddle(
      ...[1, 2].flatMap((line) => [
        `insert into conversations values (1, ${line}, ${line}, 1, 'open', null, 0, 0, null, null, 1, 1, 1)`,
        `insert into consents values (1, ${line}, '+16175550100', 'opted-in', null, 'test', 0, 1, null)`,
      ]),
    );
    expect(await place.json('contacts show +16175550100 --as bo@acme.com')).toMatchObject({
      fields: { city: 'Boston' },
      conversations: [{ line: '+15550100' }],
      consents: [{ line: '+15550100' }],
    });
    expect(await place.json('contacts show +16175550100')).toMatchObject({
      conversations: [{}, {}],
      consents: [{}, {}],
    });
    expect(await names(place, ['--where', 'city = Boston', '--as', 'bo@acme.com'])).toEqual(['+16175550100']);
  });

  it('a restricted Agent sees their own and their teams’; every other is missing in the same words', async () => {
    const place = await betaAtWork();
    await place.ok('teams add Care --members bo@beta.com');
    await place.ok('contacts add +16175550100 --assignee bo@beta.com');
    await place.ok('contacts add +16175550101 --team Care');
    await place.ok('contacts add +16175550102 --assignee cy@beta.com');
    await place.ok('contacts add +16175550103');
    const ofBo = ['+16175550100', '+16175550101'];
    expect(await names(place, '--as bo@beta.com')).toEqual(ofBo);
    expect(await names(place, '--as bo@beta.com --limit 0 --sort phone')).toEqual(ofBo);
    expect(await names(place, '--as bo@beta.com --search +1617')).toEqual(ofBo);
    expect(await place.json('contacts list --count --as bo@beta.com')).toEqual({ contacts: 2 });
    expect(await place.json('contacts list --count --as cy@beta.com')).toEqual({ contacts: 4 });
    await place.ok('users restrict bo@beta.com contacts=self');
    expect(await names(place, '--as bo@beta.com')).toEqual(['+16175550100']);
    const hidden = await failure(place, 'contacts show +16175550101 --as bo@beta.com');
    const never = await failure(place, 'contacts show +16175550191 --as bo@beta.com');
    expect(hidden).toMatchObject({ exit: 4, code: 'unknown-contact' });
    expect(JSON.stringify(never)).toBe(JSON.stringify(hidden).replaceAll('+16175550101', '+16175550191'));
    for (const line of ['edit +16175550101 --name X', 'add +16175550105', 'remove +16175550100 --confirm +16175550100'])
      expect(await failure(place, `contacts ${line} --as bo@beta.com`)).toMatchObject({ exit: 3 });
  });
});

describe('whoever sees only some contacts, and may change them', () => {
  /** Beta, where cy is a carer who sees what is assigned to them or to their team Care. */
  async function carers(): Promise<Desk> {
    const place = await betaAtWork();
    await place.ok(
      'roles add carer --from agent --allow contacts.add,contacts.edit,contacts.assign,contacts.delete,users.view',
    );
    await place.ok('users set-role cy@beta.com carer');
    await place.ok('teams add Care --members cy@beta.com');
    await place.ok('users restrict cy@beta.com contacts=team');
    await place.ok('contacts add +16175550100 --tags vip');
    await place.ok('contacts add +16175550101 +16175550102 --assignee cy@beta.com --tags vip');
    return place;
  }

  it('sees what they add, since it is theirs, and is told of others no more than that an address is taken', async () => {
    const place = await carers();
    await place.ok('contacts add +16175550103 --as cy@beta.com');
    await place.ok('contacts add +16175550104 --team Care --as cy@beta.com');
    expect(await names(place, '--as cy@beta.com')).toEqual([1, 2, 3, 4].map((n) => `+1617555010${n}`));
    expect(await place.json('contacts show +16175550103')).toMatchObject({ assignee: 'cy@beta.com' });
    expect(await failure(place, 'contacts add +16175550100 --as cy@beta.com')).toMatchObject({ exit: 6 });
    expect(await failure(place, 'contacts edit +16175550101 --phone +16175550100 --as cy@beta.com')).toMatchObject({
      exit: 6,
    });
  });

  it('changes nothing beyond their sight, and puts nothing beyond it', async () => {
    const place = await carers();
    const asCy = (line: string) => failure(place, `contacts ${line} --as cy@beta.com`);
    expect(await asCy('edit +16175550100 --tag x')).toMatchObject({ exit: 4, code: 'unknown-contact' });
    expect(await asCy('assign +16175550101 --nobody')).toMatchObject({ exit: 6, code: 'out-of-sight' });
    expect(await asCy('assign --tag vip --to mo@beta.com')).toMatchObject({ exit: 6, code: 'out-of-sight' });
    expect(await asCy('edit +16175550101 --assignee mo@beta.com')).toMatchObject({ exit: 6, code: 'out-of-sight' });
    expect(await asCy('add +16175550105 --assignee mo@beta.com')).toMatchObject({ exit: 6, code: 'out-of-sight' });
    expect(await place.json('contacts assign --tag vip --to mo@beta.com --team Care --as cy@beta.com')).toEqual({
      contacts: 2,
      assigned: 2,
      unchanged: 0,
    });
    await place.ok('contacts edit +16175550101 --tag x --as cy@beta.com');
    expect(await place.json('contacts remove --tag vip --confirm 2 --as cy@beta.com')).toMatchObject({ removed: 2 });
    expect(await names(place)).toEqual(['+16175550100']);
  });
});
