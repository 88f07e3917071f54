import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contactsInline } from '../../src/cli/seed/contacts.ts';
import { seedSchema } from '../../src/cli/seed/document.ts';
import { readSeed, type SeedRead } from '../../src/cli/seed/read.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import type { ContactRow, ContactTerms } from '../../src/domain/contact-row.ts';
import type { RowSource } from '../../src/domain/row-batch.ts';
import type { SeedContact } from '../../src/domain/seed.ts';
import type { SeedFault } from '../../src/domain/seed-fault.ts';
import { type Desk, desk } from '../support/desk.ts';
import { environmentOf, PROGRAM } from '../support/program.ts';

const SEEDS = new URL('../../fixtures/seeds/', import.meta.url);
const GOOD = new URL('good/', SEEDS);
const good = readdirSync(GOOD, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|json)$/.test(name));
const broken = readdirSync(new URL('broken/', SEEDS)).filter((name) => name !== 'expected.json');

const place = (env: Record<string, string> = {}) => desk({ SWITCHBOARD_DB: 'switchboard.db', ...env });

/** What commands that come after read of a document. */
const readBy = (at: Desk, ...names: string[]): Promise<SeedRead> =>
  readSeed(names, {
    cwd: at.folder,
    env: at.env,
    stdin: () => Readable.from([]),
    now: () => Date.UTC(2026, 10, 21),
    stderr: { isTerminal: false },
    signal: new AbortController().signal,
  } as unknown as Surroundings);

const faultsIn = async (at: Desk, ...files: string[]): Promise<readonly SeedFault[]> => {
  const { out } = await at.run(['seed', 'check', ...files, '--format', 'json']);
  return (JSON.parse(out) as { faults: SeedFault[] }).faults;
};

describe('the schema that editors use', () => {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
  });
  const schema = seedSchema();
  const holds = ajv.compile(schema);
  // As an editor reads it, which knows no environment.
  const asEdited = (name: string): unknown => parse(readFileSync(new URL(name, SEEDS), 'utf8'), { merge: true });

  it.each(good)('%s is right by the command and by an independent validator', async (name) => {
    expect(await faultsIn(place(), new URL(name, GOOD).pathname)).toEqual([]);
    holds(asEdited(`good/${name}`));
    expect(holds.errors ?? []).toEqual([]);
  });

  it.each([
    'unknown-key-of-user.yaml',
    'unknown-status.yaml',
    'unknown-action-expected.yaml',
    'contact-without-address.yaml',
    'user-without-email.yaml',
  ])('%s is marked as wrong', (name) => {
    expect(broken).toContain(name);
    expect(holds(asEdited(`broken/${name}`))).toBe(false);
  });

  it('is what the command prints, whatever the format', async () => {
    for (const format of ['json', 'table'])
      expect(JSON.parse(await place().ok(`switchboard seed schema --format ${format}`))).toEqual(schema);
  });

  it('names no host, and says what each key is for', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:switchboard:seed:1',
    });
    expect(JSON.stringify(schema).match(/https?:/g)).toHaveLength(1);
    const { properties } = schema as { properties: Record<string, { description?: string }> };
    expect(Object.entries(properties).filter(([, { description }]) => description === undefined)).toEqual([]);
  });
});

it('what is read stands in its one spelling, whatever it was written as', async () => {
  const at = place();
  at.write(
    'acme.yaml',
    `workspace: {slug: acme}
settings: {country: us, businessHours: MON-FRI 9-17, timeZone: europe/berlin}
fields: [{name: plan, kind: choice, choices: [free, gold]}]
lines: [{address: (415) 555-0100}]
contacts:
  - {phone: (415) 555-0123, tags: [VIP, Big  Fish], plan: GOLD}
conversations:
  - {line: +1 415 555 0100, contact: +1 415 555 0123, messages: [{at: "2026-11-20T10:00:00+01:00", kind: in, body: Hi}]}
`,
  );
  const { document } = await readBy(at, 'acme.yaml');
  expect(document).toMatchObject({
    settings: { country: 'US', businessHours: 'mon-fri 09:00-17:00', timeZone: 'Europe/Berlin' },
    lines: [{ address: '+14155550100' }],
    contacts: [{ phone: '+14155550123', tags: ['vip', 'big fish'], values: { plan: 'gold' } }],
    conversations: [{ line: '+14155550100', contact: '+14155550123', messages: [{ at: '2026-11-20T09:00:00Z' }] }],
  });
});

