import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { type Desk, desk } from '../support/desk.ts';

const BASE = `workspace: { slug: acme, name: Acme, model: owner-manager-agent, owner: ada@acme.com }
products: [conversations, blast]
lines:
  - { address: "+15550100" }
users:
  - { email: bo@acme.com, name: Bo, role: agent, status: active, restrictions: ["contacts=self"] }
`;

/** Acme with what more its document says. */
async function acme(more = ''): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com', SWITCHBOARD_NOW: '2026-11-26T15:00:00Z' });
  place.write('acme.yaml', `${BASE}${more}`);
  await place.ok('seed apply acme.yaml');
  return place;
}

/** What applying says of it does, and that a second time nothing is done. */
async function applied(place: Desk, said: string, flags = ''): Promise<string[]> {
  place.write('said.yaml', `workspace: { slug: acme }\n${said}`);
  const { steps } = await place.json<SeedAnswer>(`seed apply said.yaml ${flags}`);
  expect(await place.ok(`seed apply said.yaml ${flags}`)).toContain('nothing to do');
  return steps.flatMap(({ change, name, what }) =>
    what.map(({ what: part, from, to }) => `${change} ${name} ${part}: ${String(from)} → ${String(to)}`),
  );
}

const failing = async (place: Desk, said: string) => {
  place.write('said.yaml', `workspace: { slug: acme }\n${said}`);
  const { code, err } = await place.run('seed apply said.yaml');
  return `${code} ${err}`;
};

it('a workspace that is archived stays so until a document says otherwise', async () => {
  const place = await acme();
  await place.ok('workspaces archive acme --confirm acme');
  expect(await applied(place, 'lines: [{ address: "+15550100" }]')).toEqual([]);
  expect(await failing(place, 'lines: [{ address: "+15550101" }]')).toContain('switchboard workspaces restore acme');
  expect(await place.json('workspaces show acme')).toMatchObject({ state: 'archived' });
  place.write('back.yaml', 'workspace: { slug: acme, state: active }\n');
  expect(await place.ok('seed apply back.yaml')).toContain('archived → active');
});

it('of two restrictions that cannot hold together the one that is said takes the place of the other', async () => {
  const place = await acme();
  const said = 'users: [{ email: bo@acme.com, restrictions: ["contacts=team"] }]';
  expect(await applied(place, said)).toEqual(['edit bo@acme.com restrictions: contacts=self → contacts=team']);
  expect(await place.json('users show bo@acme.com')).toMatchObject({ restrictions: ['contacts=team'] });
});

it('null takes away what a list is for; that no command takes the name of a member away is told', async () => {
  const place = await acme('lists: [{ name: VIP, about: best }]\n');
  expect(await applied(place, 'lists: [{ name: VIP, about: null }]')).toEqual(['edit VIP about: best → null']);
  expect(await failing(place, 'users: [{ email: bo@acme.com, name: null }]')).toMatch(
    /^6 .*said.yaml:2:\d+.*bo@acme.com is called "Bo", and no command takes a name away/s,
  );
});

it('whoever was invited and is active since stays so', async () => {
  const place = await acme();
  expect(await applied(place, 'users: [{ email: bo@acme.com, status: invited }]')).toEqual([]);
  expect(await place.ok('seed schema')).toContain('invited is for who is not there yet');
});

it('a responder of another kind is not made of the one that is there', async () => {
  const place = await acme('responders: [{ name: r, kind: keyword, line: null, words: [hi], reply: Hi }]\n');
  const told = await failing(place, 'responders: [{ name: r, kind: welcome, line: null, reply: Other }]');
  expect(told).toMatch(/^6 .*said.yaml:2:14.*the responder "r" is of kind keyword, and stays so/s);
  expect(await place.json('responders show r')).toMatchObject({ kind: 'keyword', reply: 'Hi' });
});

