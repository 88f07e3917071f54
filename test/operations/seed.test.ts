// What a document makes of a workspace: long, because each way in which it may be refused is looked at.
import { expect, it } from 'vitest';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { contentsOf, entriesOf } from '../support/contents.ts';
import { type Desk, desk } from '../support/desk.ts';
import { WORK_OF_ACME } from '../support/documents.ts';

const ACME = `
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
fields:
  - { name: city, kind: text }
  - { name: size, kind: choice, choices: [s, m] }
contacts:
  - { phone: "+16175550100", first_name: Di, tags: [vip], lists: [VIP], city: Boston, consents: { "+15550100": opted-in } }
  - { email: ed@example.com, size: m }
lists:
  - { name: VIP, contacts: [ed@example.com] }
  - { name: Boston, where: ["city = Boston"], wantsConsent: true }
  - { name: Both, where: ["list = Boston", "list = VIP"] }
templates:
  - { name: hi, body: "Hi {first_name|there}" }
expect:
  - { member: bo@acme.com, action: conversations.reply, line: "+15550100", allowed: true }
  - { member: bo@acme.com, action: users.delete, allowed: false }
`;

const WORK = `${ACME}
${WORK_OF_ACME}`;

/** A place where nothing is yet, with a document in it. */
function office(document = ACME): Desk {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('acme.yaml', document);
  return place;
}

const bytesOf = async (place: Desk) => JSON.stringify([await contentsOf(place), await entriesOf(place)]);

const failure = async (place: Desk, line: string) => {
  const { code, err, out } = await place.run(`${line} --format json`);
  if (err === '') throw new Error(out);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; details: unknown } }).error };
};

it.each([
  ['its people and contacts', ACME],
  ['all of its work', WORK],
])(
  'a document becomes a workspace with %s; the plan says so before, and a second time nothing is done',
  async (_, document) => {
    const place = office(document);
    const planned = await place.json<SeedAnswer>('seed plan acme.yaml');
    expect(planned).toMatchObject({ applied: false, removed: 0, unmet: [] });
    expect((await place.run('workspaces show acme')).code).toBe(4);
    const done = await place.json<SeedAnswer>('seed apply acme.yaml');
    expect(done.steps).toEqual(planned.steps);
    expect(done).toMatchObject({ applied: true, made: planned.made });
    const before = await bytesOf(place);
    expect(await place.ok('seed apply acme.yaml')).toContain('nothing to do');
    expect((await place.run('seed plan acme.yaml --exit-code')).code).toBe(0);
    expect(await bytesOf(place)).toBe(before);
    expect((await place.run('audit verify')).code).toBe(0);
  },
);

it('the plan tells who gains and who loses which actions', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write('acme.yaml', ACME.replace('bo@acme.com, role: standard', 'bo@acme.com, role: lead'));
  const { access, steps } = await place.json<SeedAnswer>('seed plan acme.yaml');
  expect(steps).toMatchObject([
    { change: 'edit', kind: 'users', name: 'bo@acme.com', what: [{ what: 'role', from: 'standard', to: 'lead' }] },
  ]);
  expect(access).toMatchObject([{ members: ['bo@acme.com'], loses: [] }]);
  expect(access?.[0]?.gains).toContain('lists.delete');
});

it('a reach that becomes another is told as such and not as lost, and a pipe gets all of it', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write(
    'acme.yaml',
    ACME.split('expect:')[0]?.replace('bo@acme.com, role: standard', 'bo@acme.com, role: admin') ?? '',
  );
  const { access } = await place.json<SeedAnswer>('seed plan acme.yaml');
  expect(access).toMatchObject([{ members: ['bo@acme.com'], loses: [] }]);
  expect(access?.[0]?.reaches).toContainEqual({ action: 'lines.view', from: 'granted', to: 'all' });
  const plan = await place.ok('seed plan acme.yaml');
  expect(plan).toMatch(/^bo@acme\.com: reach .*lines\.view granted → all/m);
  for (const action of access?.[0]?.gains ?? []) expect(plan).toContain(action);
});