it('variables are taken from the environment, as values alone and never as more of the document', async () => {
  const at = place({
    OWNER: 'ada@acme.com',
    TRICK: 'x, owner: mallory@acme.com}',
    SHUT: 'true',
    MORE: `\${OWNER}`,
    ZERO: '',
  });
  at.write(
    'acme.yaml',
    `workspace: {slug: acme, owner: "\${OWNER}", name: "\${TRICK}"}
settings:
  yesOptsIn: \${SHUT}
  awayMessage: "\${MORE}"
templates:
  - {name: "\${ZERO:-Hi}", body: "That is $\${5}, \${NOBODY:-none}"}
`,
  );
  expect((await readBy(at, 'acme.yaml')).document).toMatchObject({
    workspace: { owner: 'ada@acme.com', name: 'x, owner: mallory@acme.com}' },
    settings: { yesOptsIn: true, awayMessage: `\${OWNER}` },
    templates: [{ name: 'Hi', body: `That is \${5}, none` }],
  });
});

it('files add up, and what two of them say of the same is refused with both places', async () => {
  const at = place();
  at.write('one.yaml', 'workspace: {slug: acme}\nsettings: {country: US}\nusers: [{email: bo@acme.com}]\n');
  at.write('two.yaml', 'settings: {yesOptsIn: true}\nusers: [{email: cy@acme.com}]\n');
  const { document, files, placeOf } = await readBy(at, 'one.yaml', 'two.yaml');
  expect(files).toEqual(['one.yaml', 'two.yaml']);
  expect(document).toMatchObject({
    settings: { country: 'US', yesOptsIn: true },
    users: [{ email: 'bo@acme.com' }, { email: 'cy@acme.com' }],
  });
  expect(placeOf('users', 1, 'email')).toEqual({ file: 'two.yaml', line: 2, column: 17, path: 'users[0].email' });
  expect(placeOf('settings', 'yesOptsIn')).toMatchObject({ file: 'two.yaml', line: 1 });
  at.write('three.yaml', 'settings: {country: DE}\nusers: [{email: BO@acme.com}]\n');
  expect(await faultsIn(at, 'one.yaml', 'three.yaml')).toMatchObject([
    { file: 'three.yaml', line: 1, column: 12, code: 'said-twice', message: expect.stringContaining('one.yaml') },
    { file: 'three.yaml', line: 2, column: 17, code: 'duplicate', message: expect.stringContaining('one.yaml:3:17') },
  ]);
});

it('a file that is included by two is read once, and one that is included by what it includes is refused', async () => {
  const at = place();
  at.write('both.yaml', 'workspace: {slug: acme}\ninclude: [a.yaml, b.yaml]\n');
  at.write('a.yaml', 'include: teams.yaml\n');
  at.write('b.yaml', 'include: teams.yaml\n');
  at.write('teams.yaml', 'teams: [{name: Sales}]\n');
  expect((await readBy(at, 'both.yaml')).document.teams).toEqual([{ name: 'Sales' }]);
  at.write('teams.yaml', 'include: both.yaml\n');
  expect(await faultsIn(at, 'both.yaml')).toMatchObject([
    { file: 'teams.yaml', line: 1, column: 10, code: 'include-cycle' },
  ]);
});

it('no link leads out of the folder of a document', async () => {
  const at = place();
  mkdirSync(at.path('in'));
  at.write('secret.yaml', 'users: [{email: not-for-you}]\n');
  at.write('people.csv', 'phone\n+442079460100\n');
  symlinkSync(at.path('secret.yaml'), at.path('in/link.yaml'));
  symlinkSync(at.path('people.csv'), at.path('in/people.csv'));
  at.write('in/acme.yaml', 'workspace: {slug: acme}\ninclude: link.yaml\ncontacts: {file: people.csv}\n');
  const faults = await faultsIn(at, 'in/acme.yaml');
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'outside-folder'],
    [3, 'outside-folder'],
  ]);
  expect(JSON.stringify(faults)).not.toContain('not-for-you');
});

it('a pattern leads out of the folder no more than a name does, and nothing is waited for', async () => {
  const at = place();
  mkdirSync(at.path('in'));
  at.write('secret.yaml', 'users: [{email: not-for-you}]\n');
  symlinkSync(at.path('secret.yaml'), at.path('in/link.yaml'));
  execFileSync('mkfifo', [at.path('in/pipe.yaml')]);
  at.write('in/team.yaml', 'teams: [{name: Sales}]\n');
  at.write('in/acme.yml', 'workspace: {slug: acme}\ninclude: "*.yaml"\n');
  const faults = await faultsIn(at, 'in/acme.yml');
  expect(faults.map(({ line, code, message }) => [line, code, message])).toEqual([
    [2, 'outside-folder', 'link.yaml lies outside the folder of the document'],
    [2, 'not-a-file', 'in/pipe.yaml is no file'],
  ]);
});