it('without --prune choices of a field are only added to', async () => {
  const place = await acme('fields: [{ name: size, kind: choice, choices: [s, m] }]\n');
  const said = 'fields: [{ name: size, kind: choice, choices: [l, M] }]';
  expect(await applied(place, 'fields: [{ name: size, kind: choice, choices: [s] }]')).toEqual([]);
  expect(await applied(place, said)).toEqual(['edit size choices: s,m → s,m,l']);
  expect(await applied(place, said, '--prune')).toEqual(['edit size choices: s,m,l → l,M']);
  await place.ok('contacts add +16175550100 --set size=l');
  const { code, err } = await place.run('seed apply acme.yaml --prune');
  expect(`${code} ${err}`).toMatch(
    /^6 .*"l": a choice in use is not dropped.*switchboard fields edit size --replace l=OTHER/s,
  );
});

it('without --prune a role that is there gives no less than before, but for what is denied', async () => {
  const place = await acme('roles: [{ name: lead, from: agent, allow: [lists.*], manages: [agent], about: leads }]\n');
  expect(await applied(place, 'roles: [{ name: lead, from: agent }]')).toEqual([]);
  expect(await applied(place, 'roles: [{ name: lead, actions: [teams.view, teams.edit] }]')).toEqual([
    'edit lead gives: null → teams.edit',
  ]);
  expect(await applied(place, 'roles: [{ name: lead, from: agent, deny: [lists.delete] }]')).toEqual([
    'edit lead gives no more: lists.delete → null',
  ]);
  expect(await applied(place, 'roles: [{ name: lead, from: agent }]', '--prune')).toEqual([
    'edit lead about: leads → begins from agent',
    'edit lead gives no more: lists.add,lists.edit,teams.edit → null',
    'edit lead manages: agent → ',
  ]);
});

it('blanks at the end of a text are part of it', async () => {
  const place = await acme();
  await place.ok('responders add r --keyword hi --all-lines --reply "Hello {last_name}" --cooldown 0');
  await place.ok(['responders', 'add', 'blank', '--keyword', 'yo', '--all-lines', '--reply', 'Hi  ']);
  await place.ok('conversations receive hi --line +15550100 --from +16175550100');
  await place.ok('seed export --out copy.yaml');
  expect(place.read('copy.yaml')).toContain('"Hello "');
  expect((await place.run('seed plan copy.yaml --exit-code')).code).toBe(0);
  const other = desk({ SWITCHBOARD_AS: 'ada@acme.com', SWITCHBOARD_NOW: '2026-11-26T15:00:00Z' });
  other.write('copy.yaml', place.read('copy.yaml'));
  await other.ok('seed apply copy.yaml');
  expect(await other.ok('seed export')).toBe(place.read('copy.yaml'));
});

it('a field of contacts that the document does not make may be in the workspace; what is meant for another key is not', async () => {
  const place = await acme('fields: [{ name: Plan, kind: choice, choices: [a, b] }]\n');
  const said = (key: string) => `contacts: [{ phone: "+16175550100", ${key} }]`;
  expect(await applied(place, said('plan: b'))).toEqual(['make +16175550100 Plan: null → b']);
  expect(await failing(place, said('plan: x'))).toMatch(/^2 .*said.yaml:2:12/s);
  expect(await failing(place, said('colour: red'))).toMatch(/^2 .*said.yaml:2:12.*colour/s);
  expect(await failing(place, said('frist_name: Di'))).toContain('did you mean "first_name"?');
  place.write('said.yaml', `${BASE}${said('plan: b')}`);
  expect(await place.ok('seed check said.yaml')).toContain('the document makes no field “plan”');
  const empty = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  empty.write('said.yaml', `${BASE}${said('plan: b')}`);
  expect((await empty.run('seed apply said.yaml')).code).toBe(2);
  const broken = `${BASE}fields: [{ name: Plan, kind: choise }]\n${said('plan: b')}`;
  empty.write('said.yaml', broken);
  expect((await empty.run('seed check said.yaml --format csv --fields code')).out).toBe('code\nunknown-word\n');
});
