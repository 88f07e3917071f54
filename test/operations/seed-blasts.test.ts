import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { type Desk, desk } from '../support/desk.ts';

const BASE = `workspace: { slug: acme, name: Acme, model: standard-admin, owner: ada@acme.com }
products: [conversations, blast]
lines: [{ address: "+15550100" }]
users: [{ email: bo@acme.com, role: admin, status: active }]
contacts: [{ phone: "+12125550123" }, { phone: "+12125550124" }]
lists: [{ name: Kept away, contacts: ["+12125550124"] }]
`;
const TO = "line: '+15550100', body: Hi, contacts: ['+12125550123']";

/** A workspace with a document that says more of its blasts. */
async function office(...blasts: readonly string[]): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('base.yaml', BASE);
  await place.ok('seed apply base.yaml');
  say(place, ...blasts);
  return place;
}

const say = (place: Desk, ...blasts: readonly string[]) =>
  place.write('x.yaml', `workspace: { slug: acme }\nblasts:\n${blasts.map((one) => `  - {${one}}\n`).join('')}`);

const states = async (place: Desk) => {
  const { blasts } = await place.json<{ blasts: { name: string; state: string }[] }>('blasts list');
  return blasts.map(({ name, state }) => `${name} ${state}`).sort();
};

const moves = async (place: Desk) => {
  const { steps } = await place.json<SeedAnswer>('seed apply x.yaml');
  return steps.map(({ what }) =>
    what.map(({ what: key, from, to }) => `${key}: ${String(from)} → ${String(to)}`).join('; '),
  );
};

it('a blast that waits for approval waits, whatever the rule, and a copy of it too', async () => {
  const place = await office(
    `name: one, ${TO}, author: bo@acme.com, state: pending`,
    `name: two, ${TO}, author: bo@acme.com, state: approved`,
  );
  await place.ok('seed apply x.yaml');
  expect(await states(place)).toEqual(['one pending', 'two approved']);
  expect(await place.ok('seed apply x.yaml')).toContain('nothing to do');
  const text = await place.ok('seed export');
  const other = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  other.write('acme.yaml', text);
  await other.ok('seed apply acme.yaml');
  expect(await other.ok('seed export')).toBe(text);
});

it('nobody approves their own by a document: it waits for somebody else, and that is told', async () => {
  const place = await office(`name: one, ${TO}, state: approved`);
  const told = 'the blast "one" is pending: it is ada@acme.com\'s, and somebody else approves it\n';
  expect(await place.ok('seed apply x.yaml')).toContain(told);
  expect(await place.ok('seed apply x.yaml')).toContain(`${told}nothing to do`);
  expect(await states(place)).toEqual(['one pending']);
  await place.ok('seed apply x.yaml --as bo@acme.com');
  expect(await states(place)).toEqual(['one approved']);
});

it('who founds a copy by an export takes no approval of their own along, and nothing of it goes out', async () => {
  const place = await office(`name: one, ${TO}`, `name: two, ${TO}`);
  await place.ok('settings edit --approval always');
  await place.ok('seed apply x.yaml');
  for (const name of ['one', 'two']) {
    await place.ok(`blasts send ${name}`);
    await place.ok(`blasts approve ${name} --as bo@acme.com`);
  }
  await place.ok('blasts send two --at 2026-12-01T15:00:00Z');
  const other = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  other.write('acme.yaml', await place.ok('seed export'));
  expect(await other.ok('seed apply acme.yaml')).toContain('the blast "two" is pending');
  expect(await states(other)).toEqual(['one pending', 'two pending']);
});

it('what is said of a blast later holds: its time, and that it is a draft or waits; a step says whence and whither', async () => {
  const place = await office(`name: one, ${TO}, state: scheduled, at: 2026-12-01T15:00:00Z`);
  expect(await moves(place)).toEqual([expect.any(String), 'state: draft → scheduled']);
  say(place, `name: one, ${TO}, state: scheduled, at: 2026-12-02T15:00:00Z`);
  expect(await moves(place)).toEqual(['scheduled: 2026-12-01T15:00:00Z → 2026-12-02T15:00:00Z']);
  expect(await place.json('blasts show one')).toMatchObject({ scheduled: '2026-12-02T15:00:00Z' });
  say(place, `name: one, ${TO}, state: pending`);
  expect(await moves(place)).toEqual(['state: scheduled → draft', 'state: draft → pending']);
  say(place, `name: one, ${TO}, state: draft`);
  expect(await moves(place)).toEqual(['state: pending → draft']);
  say(place, `name: one, ${TO}`);
  expect(await moves(place)).toEqual([]);
});

