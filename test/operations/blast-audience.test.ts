import fc from 'fast-check';
import { expect, it } from 'vitest';
import { homeNumber } from '../../src/domain/fiction-numbers.ts';
import { filled, parseBody } from '../../src/domain/message-body.ts';
import { windowOpensAt, zoneOf } from '../../src/domain/quiet-hours.ts';
import { rfc3339 } from '../../src/domain/time.ts';
import type { Counted } from '../support/blasts.ts';
import { acmeAtWork } from '../support/companies.ts';
import { STORE } from '../support/databases.ts';
import type { Desk } from '../support/desk.ts';

/** A contact of a random world; its id is its place from 1 on. */
interface Person {
  readonly phone: string | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly zone: string | null;
  readonly tagged: boolean;
  readonly lists: readonly number[];
  readonly said: 'opted-in' | 'opted-out' | null;
}

interface World {
  readonly people: readonly Person[];
  /** Which lists are taken and left out, whether those who are tagged are taken, which contacts are named. */
  readonly lists: readonly number[];
  readonly exclude: readonly number[];
  readonly tagged: boolean;
  readonly named: readonly number[];
  readonly at: number;
}

const LISTS = [1, 2, 3, 4];
/** The list that wants consent. */
const CAREFUL = 4;
const BEGINS = [
  '+1617555',
  '+1310555',
  '+1203555',
  '+1214555',
  '+1850555',
  '+1808555',
  '+4420794',
  '+4915100',
  '+1800555',
];
const WINDOW = { from: '09:00', to: '10:00' };
const FROM = Date.parse('2026-11-21T12:00:00Z');
const BODY = 'Hi {name|you}, {first_name|friend}: {{50%}} {last_name|}';

const person: fc.Arbitrary<Person> = fc.record({
  phone: fc.constantFrom<string | null>(...BEGINS, ...BEGINS, null, '+44', '+12'),
  first: fc.constantFrom(null, 'Mary', 'Ægir', ' '),
  last: fc.constantFrom(null, null, 'Shelley'),
  zone: fc.constantFrom(null, null, 'Asia/Tokyo', 'America/New_York'),
  tagged: fc.boolean(),
  lists: fc.subarray(LISTS),
  said: fc.constantFrom(null, null, 'opted-in', 'opted-out'),
});

const world: fc.Arbitrary<World> = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 40 }),
  lists: fc.subarray(LISTS),
  exclude: fc.subarray(LISTS, { maxLength: 1 }),
  tagged: fc.boolean(),
  named: fc.array(fc.nat(39), { maxLength: 3 }),
  at: fc.nat(7 * 24).map((hours) => FROM + hours * 3_600_000),
});

const phoneOf = ({ phone }: Person, i: number): string | null =>
  phone === null || phone.length < 5 ? phone && phone + i : `${phone}${String(1000 + i)}`;

const quoted = (text: string | null): string => (text === null ? 'null' : `'${text}'`);

/** Puts a world into the store in place of the one that is there. */
async function laid(place: Desk, { people }: World): Promise<void> {
  const rows = (table: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`insert into ${table} values ${values.join(', ')}`];
  const columns =
    'workspace_id, id, phone, email, email_key, first_name, last_name, name_key, time_zone, version, made, changed';
  await place.store.meddle(
    ...['blast_messages', 'blasts', 'list_members', 'contact_tags', 'consents', 'contacts'].map(
      (table) => `delete from ${table}`,
    ),
    ...rows(
      `contacts (${columns})`,
      people.map((one, i) => {
        const mail = `p${i}@x.com`;
        return `(1, ${i + 1}, ${quoted(phoneOf(one, i))}, '${mail}', '${mail}', ${quoted(one.first)}, ${quoted(one.last)}, '', ${quoted(one.zone)}, 1, 1, 1)`;
      }),
    ),
    ...rows(
      'contact_tags (workspace_id, contact_id, tag)',
      people.flatMap(({ tagged }, i) => (tagged ? `(1, ${i + 1}, 'vip')` : [])),
    ),
    ...rows(
      'list_members (workspace_id, list_id, contact_id, made)',
      people.flatMap(({ lists }, i) => lists.map((list) => `(1, ${list}, ${i + 1}, 1)`)),
    ),
    ...rows(
      'consents (workspace_id, line_id, address, state, origin, at, since)',
      people.flatMap((one, i) => {
        const phone = phoneOf(one, i);
        return one.said === null || phone === null ? [] : `(1, 1, '${phone}', '${one.said}', 'hand', 0, 1)`;
      }),
    ),
  );
}

