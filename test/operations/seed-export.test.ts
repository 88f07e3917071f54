// A document that is written comes back as the same bytes: long for the document and the histories that it is tried on.
import { readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { type Desk, desk } from '../support/desk.ts';
import { WORK_OF_ACME } from '../support/documents.ts';

const WORK = `
workspace: { slug: acme, name: Acme, model: standard-admin, owner: ada@acme.com }
products: [blast, conversations]
settings: { timeZone: America/New_York, country: US, businessHours: "mon-fri 09:00-17:00", assignment: { mode: round-robin, team: Sales } }
lines:
  - { address: "+15550100", kind: sms, name: Front desk }
  - { address: "+15550101" }
roles:
  - { name: lead, from: standard, allow: [lists.*], manages: [standard] }
teams:
  - { name: Sales, about: sells, members: [bo@acme.com] }
users:
  - { email: ada@acme.com, name: Ada, role: admin }
  - { email: bo@acme.com, role: standard, status: active, lines: ["+15550100"], products: [conversations], teams: [Sales] }
  - { email: cy@acme.com, role: lead, status: active }
  - { email: di@acme.com, role: lead, status: invited }
fields:
  - { name: size, kind: choice, choices: [s, m] }
  - { name: city, kind: text }
contacts:
  - { phone: "+16175550100", first_name: Di, tags: [vip], lists: [VIP], city: Boston, assignee: bo@acme.com, consents: { "+15550100": opted-in } }
  - { email: ed@example.com, size: m, last_name: "no: 'one'", assignee: bo@acme.com }
lists:
  - { name: VIP, contacts: [ed@example.com] }
  - { name: Boston, where: ["city = Boston"], wantsConsent: true }
  - { name: Both, where: ["list = Boston", "list = VIP"] }
templates:
  - { name: hi, body: "Hi {first_name|there}\\nbye" }
${WORK_OF_ACME}`;

/** A place where nothing was, and then what a document says. */
async function officeOf(document: string, beside: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  for (const [name, text] of Object.entries(beside)) place.write(name, text);
  place.write('acme.yaml', document);
  await place.ok('seed apply acme.yaml');
  return place;
}

it('what was made of a document is exported, and what is made of that gives the same bytes', async () => {
  const first = await officeOf(WORK);
  const text = await first.ok('seed export');
  // One file for both stores.
  await expect(text).toMatchFileSnapshot('../../fixtures/documents/exported.yaml');
  const second = await officeOf(text);
  expect(await second.ok('seed export')).toBe(text);
  expect(await second.ok('seed apply acme.yaml')).toContain('nothing to do');
});

it('JSON and a file of contacts say the same as YAML does', async () => {
  const first = await officeOf(WORK);
  const text = await first.ok('seed export');
  await first.ok('seed export --format json --out acme.json');
  await first.ok('seed export --out whole.yaml --contacts people.csv');
  expect(await first.ok('seed export --contacts people.csv --comments')).toContain(
    'contacts:\n  file: people.csv\n  consents:\n    "+15550100":\n      opted-in: ["+16175550100"]\n',
  );
  expect((await first.run('seed export --contacts people.csv')).err).toBe('');
  expect(first.read('whole.yaml')).not.toContain('ed@example.com');
  for (const name of ['acme.json', 'whole.yaml']) {
    const place = await officeOf(first.read(name), { 'people.csv': first.read('people.csv') });
    expect(await place.ok('seed export'), name).toBe(text);
  }
});

const ODD = [
  ...['yes', 'on', '~', 'null', '.nan', '007', '1e3', '0x1F', '12:30', '2026-11-26', '=', '<<', '-', '---', '? a', '#'],
  "it's: \"so\" # and 'not'",
  '- dash, [list] {map} & *alias !tag |pipe >fold %x @at `tick`: ',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what looks like a variable in a document
  '${HOME} and $${HOME} and ${nothing',
  '👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 مرحبا \\ud83d back\\slash',
];

it.each(['yaml', 'json'])('texts that mean something in %s are read back as they stand', async (format) => {
  const place = await acmeAtWork();
  for (const [i, about] of ODD.entries()) await place.ok(['teams', 'add', `team ${i}`, `--about=${about}`]);
  await place.ok(['templates', 'add', 'hi', 'two\nlines\n\n  and a third: $${{HOME}}']);
  const text = await place.ok(`seed export --format ${format}`);
  const other = await officeOf(text);
  for (const line of ['teams list', 'templates list']) {
    const said = await place.json<Readonly<Record<string, readonly { about?: string; body?: string }[]>>>(line);
    const read = await other.json<typeof said>(line);
    const texts = (answer: typeof said) =>
      Object.values(answer).flatMap((rows) => rows.map(({ about, body }) => [about, body]));
    expect(texts(read)).toEqual(texts(said));
  }
  expect(await other.ok(`seed export --format ${format}`)).toBe(text);
});

it.each([
  ['of standard users and admins', acmeAtWork],
  ['of owners, managers and agents', betaAtWork],
])('a company %s that commands made goes through a document, and no secret with it', async (_, company) => {
  const place = await company();
  for (const line of WORKING) await place.ok(line);
  await place.ok('users invite zoe@example.com --tokens tokens.csv');
  const [, token] = place.read('tokens.csv').trim().split('\n').at(-1)?.split(',') ?? [];
  const text = await place.ok('seed export');
  expect(token).toMatch(/^.{20,}$/);
  expect(text).not.toContain(token);
  expect(text).not.toMatch(/token|hash/);
  const other = desk({ SWITCHBOARD_AS: place.env.SWITCHBOARD_AS as string });
  other.write('whole.yaml', text);
  await other.ok('seed apply whole.yaml');
  expect(await other.ok('seed export')).toBe(text);
});

const WORKING = [
  'settings edit --time-zone Europe/Berlin --away-message "Back: at 9"',
  'teams add Sales --about "sells: all"',
  'fields add city',
  'fields add size --kind choice --choices s,m,l',
  'lists add VIP --about best',
  'contacts add +16175550101 --name Di --tags vip,new --set city=Boston',
  'lists fill VIP +16175550101',
  'contacts add ed@example.com --set size=m --team Sales',
  'lists add Boston --where "city = Boston"',
  'templates add hi "Hi {first_name|there}, yes?"',
];

it('whoever may not see all of it is refused, and told what is left out where a part will do', async () => {
  const place = await acmeAtWork();
  const refused = await place.run('seed export --as bo@acme.com --format json');
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).toMatch(/contacts\.export/);
  await place.ok('roles add reader --from standard --allow workspace.view');
  await place.ok('users set-role bo@acme.com reader');
  const narrow = await place.run('seed export --only lines --as bo@acme.com');
  expect(narrow).toMatchObject({ code: 3, out: '' });
  expect(narrow.err).toContain('--partial');
  const { code, out, err } = await place.run('seed export --partial --as bo@acme.com');
  expect(code).toBe(0);
  expect(out).toContain('"+15550100"');
  expect(out).not.toContain('"+15550101"');
  expect(out).not.toMatch(/^(contacts|users|settings):/m);
  expect(err).toContain('left out: lines that you do not see\n');
  expect(err).toContain('left out: contacts: you may not export contacts\n');
});

