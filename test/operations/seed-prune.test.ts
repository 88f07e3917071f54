import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { type Desk, desk } from '../support/desk.ts';

const HEAD = `workspace: { slug: acme, name: Acme, model: standard-admin, owner: ada@acme.com }
settings: { country: US }
products: [blast, conversations]
lines:
  - { address: "+15550100", kind: sms }
`;

const WHOLE = `${HEAD}contacts:
  - { phone: "+16175550100", lists: [VIP], consents: { "+15550100": opted-in } }
  - { phone: "+16175550101", lists: [VIP] }
lists:
  - { name: VIP }
responders:
  - { name: prices, line: null, kind: keyword, words: [price], reply: "From 5." }
  - { line: "+15550100", kind: help, reply: "Acme: call us." }
conversations:
  - { line: "+15550100", contact: "+16175550100", messages: [{ at: 2026-11-20T15:00:00Z, kind: in, body: Hello }] }
blasts:
  - { name: spring, line: "+15550100", body: Hi, lists: [VIP], state: draft }
  - { name: summer, line: "+15550100", body: Hi, lists: [VIP], state: scheduled, at: 2099-12-01T17:00:00Z }
`;

async function office(): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('acme.yaml', WHOLE);
  await place.ok('seed apply acme.yaml');
  return place;
}

const steps = ({ steps: all }: SeedAnswer): string[] =>
  all.map(({ change, kind, name, what }) => [change, kind, name, ...what.map(({ to }) => String(to))].join(' '));

const pruned = async (place: Desk, document: string): Promise<string[]> => {
  place.write('acme.yaml', document);
  const planned = await place.json<SeedAnswer>('seed plan acme.yaml --prune');
  const done = await place.json<SeedAnswer>('seed apply acme.yaml --prune');
  expect(done.steps).toEqual(planned.steps);
  expect(await place.ok('seed apply acme.yaml --prune')).toContain('nothing to do');
  return steps(done);
};

it('responders go, and blasts that have not gone out are cancelled; what is history stays, and that is told', async () => {
  const place = await office();
  const nothing = ['responders', 'conversations', 'blasts'].map((part) => `${part}: []\n`).join('');
  const rest = WHOLE.slice(0, WHOLE.indexOf('responders:')).replace(', consents: { "+15550100": opted-in }', '');
  expect(await pruned(place, rest + nothing)).toEqual([
    'edit responders +15550100/help null',
    'remove responders prices',
    'edit blasts summer cancelled',
    'edit blasts spring cancelled',
  ]);
  expect(await place.ok('seed plan acme.yaml --prune')).toContain(
    'not pruned, being history: what contacts agreed to, conversations and what was said in them and blasts that are',
  );
  expect(await place.json('conversations consent +15550100/+16175550100')).toMatchObject({ consent: 'opted-in' });
  expect(await place.json('conversations list')).toMatchObject({ conversations: [{ contact: '+16175550100' }] });
  expect(await place.ok('seed plan acme.yaml')).not.toContain('history');
});

it('what a document does not speak of stays', async () => {
  const place = await office();
  expect(await pruned(place, `${HEAD}lists: [{ name: VIP }]\n`)).toEqual([]);
  expect(await place.json('lists show VIP')).toMatchObject({ contacts: 2 });
});

it('who is on a list no more by a file beside the document leaves it, and national numbers there are the same numbers', async () => {
  const place = await office();
  place.write('people.csv', 'phone,lists\n(617) 555-0100,VIP\n617-555-0101,\n');
  expect(await pruned(place, `${HEAD}contacts: { file: people.csv }\nlists: [{ name: VIP }]\n`)).toEqual([
    'edit lists VIP null',
  ]);
  expect(await place.json('contacts list --where "list = VIP"')).toMatchObject({
    contacts: [{ phone: '+16175550100' }],
  });
  place.write('people.csv', 'phone\n(617) 555-0100\n');
  // Without settings in it, the document means the country that the workspace has.
  const bare = HEAD.replace('settings: { country: US }\n', '');
  expect(await pruned(place, `${bare}contacts: { file: people.csv }\n`)).toEqual(['remove contacts +16175550101']);
});

it('of contacts in a file only that goes for which the file has a column', async () => {
  const place = await office();
  await place.ok('fields add city');
  await place.ok(
    'contacts edit +16175550100 --name "Di Lee" --set city=Boston --tag a --tag b --assignee ada@acme.com',
  );
  place.write('people.csv', 'phone,tags\n+16175550100,b;c\n+16175550101,\n');
  const file = `${HEAD}contacts: { file: people.csv }\nlists: [{ name: VIP }]\n`;
  expect(await pruned(place, file)).toEqual(['edit contacts +16175550100 a; b; c', 'edit contacts +16175550100 b,c']);
  expect(await place.json('contacts show +16175550100')).toMatchObject({
    name: 'Di Lee',
    assignee: 'ada@acme.com',
    fields: { city: 'Boston' },
    lists: ['VIP'],
  });
  place.write('people.csv', 'phone,name,city\n+16175550100,,\n+16175550101,,\n');
  expect(await place.ok('seed plan acme.yaml --prune')).toContain(
    'city: no more Boston; first name: no more Di; last name: no more Lee',
  );
});

it('who is in a team goes where teams and users are named, or one of them says so', async () => {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  const users = (teams: string) => `users: [{ email: bo@acme.com, role: standard${teams} }]\n`;
  place.write('acme.yaml', `${HEAD}teams: [{ name: Sales }, { name: Care }]\n${users(', teams: [Sales, Care]')}`);
  await place.ok('seed apply acme.yaml');
  expect(await pruned(place, `${HEAD}teams: [{ name: Sales }, { name: Care }]\n`)).toEqual([]);
  expect(await pruned(place, `${HEAD}${users('')}`)).toEqual([]);
  expect(await pruned(place, `${HEAD}${users(', teams: [Care]')}`)).toEqual(['edit users bo@acme.com null']);
  expect(await pruned(place, `${HEAD}teams: [{ name: Sales }, { name: Care }]\n${users('')}`)).toEqual([
    'edit teams Care null',
  ]);
});