it('where approval is asked for, a step says what came of it', async () => {
  const place = await office(`name: one, ${TO}, author: bo@acme.com, state: scheduled, at: 2026-12-01T15:00:00Z`);
  await place.ok('settings edit --approval always');
  expect((await moves(place)).slice(1)).toEqual([
    'state: draft → pending',
    'state: pending → approved',
    'state: approved → scheduled',
  ]);
});

it('whom a blast is for stays where that is not said, and in another order it is the same', async () => {
  const both = "contacts: ['+12125550124', '+12125550123']";
  const place = await office(`name: one, line: '+15550100', body: Hi, ${both}, exclude: [Kept away]`);
  await place.ok('seed apply x.yaml');
  say(place, `name: one, line: '+15550100', body: Hello, contacts: ['+12125550123', '+12125550124']`);
  expect(await moves(place)).toEqual(['body: Hi → Hello']);
  expect(await place.json('blasts show one')).toMatchObject({
    audience: { contacts: ['+12125550123', '+12125550124'], exclude: ['Kept away'] },
  });
  await place.ok('blasts edit one --contact +12125550124 --contact +12125550123');
  await place.ok('blasts send one --at 2026-12-01T15:00:00Z');
  place.write('x.yaml', await place.ok('seed export'));
  expect(await place.ok('seed plan x.yaml')).toContain('nothing to do');
});

it('a blast stays its author’s', async () => {
  const place = await office(`name: one, ${TO}`);
  await place.ok('seed apply x.yaml');
  say(place, `name: one, ${TO}, author: bo@acme.com`);
  expect(await place.run('seed apply x.yaml')).toMatchObject({
    code: 6,
    err: expect.stringContaining('x.yaml:3:5: "one" is ada@acme.com\'s, and stays so'),
  });
});

it('a paused blast whose time is past comes back paused, and nothing of it goes out', async () => {
  const place = await office(`name: one, ${TO}`);
  await place.ok('seed apply x.yaml');
  await place.ok('blasts send one');
  await place.ok('blasts pause one');
  const later = { SWITCHBOARD_AS: 'ada@acme.com', SWITCHBOARD_NOW: '2026-12-03T15:00:00Z' };
  const text = await place.ok('seed export');
  const other = desk(later);
  other.write('acme.yaml', text);
  await other.ok('seed apply acme.yaml');
  expect(await states(other)).toEqual(['one paused']);
  expect(await other.ok('seed export')).toBe(text);
  expect(await other.ok('seed apply acme.yaml')).toContain('nothing to do');
});

it('a blast that somebody stopped is not taken up by a document, and that is told', async () => {
  const place = await office(`name: one, ${TO}, state: scheduled, at: 2026-12-01T15:00:00Z`);
  await place.ok('seed apply x.yaml');
  await place.ok('blasts pause one');
  expect(await place.ok('seed apply x.yaml')).toContain(
    'the blast "one" is paused, and stays so: a document does not take it up again\nnothing to do',
  );
  expect(await states(place)).toEqual(['one paused']);
});

it('a blast of somebody who left is left out of an export, and that is told', async () => {
  const place = await office(`name: one, ${TO}, author: bo@acme.com`, `name: two, ${TO}`);
  await place.ok('seed apply x.yaml');
  await place.ok('users remove bo@acme.com --transfer-to ada@acme.com --confirm bo@acme.com');
  const { out, err } = await place.run('seed export');
  expect(err).toBe('left out: 1 blast whose author is no member any more: nobody sends it in their name\n');
  const other = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  other.write('acme.yaml', out);
  await other.ok('seed apply acme.yaml');
  expect(await states(other)).toEqual(['two draft']);
  expect(await other.run('seed export')).toMatchObject({ out, err: '' });
});

it('a blast that is made for somebody goes out only while they may send it, whatever its maker may', async () => {
  const place = await office(`name: one, ${TO}, author: bo@acme.com, state: scheduled, at: 2026-11-26T15:00:00Z`);
  place.env.SWITCHBOARD_NOW = '2026-11-26T15:00:00Z';
  await place.ok('seed apply x.yaml');
  await place.ok('users set-role bo@acme.com standard');
  await place.ok('blasts run --out -');
  expect(await place.json('blasts show one')).toMatchObject({ state: 'paused', author: 'bo@acme.com' });
  expect(await place.run('blasts send one')).toMatchObject({
    code: 6,
    err: expect.stringContaining('"one" is bo@acme.com\'s, who may not send it'),
  });
});