it('a manager who is kept from exports of data writes down no contacts and no conversations', async () => {
  const place = await betaAtWork();
  expect(await place.run('seed export --only contacts --as mia@beta.com')).toMatchObject({ code: 3, out: '' });
  expect((await place.run('seed export --only contacts --as mia@beta.com --explain')).out).toContain('data-export');
});

it('only the parts that are asked for are written, into a file for its owner alone', async () => {
  const place = await officeOf(WORK);
  expect(await place.ok('seed export --only lines,teams --comments --out parts.yaml')).toBe('');
  expect(place.read('parts.yaml')).toBe(`# the workspace itself; its owner founds it where it is not there yet
workspace:
  slug: acme
  name: Acme
  model: standard-admin
  owner: ada@acme.com
  state: active

# its lines
lines:
  - address: "+15550100"
    kind: sms
    name: Front desk
  - address: "+15550101"
    kind: sms

# its teams; who is in them stands with the users
teams:
  - name: Sales
    about: sells
`);
  expect(statSync(place.path('parts.yaml')).mode & 0o777).toBe(0o600);
  expect(readdirSync(place.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it.each([
  ['--format csv', 'YAML or JSON'],
  ['--format json --comments', 'no comments'],
  ['--only rolls', 'a part is'],
  ['--contacts ../people.csv', 'in the folder of the document'],
  ['--contacts a.yaml --out a.yaml', 'two files'],
])('seed export %s is refused before anything is written', async (flags, why) => {
  const place = await acmeAtWork();
  const { code, out, err } = await place.run(`seed export ${flags}`);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(why);
});

it('what no document can say is told: consents of nobody, and who wrote what before they left', async () => {
  const place = await officeOf(WORK);
  await place.ok('conversations reply +15550100/+16175550101 Yes --as bo@acme.com');
  await place.ok('users remove bo@acme.com --transfer-to ada@acme.com --confirm bo@acme.com');
  await place.ok('conversations set-consent +15550100/+16175550100 opted-out --reason asked');
  await place.ok('contacts remove +16175550100 --confirm +16175550100');
  const { err } = await place.run('seed export');
  expect(err).toBe(
    [
      'left out: 1 consent at addresses that belong to no contact',
      'left out: who wrote 1 message: they are no members any more\n',
    ].join('\n'),
  );
});

it('what is kept of lines that were removed and of products that are not activated is told, and made nowhere else', async () => {
  const place = await officeOf(WORK);
  await place.ok('products deactivate blast --confirm blast');
  await place.ok('lines remove +15550100 --confirm +15550100');
  const { out, err } = await place.run('seed export');
  expect(err).toContain('left out: 2 conversations, 2 responders and 1 consent on lines that were removed\n');
  expect(err).toContain('left out: blasts: the product blast is not activated any more\n');
  expect((await place.run('seed export --only lines,users')).err).toBe('');
  const elsewhere = await officeOf(out);
  expect(await elsewhere.run('seed export')).toMatchObject({ out, err: '' });
});

it('segments by somebody or a team that is gone are left out, with the blasts that are for them, and that is told', async () => {
  const place = await officeOf(WORK);
  await place.ok('teams add Gone');
  await place.ok('lists add His --where "assignee = bo@acme.com"');
  await place.ok('lists add Theirs --where "team = Gone"');
  await place.ok('lists add Not --where "list != Theirs"');
  await place.ok('blasts create late --line +15550100 --list VIP --exclude-list His --body Hi');
  await place.ok('users remove bo@acme.com --transfer-to ada@acme.com --confirm bo@acme.com');
  await place.ok('teams remove Gone --confirm Gone');
  const { out, err } = await place.run('seed export');
  expect(err).toContain('left out: 3 segments by somebody or a team that is gone: His, Not and Theirs\n');
  expect(err).toContain('left out: 1 blast for segments that are left out\n');
  const other = await officeOf(out);
  expect(await other.ok('seed export')).toBe(out);
});

it('a responder that says what a template says does so elsewhere; without the templates its text is written out', async () => {
  const place = await officeOf(WORK);
  await place.ok('templates add later "We call you, {first_name|there}"');
  await place.ok('responders add call --keyword call --all-lines --template later');
  const { out, err } = await place.run('seed export');
  expect(err).toBe('');
  expect(out).toContain('template: later');
  const other = await officeOf(out);
  expect(await other.ok('seed export')).toBe(out);
  await other.ok('templates edit later --body "Soon"');
  expect(await other.json('responders show call')).toMatchObject({ reply: 'Soon', template: 'later' });
  const part = await place.run('seed export --only responders');
  expect(part.err).toContain('1 responder answered with a template: its text is written out');
  expect(part.out).toContain('We call you');
  const twice = 'workspace: { slug: acme }\nresponders: [{ name: r, kind: welcome, reply: Hi, template: later }]\n';
  place.write('twice.yaml', twice);
  expect((await place.run('seed check twice.yaml')).out).toContain('it says one thing');
  const said = (what: string) =>
    `workspace: { slug: acme }\nresponders: [{ name: call, kind: keyword, words: [call], ${what} }]\n`;
  place.write('said.yaml', said('reply: No'));
  await place.ok('seed apply said.yaml');
  expect(await place.json('responders show call')).toMatchObject({ reply: 'No', template: null });
  place.write('said.yaml', said('template: later'));
  expect(await place.ok('seed apply said.yaml')).toContain('template: later');
  expect(await place.ok('seed apply said.yaml')).toContain('nothing to do');
});
