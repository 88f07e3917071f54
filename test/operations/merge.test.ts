import { describe, expect, it } from 'vitest';
import { type Acquaintance, acquainted } from '../support/acquaintances.ts';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

const DI = { phone: '+15550123', first: 'Di' };
const DIANA = { phone: '+15550124', email: 'Di@Example.com', first: 'Diana', last: 'Doe' };
const MAIL = { email: 'di@example.com', first: 'Di', last: 'Doe' };

/** ada's workspace with two lines and these contacts, numbered from 1. */
async function office(people: readonly Acquaintance[] = [DI, DIANA, MAIL]): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100');
  await place.ok('lines add help@acme.com --kind email');
  await acquainted(place, people);
  return place;
}

interface Row {
  phone: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  version: number;
}

const contacts = (place: Desk) =>
  place.store.rows<Row>('select phone, email, first_name, last_name, version from contacts order by id');

/** What is in force at each address of the line for text messages. */
const agreed = async (place: Desk) => {
  const rows = await place.store.rows<{ address: string; state: string; origin: string }>(
    'select address, state, origin from consents where line_id = 1 and until is null order by address',
  );
  return rows.map(({ address, state, origin }) => `${address} ${state} ${origin}`);
};

const consent = (address: string, state: string) =>
  `insert into consents (workspace_id, line_id, address, state, word, origin, at, since)
   values (1, 1, '${address}', '${state}', 'STOP', 'message', 5, 1)`;

const conversation = (id: number, line: number, contact: number, state = 'open', claim = 'null') =>
  `insert into conversations (workspace_id, id, line_id, contact_id, state, claimed_by, opened, latest, version, made, changed)
   values (1, ${id}, ${line}, ${contact}, '${state}', ${claim}, ${id * 10}, ${id * 100}, 1, 1, 1)`;

const message = (conversation: number, id: number, body: string, at: number) =>
  `insert into messages (workspace_id, conversation_id, id, kind, body, at, entry)
   values (1, ${conversation}, ${id}, 'in', '${body}', ${at}, 1)`;