it('where a right is missing nothing is written: the right, the step and who could are told, all at once', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  const before = JSON.stringify(await contentsOf(place));
  place.write(
    'more.yaml',
    `
workspace: { slug: acme }
lines: [{ address: "+15550102" }]
users: [{ email: di@acme.com, role: admin, lines: ["+15550102"] }]
templates: [{ name: bye, body: Bye }, { name: hi, body: Hello }]
`,
  );
  const plan = await failure(place, 'seed plan more.yaml --as cy@acme.com');
  expect(plan).toMatchObject({ exit: 3, code: 'missing-rights' });
  const { missing } = plan.details as {
    missing: { action: string; step: { kind: string; name: string }; remedies: { by: string[] }[] }[];
  };
  expect(missing.map(({ action, step }) => `${action} ${step.kind} ${step.name}`)).toEqual(
    expect.arrayContaining(['lines.add lines +15550102']),
  );
  expect(missing[0]?.remedies[0]?.by).toEqual(['ada@acme.com']);
  const entries = (await entriesOf(place)).length;
  const apply = await place.run('seed apply more.yaml --as cy@acme.com');
  expect(apply.code).toBe(3);
  expect(apply.err).toMatch(/lines\.add.*to make the line \+15550102 \(more\.yaml:3:9\)/);
  expect(apply.err).toContain('may be run by ada@acme.com');
  expect(JSON.stringify(await contentsOf(place))).toBe(before);
  // What was refused is in the ledger; what was only planned is not.
  const more = (await entriesOf(place)).slice(entries) as { outcome: string }[];
  expect(more.length).toBeGreaterThan(0);
  expect(new Set(more.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
});

it('a right that is missing for one of many people is told with where they stand, and so is what was not tried', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write(
    'more.yaml',
    `
workspace: { slug: acme }
teams: [{ name: Support, members: [bo@acme.com] }]
users:
  - { email: di@acme.com, role: standard }
  - { email: bo@acme.com, role: admin }
  - { email: cy@acme.com, status: suspended, lines: ["+15550100"] }
`,
  );
  const { err } = await place.run('seed plan more.yaml --as bo@acme.com');
  expect(err).toMatch(/users\.suspend on user .*, to edit the user cy@acme\.com \(more\.yaml:7:35\)/);
  expect(err).toMatch(/grants\.lines on .*, to edit the user cy@acme\.com \(more\.yaml:7:53\)/);
  expect(err).toMatch(/roles\.assign on .*, to edit the user bo@acme\.com \(more\.yaml:6:33\)/);
  expect(err).toMatch(/users\.invite on .*, to make the user di@acme\.com/);
  expect(err).toContain('could not be tried, as it builds on these: compare teams');
  expect(err).toContain('no change of rights that you may see would allow it');
});

it('a right that is missing for several things is told once with them, and so is what would give several rights', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write(
    'more.yaml',
    `
workspace: { slug: acme }
lines: [{ address: "+15550102" }, { address: "+15550103" }, { address: "+15550104" }, { address: "+15550105" }]
roles: [{ name: second, from: lead }]
settings: { country: GB }
templates: [{ name: bye, body: Bye }]
`,
  );
  const { err } = await place.run('seed plan more.yaml --as bo@acme.com');
  const says = (what: string) => `the role of bo@acme.com does not allow them to ${what}`;
  const at = (address: number, column: number) => `make the line +1555010${address} (more.yaml:3:${column})`;
  expect(err.trimEnd().split('\n')).toEqual([
    'error: 4 rights are missing, and nothing was changed',
    `  lines.add, to ${at(2, 9)}, ${at(3, 35)}, ${at(4, 61)} and 1 more step: ${says('add a line')}`,
    `  settings.view, to see settings: ${says('open the settings')}`,
    `  roles.view, to see roles: ${says('see the roles')}`,
    `  templates.add, to make the template bye (more.yaml:6:13): ${says('add a response template')}`,
    '    $ switchboard users set-role bo@acme.com admin --workspace acme',
    '    may be run by ada@acme.com',
  ]);
});

it('whoever sees nothing of a workspace is told what they would have to see, as a document calls it', async () => {
  const place = office(`
workspace: { slug: acme, name: Acme, model: owner-manager-agent, owner: ada@acme.com }
products: [blast, conversations]
settings: { country: US, assignment: { mode: round-robin, team: Sales } }
lines: [{ address: "+15550100" }]
roles: [{ name: lead, from: agent }]
teams: [{ name: Sales, members: [cy@acme.com] }]
users: [{ email: cy@acme.com, role: billing, status: active }]
fields: [{ name: city, kind: text }]
lists: [{ name: VIP }, { name: Near, where: [city = Boston] }]
templates: [{ name: hi, body: Hi }]
responders: [{ name: hi, kind: welcome, reply: Hi }]
contacts: [{ phone: "+16175550100" }]
conversations: [{ line: "+15550100", contact: "+16175550100" }]
blasts: [{ name: Fall, line: "+15550100", body: Hi, lists: [VIP] }]
`);
  await place.ok('seed apply acme.yaml');
  const { details } = await failure(place, 'seed plan acme.yaml --prune --as cy@acme.com');
  const { missing } = details as { missing: { action: string; step: { change: string; kind: string } }[] };
  const seen = missing.filter(({ step }) => step.change === 'see').map(({ step }) => step.kind);
  const kinds = ['products', 'lines', 'settings', 'roles', 'teams', 'users', 'fields', 'lists', 'contacts'] as const;
  expect([...new Set(seen)].sort()).toEqual(
    [...kinds, 'workspace', 'templates', 'responders', 'conversations', 'blasts'].sort(),
  );
  const { err } = await place.run('seed plan acme.yaml --prune --as cy@acme.com');
  expect(err).toContain('  workspace.view, to see the workspace: ');
  expect(err).toContain('  lines.view, to see lines and see responders: ');
});

