import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import type { SeedFault } from '../../src/domain/seed-fault.ts';
import { type Desk, desk } from '../support/desk.ts';

const FOUNDED = 'workspace: {slug: acme, model: owner-manager-agent, owner: ada@acme.com}\n';
const CONTACTS = 'contacts: [{phone: +442079460100, email: mae@example.com, lists: [All]}]\nlists: [{name: All}]\n';
const LINE = 'products: [blast, conversations]\nlines: [{address: +15550100, name: Front desk}]\n';

/** A place where nothing is yet, with a document in it. */
function office(document: string): Desk {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('acme.yaml', document);
  return place;
}

interface Told {
  readonly faults: readonly SeedFault[];
  readonly doubts: readonly SeedFault[];
}

const places = (told: readonly SeedFault[]) => told.map(({ line, column, code }) => `${line}:${column} ${code}`);

async function refused(place: Desk, line: string) {
  const { code, err } = await place.run(`${line} --format json`);
  const { error } = JSON.parse(err) as { error: { code: string; message: string; details: Told } };
  return { exit: code, ...error };
}

it('what a document names and does not make is told all at once where there is no workspace, and is no fault before', async () => {
  const place = office(`${FOUNDED}users: [{email: bo@acme.com, lines: [+15550100], products: [blast], teams: [Sales]}]
lists: [{name: Near, where: [team = Sales, consent on +15550100 = opted-in, list = Far, assignee = cy@acme.com]}]
responders: [{name: Hi, line: +15550100, kind: welcome, actions: ["reply=Hi {citi}"]}]
conversations:
  - {line: +15550100, contact: +442079460100, messages: [{at: 2026-11-20T10:00:00Z, kind: in, body: Hi}]}
  - {line: +15550101, contact: +442079460100}
  - {line: +15550100, contact: +442079460101, messages: [{at: 2026-11-20T10:00:00Z, kind: note, body: Hi}]}
expect: [{member: bo@acme.com, action: blasts.send, product: blast, allowed: true}]
`);
  const checked = await place.json<Told>('seed check acme.yaml');
  expect(checked.faults).toEqual([]);
  const { exit, code, details } = await refused(place, 'seed apply acme.yaml');
  expect({ exit, code }).toEqual({ exit: 2, code: 'bad-seed' });
  expect(places(details.faults)).toEqual([
    '2:38 unknown-line',
    '2:61 unknown-product',
    '2:77 unknown-team',
    '3:30 unknown-team',
    '3:44 unknown-line',
    '3:77 unknown-list',
    '3:89 unknown-member',
    '4:31 unknown-line',
    '4:67 unknown-variable',
    '6:5 unknown-product',
    '6:12 unknown-line',
    '7:12 unknown-line',
    '8:12 unknown-line',
    '8:32 unknown-contact',
    '9:62 unknown-product',
  ]);
});

it('what only a workspace that is there may say is doubted, and a fault where there is none', async () => {
  const place = office(`${FOUNDED}${LINE}${CONTACTS}roles: [{name: one, from: two}, {name: two, from: one}]
responders: [{name: Price, kind: keyword, words: [price]}]
blasts:
  - {name: Fall, line: Front desk, body: Hi, lists: [All], state: completed}
  - {name: Late, line: Front desk, body: Hi, lists: [All], state: scheduled, at: 2026-01-01T00:00:00Z}
`);
  const doubts = [
    '6:27 circular-role',
    '6:51 circular-role',
    '7:14 says-nothing',
    '9:67 cannot-become',
    '10:82 past-time',
  ];
  const checked = await place.json<Told>('seed check acme.yaml');
  expect([checked.faults, places(checked.doubts)]).toEqual([[], doubts]);
  expect(places((await refused(place, 'seed plan acme.yaml')).details.faults)).toEqual(doubts);
});

