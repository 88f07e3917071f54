// Random filters, asked of the product and evaluated here by hand over the same people: both must name the same ones.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';

interface Person {
  readonly phone?: string;
  readonly email?: string;
  readonly first?: string;
  readonly last?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly lists: readonly string[];
  readonly assignee?: string;
  readonly team?: string;
  readonly consent?: string;
}

const CITIES = ['Boston', 'boston', 'Salem, MA', 'Lynn or Bust', 'Bos', 'Čapljina', '\u{1F600}ville'];
const PLANS = ['free', 'silver', 'gold'];
const AGES = ['9', '10', '-1.5', '21', '21.5', '0', '100'];
const DATES = ['2025-12-31', '2026-01-01', '2026-11-21'];
const TAGS = ['vip', 'new', 'big spender'];
const LISTS = ['newsletter', 'old'];
const FIRST = ['Mary', 'Mark', 'Ned', 'Zoë'];
const LAST = ['Smith', 'Jones'];
const STATES = ['opted-in', 'opted-out'];

/** Every third, fifth, … person has a value: all mixtures come up, and each has its gaps. */
const nth = <T>(all: readonly T[], i: number, step: number): T | undefined =>
  i % step === 0 ? undefined : all[(i * step) % all.length];

const PEOPLE: readonly Person[] = Array.from({ length: 30 }, (_, i): Person => {
  const fields = Object.entries({
    city: nth(CITIES, i, 4),
    plan: nth(PLANS, i, 5),
    age: nth(AGES, i, 3),
    'renewed on': nth(DATES, i, 7),
    insured: nth(['yes', 'no'], i, 9),
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const said = {
    phone: i % 6 === 1 ? undefined : `+1617555${String(i * 37).padStart(4, '0')}`,
    email: i % 6 === 1 || i % 4 === 0 ? `p${i}@${i % 2 === 0 ? 'x' : 'y'}.com` : undefined,
    first: nth(FIRST, i, 5),
    last: nth(LAST, i, 7),
    assignee: nth(['bo@acme.com', 'ada@acme.com'], i, 3),
    team: nth(['Sales', 'Care'], i, 4),
    consent: nth(STATES, i, 3),
  };
  return {
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as object),
    fields: Object.fromEntries(fields),
    tags: TAGS.filter((_tag, t) => (i >> t) % 2 === 1),
    lists: LISTS.filter((_list, l) => i % (l + 2) === 0),
  };
});

const nameOf = ({ phone, email }: Person): string => (phone ?? email) as string;

/** Acme with all these people in it. */
async function crowd(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100');
  await place.ok('users invite bo@acme.com --status active');
  for (const team of ['Sales', 'Care']) await place.ok(`teams add ${team}`);
  for (const field of ['city', 'age --kind number', '"renewed on" --kind date', 'insured --kind yes-no'])
    await place.ok(`fields add ${field}`);
  await place.ok(`fields add plan --choices ${PLANS.join(',')}`);
  for (const one of PEOPLE) {
    const flags: [string, string | undefined][] = [
      ...Object.entries(one.fields).map(([field, value]): [string, string] => ['--set', `${field}=${value}`]),
      ...one.tags.map((tag): [string, string] => ['--tags', tag]),
      ['--first-name', one.first],
      ['--last-name', one.last],
      ['--assignee', one.assignee],
      ['--team', one.team],
      ['--phone', one.phone],
      ['--email', one.email],
    ];
    await place.ok([
      'contacts',
      'add',
      ...flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ]);
  }
  await place.store.meddle(
    ...LISTS.map((list, l) => `insert into lists values (1, ${l + 1}, '${list}', null, null, 0, 1, 1, 1)`),
    ...PEOPLE.flatMap(({ lists }, i) =>
      lists.map((list) => `insert into list_members values (1, ${LISTS.indexOf(list) + 1}, ${i + 1}, 1)`),
    ),
    ...PEOPLE.flatMap((one) =>
      one.consent === undefined
        ? []
        : `insert into consents values (1, 1, '${nameOf(one)}', '${one.consent}', null, 'test', 0, 1, null)`,
    ),
  );
  return place;
}

interface Term {
  readonly text: string;
  readonly holds: (one: Person) => boolean;
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });
const folded = (text: string) => text.normalize('NFKC').toLowerCase();
const whole = ({ first, last }: Person) => folded([first, last].filter((part) => part !== undefined).join(' '));