it('a step that cannot be taken forgets all that came before it', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  const before = await bytesOf(place);
  place.write(
    'bad.yaml',
    `
workspace: { slug: acme }
lines: [{ address: "+15550109" }]
fields: [{ name: note, kind: text }, { name: city, kind: number }]
`,
  );
  expect(await failure(place, 'seed apply bad.yaml')).toMatchObject({ exit: 6, code: 'other-kind' });
  place.write(
    'bad.yaml',
    `
workspace: { slug: acme }
lines: [{ address: "+15550109" }]
contacts: [{ phone: "+16175550111" }, { phone: "+16175550112", assignee: nobody@acme.com }]
`,
  );
  const fault = await failure(place, 'seed apply bad.yaml');
  expect(fault).toMatchObject({ exit: 2, code: 'unknown-member' });
  expect(fault.message).toContain('bad.yaml:4:74 contacts[1].assignee: there is no member nobody@acme.com');
  expect(await bytesOf(place)).toBe(before);
});

it('what is wrong with people stands where the document says it, and a role that is none is told once', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write(
    'bad.yaml',
    `
workspace: { slug: acme }
users:
  - email: ed@acme.com
    role: standrd
    lines:
      - "+15550100"
      - "+15550109"
    restrictions:
      - contacts=self
`,
  );
  const { code, details } = await failure(place, 'seed apply bad.yaml');
  expect(code).toBe('unknown-role');
  expect(details).toEqual({
    faults: [
      {
        file: 'bad.yaml',
        line: 5,
        column: 11,
        path: 'users[0].role',
        code: 'unknown-role',
        message: 'there is no role "standrd" here',
        suggestion: 'did you mean "standard"?',
      },
      expect.objectContaining({ line: 8, column: 9, path: 'users[0].lines[1]', code: 'unknown-line' }),
    ],
  });
});

it('a hint leads to all faults: what only an empty database lacks is no fault for seed check', async () => {
  const lines = Array.from({ length: 25 }, (_, i) => `"+155502${String(i).padStart(2, '0')}"`);
  const place = office(`${ACME.split('expect:')[0]}`.replace('lines: ["+15550100"], p', `lines: [${lines.join()}], p`));
  const { err } = await place.run('seed plan acme.yaml');
  expect(err).toContain('and 5 more faults');
  expect(err).toContain('hint: programs find all of them: --format json');
  expect(err).not.toContain('seed check');
  expect((await place.run('seed check acme.yaml')).code).toBe(0);
  expect((await failure(place, 'seed plan acme.yaml')).details).toHaveProperty('faults.length', 25);
});

it('on an empty database nothing is there that a document does not make: all of it is told at once, each in its place', async () => {
  const place = office(
    ACME.replace('teams: [Sales]', 'teams: [Slaes]').replace('first_name|there', 'frist_name|there'),
  );
  for (const way of ['plan', 'apply']) {
    const { exit, code, details } = await failure(place, `seed ${way} acme.yaml`);
    expect({ exit, code }).toEqual({ exit: 2, code: 'bad-seed' });
    expect(details).toMatchObject({
      faults: [
        { line: 14, code: 'unknown-team', suggestion: 'did you mean "Sales"?' },
        { line: 27, code: 'unknown-variable', suggestion: 'did you mean {first_name}?' },
      ],
    });
  }
});

it('what is expected and does not hold forgets everything', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  const before = await bytesOf(place);
  place.write(
    'acme.yaml',
    ACME.replace('bo@acme.com, role: standard, status: active', 'bo@acme.com, role: admin, status: active'),
  );
  const { code, out } = await place.run('seed apply acme.yaml');
  expect(code).toBe(1);
  expect(out).toMatch(/acme\.yaml:30:5: bo@acme\.com may not users\.delete was expected; yes/);
  expect(await bytesOf(place)).toBe(before);
});

it('an expectation of a reason that does not hold is told with the reason', async () => {
  const place = office(
    `${ACME}  - { member: bo@acme.com, action: users.delete, allowed: false, code: line.not-granted }\n`,
  );
  const { code, out } = await place.run('seed apply acme.yaml');
  expect(code).toBe(1);
  expect(out).toContain('bo@acme.com may not users.delete was expected (line.not-granted); no: ');
});