/** The same counted one by one, as one would by hand. */
function byHand({ people, lists, exclude, tagged, named, at }: World) {
  const counted = { duplicates: 0, optedOut: 0, noConsent: 0, noNumber: 0, invalidNumber: 0, excluded: 0, noWindow: 0 };
  const messages: { to: string; body: string; due: string }[] = [];
  let candidates = 0;
  for (const [i, one] of people.entries()) {
    const through = one.lists.filter((list) => lists.includes(list));
    const times = through.length + Number(tagged && one.tagged) + Number(named.includes(i));
    candidates += times;
    if (times === 0) continue;
    counted.duplicates += times - 1;
    const phone = phoneOf(one, i);
    const due = phone === null ? 0 : windowOpensAt(at, zoneOf({ phone, timeZone: one.zone }, 'UTC'), WINDOW);
    if (one.lists.some((list) => exclude.includes(list))) counted.excluded++;
    else if (phone === null) counted.noNumber++;
    else if (!/^\+\d{7,15}$/.test(phone)) counted.invalidNumber++;
    else if (one.said === 'opted-out') counted.optedOut++;
    else if (through.includes(CAREFUL) && one.said !== 'opted-in') counted.noConsent++;
    else if (due === Number.POSITIVE_INFINITY) counted.noWindow++;
    else {
      const name = [one.first, one.last].filter((part) => part !== null).join(' ');
      const values = new Map([
        ['name', name],
        ['first_name', one.first],
        ['last_name', one.last],
      ]);
      messages.push({ to: phone, body: filled(parseBody(BODY), values).text, due: rfc3339(due) });
    }
  }
  return { audience: { candidates, ...counted, recipients: messages.length }, messages };
}

it('an audience adds up, and is what one would count by hand, in any world', async () => {
  const place = await acmeAtWork();
  for (const list of LISTS) await place.ok(`lists add l${list}${list === CAREFUL ? ' --wants-consent' : ''}`);
  await place.ok('settings edit --quiet-hours 09:00-10:00');
  await fc.assert(
    fc.asyncProperty(world, async (one) => {
      const names = one.named.filter((i) => i < one.people.length).map((i) => `p${i}@x.com`);
      const audience = [
        ...one.lists.flatMap((list) => ['--list', `l${list}`]),
        ...one.exclude.flatMap((list) => ['--exclude-list', `l${list}`]),
        ...(one.tagged ? ['--where', 'tag = vip'] : []),
        ...[...new Set(names)].flatMap((name) => ['--contact', name]),
      ];
      fc.pre(one.lists.length > 0 || one.tagged || names.length > 0);
      await laid(place, one);
      await place.ok(['blasts', 'create', 'x', '--line', '+15550100', '--body', BODY, ...audience]);
      const at = rfc3339(one.at);
      const expected = byHand({ ...one, named: one.named.filter((i) => i < one.people.length) });
      const { audience: told } = await place.json<{ audience: Counted }>(`blasts preview x --at ${at}`);
      expect(told).toEqual(expected.audience);
      const { candidates, recipients, ...others } = told;
      expect(Object.values(others).reduce((sum, n) => sum + n, recipients)).toBe(candidates);
      if (recipients === 0) return;
      await place.ok(`blasts send x --at ${at}`);
      const { messages } = await place.json<{ messages: { to: string; body: string; due: string }[] }>(
        'blasts messages x',
      );
      expect(messages.map(({ to, body, due }) => ({ to, body, due }))).toEqual(expected.messages);
    }),
    { numRuns: STORE === 'sqlite' ? 40 : 12, seed: 7 },
  );
}, 120_000);

it('numbers of hundreds of areas are laid down about as fast as they are counted', async () => {
  const place = await acmeAtWork();
  const numbers = Array.from({ length: 20_000 }, (_, i) => homeNumber(i).phone);
  place.write('people.csv', ['phone,tags', ...numbers.map((phone) => `${phone},all`), ''].join('\n'));
  await place.ok('contacts import people.csv -q');
  await place.ok('blasts create all --line +15550100 --body Hi --where "tag = all"');
  const took = async (line: string): Promise<number> => {
    const from = performance.now();
    await place.ok(line);
    return performance.now() - from;
  };
  const [counted, laid] = [await took('blasts preview all'), await took('blasts send all')];
  expect(laid).toBeLessThan(counted * 10 + 1000);
});