it('a document comes through a pipe as through standard input', async () => {
  const at = place({ SWITCHBOARD_AS: 'ada@acme.com' });
  at.write('acme.yaml', 'workspace: {slug: acme, model: standard-admin, owner: ada@acme.com}\n');
  const piped = (words: string) =>
    spawnSync('bash', ['-c', `'${process.execPath}' '${PROGRAM}' ${words} <(cat acme.yaml)`], {
      cwd: at.folder,
      env: environmentOf(at),
      encoding: 'utf8',
    });
  expect(piped('seed check')).toMatchObject({ status: 0, stderr: '' });
  expect(piped('seed plan --out plan.json')).toMatchObject({
    status: 2,
    stderr: 'error: what comes through a pipe is gone when the plan is applied\nhint: name a file\n',
  });
});

it('a number from the environment is one in quotes too, as brackets need them', async () => {
  for (const above of [`{ rule: above, above: "\${N}" }`, `{ "rule": "above", "above": "\${N}" }`]) {
    const at = place({ N: '5', WORD: 'five' });
    at.write('acme.yaml', `workspace: {slug: acme}\nsettings: { approval: ${above} }\n`);
    expect((await readBy(at, 'acme.yaml')).document.settings?.approval).toEqual({ rule: 'above', above: 5 });
    at.write('acme.yaml', at.read('acme.yaml').replace('{N}', '{WORD}'));
    expect(await faultsIn(at, 'acme.yaml')).toMatchObject([{ code: 'wrong-kind' }]);
    at.write('acme.yaml', `workspace: {slug: acme}\nteams: [{ name: "\${N}" }]\n`);
    expect((await readBy(at, 'acme.yaml')).document.teams).toEqual([{ name: '5' }]);
  }
});

it('a file that cannot be read hides no variable that is not set, and a tag hides nothing', async () => {
  const at = place();
  at.write('acme.yaml', `lines:\n  - address: \${ONE} # \${TWO}\nteams: [{ name: \${THREE}, about: "\${FOUR}" }]\n`);
  expect((await faultsIn(at, 'acme.yaml')).map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 14, 'missing-variable'],
    [3, 17, 'needs-quotes'],
    [3, 17, 'missing-variable'],
    [3, 35, 'missing-variable'],
  ]);
  at.write('acme.yaml', "workspace: {slug: acme}\nlines: [{ address: !!js/function 'x' }]\nteams: [{ nam: x }]\n");
  expect((await faultsIn(at, 'acme.yaml')).map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 20, 'bad-yaml'],
    [3, 9, 'missing-key'],
    [3, 11, 'unknown-key'],
  ]);
});

it('contacts that are said twice are told with both places, and a plan is told from a document', async () => {
  const at = place({ SWITCHBOARD_AS: 'ada@acme.com' });
  at.write('acme.yaml', 'workspace: {slug: acme, model: standard-admin, owner: ada@acme.com}\n');
  at.write('one.yaml', 'contacts: [{phone: "+442079460100"}]\n');
  at.write('two.yaml', 'contacts: {file: people.csv}\n');
  at.write('people.csv', 'phone\n+442079460100\n');
  expect(await faultsIn(at, 'acme.yaml', 'one.yaml', 'two.yaml')).toMatchObject([
    { file: 'two.yaml', line: 1, code: 'mixed-contacts', message: expect.stringContaining('at one.yaml:1:12 too') },
  ]);
  await at.ok('seed plan acme.yaml --out plan.json');
  expect(await faultsIn(at, 'plan.json', 'acme.yaml')).toMatchObject([
    { file: 'plan.json', line: 1, code: 'plan-file', suggestion: 'apply it alone: switchboard seed apply plan.json' },
  ]);
  mkdirSync(at.path('folder'));
  for (const line of ['seed plan acme.yaml --out folder', 'seed export --out folder']) {
    if (line.startsWith('seed export')) await at.ok('seed apply plan.json');
    const { code, err } = await at.run(line);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: is a folder, not a file: .*folder\nhint: name a file in it\n$/);
  }
  at.write('fields.yaml', 'workspace: {slug: acme}\nfields: [{name: a, kind: text}, {name: b, kind: text}]\n');
  await at.ok('seed apply fields.yaml');
  at.write('fields.yaml', 'workspace: {slug: acme}\nfields: [{name: a, kind: text}, {name: b, kind: number}]\n');
  expect((await at.run('seed apply fields.yaml')).err).toMatch(
    /^error: fields\.yaml:2:33: the field "b" is of kind text/,
  );
});