it('a plan that is kept is applied just so, and is refused once the workspace or a file is another', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write('more.yaml', 'workspace: { slug: acme }\ntemplates: [{ name: bye, body: Bye }]\n');
  expect((await place.run('seed plan more.yaml --out plan.json --exit-code')).code).toBe(1);
  await place.ok('lines edit +15550101 --name Back');
  expect(await failure(place, 'seed apply plan.json')).toMatchObject({ exit: 6, code: 'stale-plan' });
  await place.ok('seed plan more.yaml --out plan.json');
  const more = place.read('more.yaml');
  place.write('more.yaml', more.replace('Bye }', 'Goodbye }'));
  expect(await failure(place, 'seed apply plan.json')).toMatchObject({ exit: 6, code: 'stale-plan' });
  place.write('more.yaml', more);
  expect(await place.json<SeedAnswer>('seed apply plan.json')).toMatchObject({ applied: true, made: 1 });
  expect(await failure(place, 'seed apply plan.json')).toMatchObject({ exit: 6, code: 'stale-plan' });
});

it('only pruning removes, of the kinds that are named, and never whoever acts', async () => {
  const place = office();
  await place.ok('seed apply acme.yaml');
  place.write(
    'less.yaml',
    'workspace: { slug: acme }\nusers: [{ email: bo@acme.com, role: standard }]\ntemplates: []\n',
  );
  expect(await place.ok('seed apply less.yaml')).toContain('nothing to do');
  const { steps } = await place.json<SeedAnswer>('seed apply less.yaml --prune');
  expect(steps.map(({ change, kind, name }) => `${change} ${kind} ${name}`)).toEqual([
    'remove templates hi',
    'edit users bo@acme.com',
    'remove users cy@acme.com',
  ]);
  expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\n');
});

it('a file is not applied by nobody, and founds by its own owner', async () => {
  const place = desk();
  if (place.store.name === 'postgres') return;
  place.write('acme.yaml', ACME);
  expect(await place.json<SeedAnswer>('seed apply acme.yaml')).toMatchObject({ applied: true });
  expect(await failure(place, 'seed apply acme.yaml')).toMatchObject({ exit: 2, code: 'no-actor' });
});

it('where nothing is yet, whoever is not the owner of the document is told who is', async () => {
  const place = office();
  expect(await failure(place, 'seed apply acme.yaml --as bo@acme.com')).toMatchObject({
    exit: 3,
    code: 'not-the-owner',
    message: expect.stringContaining('is made by its owner ada@acme.com: bo@acme.com would be nobody in it'),
  });
  await place.ok('seed apply acme.yaml --as ADA@acme.com');
});

it('a workspace beside others is made first by whoever may, and filled by its owner: the hint says how', async () => {
  const place = office();
  if (place.store.name === 'postgres') return;
  await place.ok('seed apply acme.yaml');
  place.write(
    'beta.yaml',
    'workspace: { slug: beta, model: standard-admin, owner: gus@beta.com }\nlines: [{ address: "+15550177" }]\n',
  );
  const making = 'switchboard workspaces create beta --model standard-admin --owner gus@beta.com';
  for (const [actor, code] of [
    ['ada@acme.com', 'not-the-owner'],
    ['gus@beta.com', 'not-a-founder'],
  ]) {
    expect(await failure(place, `seed apply beta.yaml --as ${actor}`)).toMatchObject({ exit: 3, code });
    const { err } = await place.run(`seed apply beta.yaml --as ${actor}`);
    expect(err).toContain(`it first: ${making}; then apply the document`);
  }
  await place.ok(`${making.replace('switchboard ', '')} --as ada@acme.com`);
  await place.ok('seed apply beta.yaml --as gus@beta.com');
  expect(await place.ok('lines list -q --as gus@beta.com --workspace beta')).toBe('+15550177\n');
});

it('of many people whom one step invites, those beyond the rank of whoever acts are told with the right and who could', async () => {
  const place = desk({ SWITCHBOARD_AS: 'ada@beta.com' });
  place.write(
    'beta.yaml',
    `
workspace: { slug: beta, model: owner-manager-agent, owner: ada@beta.com }
users: [{ email: mo@beta.com, role: manager, status: active }]
`,
  );
  await place.ok('seed apply beta.yaml');
  const before = JSON.stringify(await contentsOf(place));
  place.write(
    'more.yaml',
    'workspace: { slug: beta }\nusers: [{ email: al@beta.com, role: agent }, { email: ow@beta.com, role: owner }]\n',
  );
  const { exit, details } = await failure(place, 'seed apply more.yaml --as mo@beta.com');
  expect(exit).toBe(3);
  const { missing } = details as { missing: { action: string; code: string; step: { name: string } }[] };
  expect(missing).toMatchObject([{ action: 'users.invite', step: { name: 'ow@beta.com' } }]);
  expect(missing[0]?.code).toMatch(/^rank\./);
  expect(JSON.stringify(await contentsOf(place))).toBe(before);
});
