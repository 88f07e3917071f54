import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import type { SeedDocument } from '../../src/domain/seed.ts';
import { chance } from '../support/chance.ts';
import { STORE } from '../support/databases.ts';
import { type Desk, desk } from '../support/desk.ts';

const PAIRS = STORE === 'postgres' ? 3 : 12;

/** A line that stays: what was said on it, and is to be sent, is not moved to another. */
const LINE = '+15550100';

/** A document drawn by chance, of which another one drawn so shares much. */
function drawn(seed: string): SeedDocument {
  const random = chance(seed);
  const below = (n: number) => (random(1)[0] as number) % n;
  const some = <T>(all: readonly T[]): T[] => all.filter(() => below(3) > 0);
  const one = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const maybe = <K extends string, V>(key: K, value: V) => (below(2) === 0 ? {} : ({ [key]: value } as Record<K, V>));
  const products = some(['conversations', 'blast', 'reviews']);
  const lines = [LINE, ...some(['+15550101', '+15550102'])];
  const roles = some(['lead', 'clerk']);
  const teams = some(['Sales', 'Care']);
  const people = some(['bo', 'cy', 'di', 'ed']).map((name) => `${name}@acme.com`);
  const fields = some(['city', 'size']);
  const lists = some(['VIP', 'News']);
  const members = people.map((email) => ({ email, status: one(['active', 'suspended'] as const) }));
  const phones = some(['+16175550100', '+16175550101', '+16175550102']);
  const active = members.filter(({ status }) => status === 'active').map(({ email }) => email);
  return {
    workspace: { slug: 'acme', name: one(['Acme', 'Acme Corp']), model: 'standard-admin', owner: 'ada@acme.com' },
    settings: {
      ...maybe('timeZone', one(['UTC', 'Europe/Berlin'])),
      ...maybe('businessHours', 'mon-fri 09:00-17:00'),
      ...maybe('approval', { rule: 'above', above: 10 + below(3) } as const),
      ...(teams.length > 0 ? maybe('assignment', { mode: 'round-robin', team: one(teams) } as const) : {}),
    },
    products,
    lines: lines.map((address) => ({ address, ...maybe('name', `Line ${address.slice(-1)}`) })),
    roles: roles.map((name) => ({
      name,
      from: 'standard',
      allow: some(['lists.*', 'templates.view']),
      manages: some(['standard']),
    })),
    teams: teams.map((name) => ({ name, ...maybe('about', one(['first', 'second'])), members: some(active) })),
    users: [
      { email: 'ada@acme.com', role: 'admin' },
      ...members.map((member) => ({
        ...member,
        role: one(['standard', 'admin', ...roles]),
        lines: some(lines),
        products: some(products),
      })),
    ],
    fields: fields.map((name) =>
      name === 'size' ? { name, kind: 'choice', choices: ['s', 'm'] } : { name, kind: 'text' },
    ),
    contacts: phones.map((phone) => ({
      phone,
      ...maybe('first_name', one(['Di', 'Ed'])),
      ...maybe('tags', some(['vip', 'new'])),
      ...maybe('lists', some(lists)),
      ...(active.length > 0 ? maybe('assignee', one(active)) : {}),
      ...(fields.includes('city') ? maybe('city', one(['Boston', 'Rome'])) : {}),
      ...maybe('consents', { [LINE]: one(['opted-in', 'opted-out'] as const) }),
    })),
    lists: [
      ...lists.map((name) => ({ name, ...maybe('about', 'by hand') })),
      ...(fields.includes('city')
        ? [{ name: 'Cities', where: [`city = ${one(['Boston', 'Rome'])}`], wantsConsent: below(2) === 0 }]
        : []),
    ],
    templates: some(['hi', 'bye']).map((name) => ({ name, body: `${name} {first_name|${one(['you', 'there'])}}` })),
    responders: some(['prices', 'costs']).map((name) => ({
      name,
      line: null,
      kind: 'keyword' as const,
      words: [one(['price', 'cost']) + (name === 'costs' ? 's' : '')],
      reply: one(['Five.', 'Six.']),
      ...maybe('priority', 2),
    })),
    ...(products.includes('conversations')
      ? {
          conversations: some(phones).map((contact) => ({
            line: LINE,
            contact,
            messages: [{ at: '2026-11-20T15:00:00Z', kind: 'in' as const, body: 'Hello' }],
          })),
        }
      : {}),
    ...(products.includes('blast') && lists.length > 0
      ? {
          blasts: some(['spring', 'summer']).map((name) => ({
            name,
            line: LINE,
            body: one(['Hi', 'Hello']),
            lists: [one(lists)],
            state: 'draft' as const,
          })),
        }
      : {}),
  };
}

/** All that a workspace holds, without when and by whom it came to be so. */
async function heldIn(place: Desk): Promise<unknown> {
  const told: unknown[] = [];
  for (const line of [
    ...['settings show', 'products list', 'lines list', 'roles list', 'teams list', 'users export', 'fields list'],
    ...['contacts export', 'lists list', 'templates list', 'responders list'],
  ]) {
    const answer = await place.json<Record<string, { name: string }[]>>(line);
    // Among equals the older goes first, and which is older is history.
    answer.responders?.sort((one, other) => (one.name < other.name ? -1 : 1));
    told.push(without(answer));
  }
  // What was never removed but cancelled is history.
  const { code, out } = await place.run('blasts list --format json');
  const { blasts = [] } = code === 0 ? (JSON.parse(out) as { blasts?: { name: string; state: string }[] }) : {};
  const going = blasts.filter(({ state }) => state !== 'cancelled').map(({ name, state }) => ({ name, state }));
  told.push(going.sort((one, other) => (one.name < other.name ? -1 : 1)));
  const { roles } = await place.json<{ roles: { role: string; builtIn: boolean }[] }>('roles list');
  for (const { role, builtIn } of roles) if (!builtIn) told.push(without(await place.json(['roles', 'show', role])));
  return told;
}

const OF_HISTORY = ['since', 'by', 'entry', 'changed', 'version', 'holders', 'columns'];

const without = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, held) => (OF_HISTORY.includes(key) ? undefined : held)));

const office = (document: SeedDocument): Desk => {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('seed.json', JSON.stringify(document));
  return place;
};

it.each(Array.from({ length: PAIRS }, (_, i) => i))(
  'what was one document becomes another: the plan is what is done, and pruned it is what a fresh one would be (%i)',
  async (i) => {
    const [one, other] = [drawn(`one ${i}`), drawn(`other ${i}`)];
    const place = office(one);
    await place.ok('seed apply seed.json');
    place.write('seed.json', JSON.stringify(other));
    for (const flags of ['', ' --prune']) {
      const planned = await place.json<SeedAnswer>(`seed plan seed.json${flags}`);
      const done = await place.json<SeedAnswer>(`seed apply seed.json${flags}`);
      expect(done.steps).toEqual(planned.steps);
      const again = await place.json<SeedAnswer>(`seed plan seed.json${flags}`);
      expect(again.steps).toEqual([]);
    }
    const fresh = office(other);
    await fresh.ok('seed apply seed.json');
    expect(await heldIn(place)).toEqual(await heldIn(fresh));
  },
  120_000,
);