it('names that a document does not make are doubted where it makes others of the kind, and refuse nothing', async () => {
  const at = place();
  at.write(
    'acme.yaml',
    `workspace: {slug: acme, model: owner-manager-agent}
teams: [{name: Sales}]
users: [{email: bo@acme.com, role: agnet, teams: [Slaes], lines: [Front desk]}]
templates: [{name: Hi, body: "Hello {frist_name}"}]
`,
  );
  const { code, out } = await at.run('switchboard seed check acme.yaml --format json');
  expect(code).toBe(0);
  expect((JSON.parse(out) as { doubts: SeedFault[] }).doubts).toMatchObject([
    { line: 3, column: 36, path: 'users[0].role', code: 'unknown-role', suggestion: 'did you mean "agent"?' },
    { line: 3, column: 51, path: 'users[0].teams[0]', code: 'unknown-team', suggestion: 'did you mean "Sales"?' },
    { line: 4, path: 'templates[0].body', code: 'unknown-variable', suggestion: 'did you mean {first_name}?' },
  ]);
});

it('what is doubted is told beside what is wrong, but not of a part that is wrong itself', async () => {
  const at = place();
  at.write(
    'acme.yaml',
    `workspace: {slug: acme, model: standard-admin}
teams: [{name: Sales}, {nme: Support}]
users: [{email: bo@acme.com, role: standrd, teams: [Support], products: [blast]}]
contacts: [{phone: "12"}]
`,
  );
  const { code, out } = await at.run('switchboard seed check acme.yaml --format json');
  expect(code).toBe(2);
  const { faults, doubts } = JSON.parse(out) as { faults: SeedFault[]; doubts: SeedFault[] };
  expect(faults.map(({ path }) => path)).toEqual(['teams[1]', 'teams[1].nme', 'contacts[0].phone']);
  expect(doubts).toMatchObject([{ line: 3, path: 'users[0].role', suggestion: 'did you mean "standard"?' }]);
});

it('a file of contacts beside a document is checked with it, row by row', async () => {
  const at = place();
  at.write('acme.yaml', 'workspace: {slug: acme}\nfields: [{name: born, kind: date}]\ncontacts: {file: people.csv}\n');
  at.write('people.csv', 'phone,born\n+442079460100,2026-01-02\n12,2026-01-02\n+442079460102,soon\n');
  expect(await faultsIn(at, 'acme.yaml')).toMatchObject([
    { file: 'people.csv', line: 3, column: 1, path: 'phone', code: 'bad-phone' },
    { file: 'people.csv', line: 4, column: 2, path: 'born', code: 'bad-date' },
  ]);
});

it('contacts are rows for an import, whether they stand in the document or beside it', async () => {
  const at = place();
  const fields = 'workspace: {slug: acme}\nfields: [{name: city, kind: text}]\n';
  at.write('beside.yaml', `${fields}contacts: {file: people.csv}\n`);
  at.write('people.csv', 'phone,first_name,tags,city\n+442079460100,Mae,vip;new,Boston\n');
  at.write(
    'within.yaml',
    `${fields}contacts: [{phone: +442079460100, first_name: Mae, tags: [vip, new], city: Boston}]\n`,
  );
  const [beside, within] = [await readBy(at, 'beside.yaml'), await readBy(at, 'within.yaml')];
  const rowsOf = async (source: RowSource<ContactTerms, ContactRow> | undefined) => {
    const rows: Omit<ContactRow, 'line'>[] = [];
    for await (const { understood, faults } of source?.read({ ...within.terms }).rows ?? []) {
      expect(faults).toEqual([]);
      rows.push(...understood.map(({ line: _line, ...row }) => row));
    }
    return rows;
  };
  const rows = await rowsOf(contactsInline(within.document.contacts as readonly SeedContact[]));
  expect(rows).toMatchObject([
    { phone: '+442079460100', firstName: 'Mae', tags: ['vip', 'new'], values: [[1, 'Boston']] },
  ]);
  expect(await rowsOf(await beside.openContacts?.())).toEqual(rows);
});

it('a thousand users by an alias are read, and a document that aliases would blow up is not', async () => {
  const at = place();
  const users = Array.from({ length: 1000 }, (_, i) => `  - {<<: *base, email: u${i}@acme.com}`).join('\n');
  at.write(
    'acme.yaml',
    `workspace: {slug: acme}\nusers:\n  - &base {email: u@acme.com, role: agent, teams: &teams [Sales]}\n${users}\n`,
  );
  const { document } = await readBy(at, 'acme.yaml');
  expect(document.users).toHaveLength(1001);
  expect(document.users?.[1000]).toEqual({ email: 'u999@acme.com', role: 'agent', teams: ['Sales'] });
});