describe('contacts merge', () => {
  it('keeps the first contact’s own, and fills in what it lacks from the others in their order', async () => {
    const place = await office();
    await place.ok('fields add city');
    await place.ok('fields add plan');
    await place.store.meddle(
      `insert into contact_values (workspace_id, contact_id, field_id, value)
       values (1, 1, 1, 'Boston'), (1, 2, 1, 'Salem'), (1, 2, 2, 'gold'), (1, 3, 2, 'free')`,
      `insert into contact_tags (workspace_id, contact_id, tag) values (1, 1, 'vip'), (1, 2, 'vip'), (1, 2, 'new')`,
    );
    const merged = await place.json('contacts merge +15550123 +15550124');
    expect(merged).toMatchObject({
      contact: '+15550123',
      merged: ['+15550124'],
      filled: [
        { field: 'email', from: '+15550124' },
        { field: 'last_name', from: '+15550124' },
        { field: 'plan', from: '+15550124' },
      ],
      tags: 1,
    });
    expect(await contacts(place)).toMatchObject([
      { phone: '+15550123', email: 'Di@Example.com', first_name: 'Di', last_name: 'Doe', version: 2 },
      { phone: null, email: 'di@example.com' },
    ]);
    const values = await place.store.rows('select contact_id, field_id, value from contact_values order by 1, 2');
    expect(values).toMatchObject([
      { contact_id: 1, value: 'Boston' },
      { contact_id: 1, value: 'gold' },
      { contact_id: 3, value: 'free' },
    ]);
  });

  it('takes the values that are chosen, the number among them', async () => {
    const place = await office();
    await place.ok('fields add city');
    await place.store.meddle(
      `insert into contact_values (workspace_id, contact_id, field_id, value) values (1, 1, 1, 'Boston'), (1, 2, 1, 'Salem')`,
    );
    await place.ok(
      'contacts merge +15550123 +15550124 --take phone=+15550124 --take "first name=+15550124" --take city=+15550124',
    );
    expect(await contacts(place)).toMatchObject([{ phone: '+15550124', first_name: 'Diana' }, { phone: null }]);
    expect(await place.store.rows('select value from contact_values')).toEqual([{ value: 'Salem' }]);
    const wrong = (take: string) =>
      failure(place, ['contacts', 'merge', '+15550124', 'di@example.com', '--take', take]);
    expect(await failure(place, 'contacts merge +15550124 +15550124')).toMatchObject({ code: 'same-contact' });
    expect(await failure(place, 'contacts merge +15550124')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await wrong('city=+15550199')).toMatchObject({ exit: 2, code: 'bad-take' });
    expect(await wrong('ctiy=+15550124')).toMatchObject({ exit: 2, hint: 'did you mean "city"?' });
  });

  it('gives a contact that was known by address alone the number of the other', async () => {
    const place = await office([MAIL, DI]);
    expect(await place.json('contacts merge di@example.com +15550123')).toMatchObject({ contact: '+15550123' });
    expect(await contacts(place)).toMatchObject([{ phone: '+15550123', email: 'di@example.com', last_name: 'Doe' }]);
  });

  it('unites lists, and counts in dry runs without touching anything', async () => {
    const place = await office();
    await place.ok('lists add one');
    await place.ok('lists add two');
    await place.ok('lists fill one +15550123 +15550124');
    await place.ok('lists fill two +15550124');
    const rehearsed = await place.json('contacts merge +15550123 +15550124 --dry-run');
    expect(await contacts(place)).toHaveLength(3);
    expect(rehearsed).toMatchObject({ lists: 1 });
    expect(await place.json('contacts merge +15550123 +15550124')).toEqual(rehearsed);
    expect(await place.store.rows('select list_id, contact_id from list_members order by list_id')).toEqual([
      { list_id: 1, contact_id: 1 },
      { list_id: 2, contact_id: 1 },
    ]);
  });

  it('makes two conversations on a line one, in the order of time, and moves the others', async () => {
    const place = await office();
    await place.store.meddle(
      conversation(1, 1, 1, 'ended'),
      conversation(2, 1, 2, 'claimed', '1'),
      conversation(3, 2, 2),
      conversation(4, 1, 3),
      ...[message(1, 1, 'a', 10), message(1, 2, 'd', 40), message(2, 1, 'b', 20), message(2, 2, 'c', 30)],
      ...[message(3, 1, 'mail', 15), message(4, 1, 'e', 50)],
    );
    expect(await place.json('contacts merge +15550123 +15550124 di@example.com')).toMatchObject({
      conversations: 3,
      joined: 2,
    });
    const rows = await place.store.rows(
      'select id, line_id, contact_id, state, claimed_by, latest from conversations order by id',
    );
    expect(rows).toEqual([
      { id: 1, line_id: 1, contact_id: 1, state: 'claimed', claimed_by: 1, latest: 400 },
      { id: 3, line_id: 2, contact_id: 1, state: 'open', claimed_by: null, latest: 300 },
    ]);
    const said = await place.store.rows<{ id: number; body: string }>(
      'select id, body from messages where conversation_id = 1 order by id',
    );
    expect(said.map(({ id, body }) => `${id}${body}`)).toEqual(['1a', '2b', '3c', '4d', '5e']);
    expect(await place.store.rows('select count(*) as n from messages')).toEqual([{ n: 6 }]);
  });

  it('lets the stricter consent win: who opted out at one number is opted out at the one that is kept', async () => {
    const place = await office();
    await place.store.meddle(consent('+15550123', 'opted-in'), consent('+15550124', 'opted-out'));
    expect(await place.json('contacts merge +15550123 +15550124')).toMatchObject({ optedOut: ['+15550100'] });
    expect(await agreed(place)).toEqual(['+15550123 opted-out merge', '+15550124 opted-out message']);
    expect(await place.store.rows('select count(*) as n from consents')).toEqual([{ n: 3 }]);
  });

  it('does not take what was agreed to at another number for an agreement at the one that is kept', async () => {
    const place = await office();
    await place.store.meddle(consent('+15550124', 'opted-in'));
    expect(await place.json('contacts merge +15550123 +15550124')).toMatchObject({ optedOut: [] });
    expect(await agreed(place)).toEqual(['+15550124 opted-in message']);
  });

  it('carries an opt-out over to a number that is taken', async () => {
    const place = await office();
    await place.store.meddle(consent('+15550123', 'opted-out'), consent('+15550124', 'opted-in'));
    await place.ok('contacts merge +15550123 +15550124 --take phone=+15550124');
    expect(await agreed(place)).toEqual(['+15550123 opted-out message', '+15550124 opted-out merge']);
  });

  it('keeps the messages of blasts at their addresses, and what counts for cooldowns', async () => {
    const place = await office();
    await place.store.meddle(
      `insert into blasts (workspace_id, id, name, line_id, author, state, body, audience, version, made, changed)
       values (1, 1, 'spring', 1, 1, 'completed', 'Hi', '{}', 1, 1, 1)`,
      `insert into blast_messages (workspace_id, blast_id, id, contact_id, address, message_key, due, state, attempts)
       values (1, 1, 1, 2, '+15550124', 'k', 1, 'handed', 1)`,
      `insert into responder_answers (workspace_id, responder_id, contact_id, at) values (1, 1, 1, 5), (1, 1, 2, 9), (1, 2, 2, 3)`,
    );
    expect(await place.json('contacts merge +15550123 +15550124')).toMatchObject({ blastMessages: 1 });
    expect(await place.store.rows('select contact_id, address from blast_messages')).toEqual([
      { contact_id: 1, address: '+15550124' },
    ]);
    expect(await place.store.rows('select responder_id, contact_id, at from responder_answers order by 1')).toEqual([
      { responder_id: 1, contact_id: 1, at: 9 },
      { responder_id: 2, contact_id: 1, at: 3 },
    ]);
  });

  it('is for those who may edit and delete, and of contacts that they see', async () => {
    const place = await office();
    await place.ok('users invite bo@acme.com --status active');
    expect(await failure(place, 'contacts merge +15550123 +15550124 --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await failure(place, 'contacts merge +15550123 +15550199 +15550198')).toMatchObject({
      exit: 4,
      details: { contacts: ['+15550199', '+15550198'] },
    });
    const before = await entriesOf(place);
    await place.ok('contacts merge +15550123 +15550124');
    expect((await entriesOf(place)).at(-1)).toMatchObject({ operation: 'contacts merge', outcome: 'done' });
    expect(await entriesOf(place)).toHaveLength(before.length + 1);
  });
});

