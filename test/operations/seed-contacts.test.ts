import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { type Desk, desk } from '../support/desk.ts';

/** Steps of contacts as a person reads them. */
const told = ({ steps }: SeedAnswer): string[] =>
  steps
    .filter(({ kind }) => kind === 'contacts')
    .map(({ change, name, what, place }) => {
      const fields = what.map(({ what: field, from, to }) => `${field}: ${String(from)} → ${String(to)}`).join('; ');
      return `${place} ${change} ${name}${fields && ` ${fields}`}`;
    });

const person = (i: number) => `  - { phone: +1617555${String(1000 + i)}, first_name: P${i} }`;

function office(contacts: readonly string[], more = ''): Desk {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  write(place, contacts, more);
  return place;
}

const write = (place: Desk, contacts: readonly string[], more = ''): string => {
  const workspace = 'workspace: { slug: acme, model: standard-admin, owner: ada@acme.com }';
  return place.write('acme.yaml', `${workspace}\n${more}contacts:\n${contacts.join('\n')}\n`);
};

it('a few contacts are told one by one, field by field, and where they stand; of more it is told how many they are', async () => {
  const place = office(
    [person(1), '  - { email: di@example.com, tags: [vip, eu], city: Boston }'],
    'fields: [{ name: city, kind: text }]\n',
  );
  const planned = await place.json<SeedAnswer>('seed plan acme.yaml');
  expect(told(planned)).toEqual([
    'acme.yaml:4:5 make +16175551001 name: null → P1',
    'acme.yaml:5:5 make di@example.com tags: null → eu; vip; city: null → Boston',
  ]);
  expect(told(await place.json<SeedAnswer>('seed apply acme.yaml'))).toEqual(told(planned));

  const many = Array.from({ length: 22 }, (_, i) => person(i));
  write(place, many);
  expect(told(await place.json<SeedAnswer>('seed apply acme.yaml'))).toEqual(['acme.yaml:3:5 make 21 contacts']);
  write(place, [person(0), '  - { phone: +16175551001, first_name: Kim }', ...many.slice(2)]);
  expect(told(await place.json<SeedAnswer>('seed plan acme.yaml'))).toEqual([
    'acme.yaml:4:5 edit +16175551001 name: P1 → Kim',
  ]);
});

it('of contacts in a file beside the document the lines of that file are told', async () => {
  const place = office([], 'lists: [{ name: VIP }]\n');
  place.write('people.csv', 'phone,lists\n+16175551001,VIP\n\n+16175551002,\n');
  place.write(
    'acme.yaml',
    'workspace: { slug: acme, model: standard-admin, owner: ada@acme.com }\nlists: [{ name: VIP }]\ncontacts: { file: people.csv }\n',
  );
  expect(told(await place.json<SeedAnswer>('seed plan acme.yaml'))).toEqual([
    'people.csv:2 make +16175551001 lists: null → VIP',
    'people.csv:4 make +16175551002',
  ]);
});