it('what only the store can say is told with its place in the document', async () => {
  const said = async (document: string) => {
    const place = office(document);
    return (await place.run('seed apply acme.yaml')).err;
  };
  expect(await said('workspace: {slug: acme}\n')).toContain('error: acme.yaml:1:12: there is no workspace "acme" yet');
  const blast = `{name: Fall, line: Front desk, body: "Hi {first_name}", lists: [All], state: scheduled, at: 2027-01-01}`;
  expect(await said(`${FOUNDED}${LINE}${CONTACTS}blasts: [${blast}]\n`)).toContain(
    'error: acme.yaml:6:10: edit the blast Fall: 1 contact has no value',
  );
});

const GOOD = new URL('../../fixtures/seeds/good/', import.meta.url);
const good = readdirSync(GOOD).filter((name) => /\.(yaml|json)$/.test(name));

describe('a document on an empty database', () => {
  it.each(good)('is made where checking finds nothing wrong: %s', async (name) => {
    const place = office('');
    const file = new URL(name, GOOD).pathname;
    expect(await place.json(['seed', 'check', file])).toMatchObject({ faults: [], doubts: [] });
    const as = name.startsWith('everything') ? 'ada@beta.com' : 'ada@acme.com';
    const { unmet, applied } = await place.json<SeedAnswer>(['seed', 'apply', file, '--as', as]);
    expect({ unmet, applied }).toEqual({ unmet: [], applied: true });
  });

  it('is refused by its rights where its founder would change themself, as it is where the workspace is there', async () => {
    const place = office(`${FOUNDED}users: [{email: ada@acme.com, role: agent}]\n`);
    const { code, err } = await place.run('seed apply acme.yaml');
    expect(code).toBe(3);
    expect(err).toMatch(
      /roles\.assign .* to edit the user ada@acme\.com \(acme\.yaml:2:37\): nobody changes their own/,
    );
    expect((await place.run('workspaces show acme')).code).toBe(4);
  });

  it('makes roles that manage each other, and nothing a second time', async () => {
    const place = office(
      `${FOUNDED}roles: [{name: day, from: agent, manages: [night]}, {name: night, from: agent, manages: [day, night]}]\n`,
    );
    const { steps } = await place.json<SeedAnswer>('seed apply acme.yaml');
    expect(steps.map(({ change, kind, name }) => `${change} ${kind} ${name}`)).toEqual([
      'make workspace acme',
      'make roles night',
      'make roles day',
      'edit roles night',
    ]);
    const { manages } = await place.json<{ manages: readonly string[] }>('roles show night');
    expect(manages).toEqual(['day', 'night']);
    expect(await place.ok('seed apply acme.yaml')).toContain('nothing to do');
  });

  it('leads a blast of another author through its approval', async () => {
    const place = office(`${FOUNDED}${LINE}${CONTACTS}settings: {approval: {rule: always}}
users: [{email: bo@acme.com, role: manager, status: active}]
blasts:
  - {name: Fall, line: Front desk, author: bo@acme.com, body: Hi, lists: [All], state: approved}
  - {name: Xmas, line: Front desk, author: bo@acme.com, body: Hi, lists: [All], state: scheduled, at: 2026-12-24T12:00:00Z}
`);
    await place.ok('seed apply acme.yaml');
    const { blasts } = await place.json<{ blasts: { name: string; state: string }[] }>('blasts list');
    expect(blasts.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(['Fall approved', 'Xmas scheduled']);
    expect(await place.ok('seed apply acme.yaml')).toContain('nothing to do');
    expect(await place.json('blasts show Fall')).toMatchObject({ author: 'bo@acme.com', decidedBy: 'ada@acme.com' });
  });
});

it('two conversations that are one to the workspace are refused, not a bug', async () => {
  const place = office(`${FOUNDED}${LINE}${CONTACTS}`);
  await place.ok('seed apply acme.yaml');
  place.write(
    'more.yaml',
    `workspace: {slug: acme}
conversations: [{line: Front desk, contact: +442079460100}, {line: +15550100, contact: mae@example.com}]
`,
  );
  expect(await place.run('seed apply more.yaml')).toEqual({
    code: 6,
    out: '',
    err: `error: more.yaml:2:17: make 2 conversations: Front desk/+442079460100 and +15550100/mae@example.com are one conversation
hint: say it once
`,
  });
});