interface Suggestion {
  keep: string;
  other: string;
  reason: string;
  hint: string;
}

const suggestions = async (place: Desk, flags = '') =>
  (await place.json<{ suggestions: Suggestion[] }>(`contacts merge --suggest ${flags}`)).suggestions.map(
    ({ keep, other, reason, hint }) => [keep, other, reason, hint].join(' '),
  );

describe('contacts merge --suggest', () => {
  it('names who has one address, whose number is written in another form, and weakly who has one name', async () => {
    const place = await office([
      ...[DIANA, MAIL, { phone: '+15550999', email: 'DI@example.com' }],
      ...[{ phone: '+442079460123' }, { phone: '+4402079460123' }],
      ...[{ phone: '+12015550123' }, { phone: '+2015550123' }],
      ...[
        { phone: '+15550200', first: 'Ed', last: 'Low' },
        { email: 'ed@example.com', first: 'Ed', last: 'Low' },
      ],
      ...[
        { phone: '+15550300', first: 'Jo' },
        { email: 'jo@example.com', first: 'Jo' },
      ],
    ]);
    const sure = [
      '+15550124 di@example.com same-email strong',
      '+15550124 +15550999 same-email strong',
      '+442079460123 +4402079460123 same-number strong',
    ];
    const weak = '+15550200 ed@example.com same-name weak';
    expect(await suggestions(place)).toEqual([...sure, weak]);
    await place.store.meddle(
      `insert into settings (workspace_id, name, value, changed) values (1, 'country', '"US"', 1)`,
    );
    expect(await suggestions(place)).toEqual([
      ...sure.slice(0, 2),
      '+12015550123 +2015550123 same-number strong',
      sure[2],
      weak,
    ]);
  });

  it('tells nobody of contacts beyond their sight', async () => {
    const place = await beta();
    await place.ok('users invite cy@beta.com --role agent --status active');
    await place.ok('users restrict cy@beta.com contacts=self');
    await acquainted(place, [DIANA, MAIL]);
    expect(await suggestions(place, '--as cy@beta.com')).toEqual([]);
    expect(await suggestions(place)).toHaveLength(1);
    expect(await failure(place, 'contacts merge --suggest --as mallory@evil.com')).toMatchObject({
      exit: 3,
      code: 'member.stranger',
    });
  });
});