/** The four comparisons by sameness, and emptiness, of whatever a person has of something: none, one or several values. */
const same = (subject: string, all: readonly string[], has: (one: Person) => readonly string[], empty = true) =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...all), fc.boolean()).map(
      ([value, not]): Term => ({
        text: `${subject} ${not ? '!=' : '='} ${quoted(value)}`,
        holds: (one) => has(one).includes(value) !== not,
      }),
    ),
    fc.tuple(some(all), fc.boolean()).map(
      ([values, not]): Term => ({
        text: `${subject} ${not ? 'not in' : 'in'} ${values.map(quoted).join(', ')}`,
        holds: (one) => values.some((value) => has(one).includes(value)) !== not,
      }),
    ),
    ...(empty
      ? [
          fc.boolean().map(
            (not): Term => ({
              text: `${subject} is ${not ? 'not ' : ''}empty`,
              holds: (one) => (has(one).length === 0) !== not,
            }),
          ),
        ]
      : []),
  );

const starts = (subject: string, prefixes: readonly string[], has: (one: Person) => string | undefined) =>
  fc.constantFrom(...prefixes).map(
    (prefix): Term => ({
      text: `${subject} starts-with ${quoted(prefix)}`,
      holds: (one) => has(one)?.startsWith(prefix) ?? false,
    }),
  );

const ordered = (
  subject: string,
  all: readonly string[],
  rank: (one: Person) => number | undefined,
  of: (value: string) => number,
) =>
  fc.tuple(fc.constantFrom(...all), fc.constantFrom('<', '<=', '>', '>=')).map(([value, sign]): Term => {
    const limit = of(value);
    const compares = {
      '<': (n: number) => n < limit,
      '<=': (n: number) => n <= limit,
      '>': (n: number) => n > limit,
      '>=': (n: number) => n >= limit,
    }[sign] as (n: number) => boolean;
    return {
      text: `${subject} ${sign} ${value}`,
      holds: (one) => {
        const n = rank(one);
        return n !== undefined && compares(n);
      },
    };
  });

const list = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
const field = (name: string) => (one: Person) => list(one.fields[name]);
const numeric = (name: string, of: (value: string) => number) => (one: Person) => {
  const value = one.fields[name];
  return value === undefined ? undefined : of(value);
};

const term: fc.Arbitrary<Term> = fc.oneof(
  same('city', CITIES, field('city')),
  starts('city', ['B', 'Bos', 'boston', '\u{1F600}', 'Č', 'z'], (one) => one.fields.city),
  same('plan', PLANS, field('plan')),
  same('age', AGES, field('age')),
  ordered('age', AGES, numeric('age', Number), Number),
  same('renewed on', DATES, field('renewed on')),
  ordered('Renewed_On', DATES, numeric('renewed on', Date.parse), Date.parse),
  same('insured', ['yes', 'no'], field('insured')),
  same('tag', TAGS, ({ tags }) => tags),
  same('list', LISTS, ({ lists }) => lists),
  same('assignee', ['bo@acme.com', 'ada@acme.com'], ({ assignee }) => list(assignee)),
  same('team', ['Sales', 'Care'], ({ team }) => list(team)),
  same('first name', FIRST, ({ first }) => list(first)),
  same('name', ['mary smith', 'ned', 'zoë jones'], (one) => list(whole(one) || undefined)),
  starts('name', ['mar', 'mary s', 'jo'], whole),
  same('phone', ['+16175550000', '+16175550074'], ({ phone }) => list(phone)),
  starts('phone', ['+1617555', '+16175550', '+44'], ({ phone }) => phone),
  same('email', ['p1@y.com', 'p8@x.com'], ({ email }) => list(email)),
  starts('email', ['p1', 'p'], ({ email }) => email),
  same('consent on +15550100', [...STATES, 'unknown'], ({ consent }) => [consent ?? 'unknown'], false),
);

const condition = fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

it('contacts that are listed are those of whom the filter holds', { timeout: 240_000 }, async () => {
  const place = await crowd();
  let told = 0;
  await fc.assert(
    fc.asyncProperty(condition, async (clauses) => {
      const flags = clauses.flatMap((terms) => ['--where', terms.map(({ text }) => text).join(' or ')]);
      const wanted = PEOPLE.filter((one) => clauses.every((terms) => terms.some(({ holds }) => holds(one))));
      const { contacts } = await place.json<{ contacts: Person[] }>(['contacts', 'list', '--limit', '0', ...flags]);
      expect(contacts.map(nameOf).sort()).toEqual(wanted.map(nameOf).sort());
      const counted = await place.json<{ contacts: number }>(['contacts', 'list', '--count', ...flags]);
      expect(counted.contacts).toBe(wanted.length);
      if (wanted.length > 0 && wanted.length < PEOPLE.length) told += 1;
    }),
    { numRuns: STORE === 'sqlite' ? 300 : 60 },
  );
  expect(told).toBeGreaterThan(20);
});
