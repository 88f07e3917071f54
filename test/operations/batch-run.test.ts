// Many commands in one process, from a file or a row each: long, because each way in which they end is looked at.
import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contentsOf, entriesOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk, desk } from '../support/desk.ts';

interface Report {
  readonly commands: number;
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  readonly kept: boolean;
  readonly rows: readonly { readonly line: number; readonly exit: number; readonly entry: number | null }[];
}

interface Said {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string; readonly details: unknown };
}

const failure = async (place: Desk, words: readonly string[]) => {
  const { code, err } = await place.run(words);
  return { exit: code, ...(JSON.parse(err) as Said).error };
};

const bytesOf = async (place: Desk) => JSON.stringify([await contentsOf(place), await entriesOf(place)]);

/** What a ledger says, but for hashes and for the ids that are drawn for its commands. */
const toldIn = async (place: Desk) =>
  (await entriesOf(place)).map((entry) => ({ ...entry, hash: '', previous: '', operation_id: '' as const }));

const MONDAY = [
  '# What happens on Monday',
  '',
  'switchboard lines add +15550100 --kind sms --name \'Front "desk"\'',
  'templates add hi "Hi {first_name|there}, it\'s \\"us\\""  # quotes as in a shell',
  'contacts add +16175550100 --name Di\\ Doe --tags vip,new',
  'contacts list',
  '{"operation":"teams add","input":{"name":"Sales"}}',
  'users invite bo@acme.com --role standard --lines +15550100',
  'whoami',
];

it('many commands leave what as many processes leave, and each line has its own entry', async () => {
  const [one, many] = [await acme(), await acme()];
  for (const words of [
    ['lines', 'add', '+15550100', '--kind', 'sms', '--name', 'Front "desk"'],
    ['templates', 'add', 'hi', 'Hi {first_name|there}, it\'s "us"'],
    ['contacts', 'add', '+16175550100', '--name', 'Di Doe', '--tags', 'vip,new'],
    ['teams', 'add', 'Sales'],
    ['users', 'invite', 'bo@acme.com', '--role', 'standard', '--lines', '+15550100'],
  ]) {
    await one.ok(words);
  }
  many.write('monday.txt', MONDAY.join('\r\n'));
  const report = await many.json<Report>('batch run monday.txt');
  expect(report).toMatchObject({ commands: 7, done: 7, failed: 0, left: 0, kept: true });
  expect(report.rows.map(({ line, entry }) => [line, entry])).toEqual([
    [3, 2],
    [4, 3],
    [5, 4],
    [6, null],
    [7, 5],
    [8, 6],
    [9, null],
  ]);
  expect((await many.json<{ body: string }>('templates show hi')).body).toBe('Hi {first_name|there}, it\'s "us"');
  expect(await toldIn(many)).toEqual(await toldIn(one));
  expect(await many.run('audit verify')).toMatchObject({ code: 0 });
});

it('every line that is no command is named before the first is run', async () => {
  const place = await acme();
  const before = await bytesOf(place);
  place.write(
    'bad.txt',
    [
      'lines add +15550100',
      'users lst',
      'lines add +15550101 --knd sms',
      'templates add "hi',
      'users list > members.txt',
      'contacts import -',
      'db info',
      'batch run more.txt',
      'context set as bo@acme.com',
      'lines list --db other.db',
      '{"operation":"users set-rol","input":{}}',
      '{"operation":"teams add","input":{"nam":"Sales"}}',
      '{"operation":"contacts import","input":{}}',
      '{"operation":',
      'users --help',
      'teams add Sales>out',
      'teams add Sales;lines list',
    ].join('\n'),
  );
  const told = await failure(place, ['batch', 'run', 'bad.txt', '--format', 'json']);
  expect(told).toMatchObject({ exit: 2, code: 'bad-lines' });
  const { faults } = told.details as { faults: { line: number; code: string; suggestion: string | null }[] };
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'unknown-command'],
    [3, 'unknown-option'],
    [4, 'bad-line'],
    [5, 'bad-line'],
    [6, 'not-one-of-many'],
    [7, 'not-one-of-many'],
    [8, 'not-one-of-many'],
    [9, 'not-one-of-many'],
    [10, 'not-one-of-many'],
    [11, 'unknown-operation'],
    [12, 'bad-input'],
    [13, 'unknown-operation'],
    [14, 'bad-json'],
    [15, 'usage'],
    [16, 'bad-line'],
    [17, 'bad-line'],
  ]);
  expect(faults[0]?.suggestion).toContain('users list');
  expect(await bytesOf(place)).toBe(before);
});

const STOPS = ['lines add +15550100', 'lines add +15550100', 'lines add +15550101'].join('\n');

it('one that fails ends them, and what was done before stays', async () => {
  const place = await acme();
  const ran = await place.run('batch run -', STOPS);
  expect(ran).toMatchObject({ code: 6 });
  expect(ran.err).toContain('line 2: there is a line +15550100 already');
  expect(ran.out).toContain('3 commands: 1 done, 1 failed, 1 not run');
  expect((await entriesOf(place)).map(({ operation }) => operation)).toEqual(['workspaces create', 'lines add']);
});

it('with --keep-going the others are done, and only what failed is shown where that is wanted', async () => {
  const place = await acme();
  const ran = await place.run('batch run - --keep-going --only-failed --format csv', STOPS);
  expect(ran).toMatchObject({ code: 5, err: '' });
  expect(
    ran.out
      .trim()
      .split('\n')
      .map((row) => row.split(',').slice(0, 3).join()),
  ).toEqual(['line,command,exit', "2,'lines add +15550100,6".replace("'", '')].map((row) => row));
  expect((await entriesOf(place)).map(({ operation }) => operation)).toEqual([
    'workspaces create',
    'lines add',
    'lines add',
  ]);
});

it('a few who are invited or put on a list are forgotten alone where that fails, as by themselves', async () => {
  const [one, many] = [await acme(), await acme()];
  const lines = [
    'users invite bo@acme.com --role standard',
    'users invite bo@acme.com --role admin',
    'users invite cy@acme.com --role standard --lines nowhere',
    'lists add sale',
    'contacts add +16175550100',
    'lists fill sale +16175550100',
    'lists fill sale +16175550199',
    // On a server nobody is believed to be another.
    ...(STORE === 'sqlite' ? ['users accept --as bo@acme.com', 'users invite di@acme.com --as bo@acme.com'] : []),
    'users invite di@acme.com ed@acme.com --role standard',
    'lists fill sale +16175550100 --remove',
  ];
  const exits: number[] = [];
  for (const line of lines) exits.push((await one.run(line)).code);
  expect(exits).toEqual([0, 5, 5, 0, 0, 0, 4, ...(STORE === 'sqlite' ? [0, 3] : []), 0, 0]);
  const ran = await many.run('batch run - --keep-going --format json', lines.join('\n'));
  expect((JSON.parse(ran.out) as Report).rows.map(({ exit }) => exit)).toEqual(exits);
  expect(await toldIn(many)).toEqual(await toldIn(one));
});

it('with --atomic all of them are done, or nothing is', async () => {
  const place = await acme();
  const before = await bytesOf(place);
  const ran = await place.run('batch run - --atomic', STOPS);
  expect(ran).toMatchObject({ code: 6 });
  expect(ran.out).toContain('nothing was changed');
  expect(await bytesOf(place)).toBe(before);
  const done = await place.json<Report>('batch run - --atomic', 'lines add +15550100\nlines add +15550101\n');
  expect(done).toMatchObject({ done: 2, kept: true, rows: [{ entry: 2 }, { entry: 3 }] });
  expect(await place.run('audit verify')).toMatchObject({ code: 0 });
});

it('a question that is answered with no stops them, so that it guards what follows', async () => {
  const place = await acme();
  await place.ok('lines add +15550100');
  await place.ok('users invite bo@acme.com --role standard --lines +15550100');
  const before = await bytesOf(place);
  const ran = await place.run(
    'batch run - --atomic',
    'lines add +15550101\naccess can bo@acme.com users.delete\nlines add +15550102\n',
  );
  expect(ran).toMatchObject({ code: 1 });
  expect(await bytesOf(place)).toBe(before);
});

it('a refusal is entered after everything else is forgotten', async () => {
  const place = await acme();
  place.write('many.txt', 'lines add +15550100\nlines add +15550101 --as mallory@evil.com\n');
  const told = await place.run(
    STORE === 'sqlite' ? 'batch run many.txt --atomic' : 'batch run many.txt --atomic --as mallory@evil.com',
  );
  expect(told).toMatchObject({ code: 3 });
  expect((await entriesOf(place)).map(({ operation, outcome }) => [operation, outcome])).toEqual([
    ['workspaces create', 'done'],
    ['lines add', 'refused'],
  ]);
});

it('a rehearsal goes all the way, each on what those before it did, and changes nothing', async () => {
  const place = await acme();
  const before = await bytesOf(place);
  const ran = await place.run(
    'batch run - --dry-run --keep-going --journal done.jsonl',
    `${STOPS}\nlines show +15550101\n`,
  );
  expect(ran).toMatchObject({ code: 5 });
  const journal = place
    .read('done.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { exit: number });
  expect(journal.map(({ exit }) => exit)).toEqual([0, 6, 0, 0]);
  expect(await bytesOf(place)).toBe(before);
});

it('a journal says what became of each line, with its answer, and nobody else can read it', async () => {
  const place = await acme();
  const ran = await place.run(
    'batch run - --journal done.jsonl --keep-going',
    'lines add +15550100\nlines add +15550100\nlines list --format csv\n',
  );
  expect(ran.out).toBe('3 commands: 2 done, 1 failed, 0 not run\n');
  const journal = place
    .read('done.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(journal).toMatchObject([
    {
      line: 1,
      command: 'lines add +15550100',
      exit: 0,
      entry: 2,
      message: null,
      answer: { address: '+15550100', change: 'added' },
    },
    { line: 2, exit: 6, entry: null, code: 'line-exists', message: 'there is a line +15550100 already' },
    { line: 3, exit: 0, entry: null, answer: expect.stringMatching(/^address,.*\n'?\+15550100,/) },
  ]);
  expect(statSync(place.path('done.jsonl')).mode & 0o777).toBe(0o600);
});

it('under an operation id a script that stopped goes on where it was', async () => {
  const place = await acme();
  await place.run('batch run - --operation-id monday-01', STOPS);
  const again = await place.json<Report>(
    'batch run - --operation-id monday-01',
    'lines add +15550100\nlines add +15550109\nlines add +15550101\n',
  );
  expect(again).toMatchObject({ done: 3, rows: [{ entry: null }, { entry: 3 }, { entry: 4 }] });
  expect(await entriesOf(place)).toHaveLength(4);
});

it('a workspace is made and filled by one script, or not at all', async () => {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  const made = 'workspaces create Acme --model standard-admin --owner ada@acme.com --products conversations\n';
  place.write('bad.txt', `${made}lines add +15550100 --workspace acme\nlines add +15550100 --workspace acme\n`);
  place.write('good.txt', `${made}lines add +15550100\nlines add +15550101\n`);
  const workspace = STORE === 'sqlite' ? '' : ' --workspace acme';
  if (STORE === 'sqlite') expect(await place.run('batch run bad.txt --atomic')).toMatchObject({ code: 6 });
  expect(await place.run(`batch run good.txt${workspace}`)).toMatchObject({ code: 0 });
  expect((await entriesOf(place)).map(({ operation }) => operation)).toEqual([
    'workspaces create',
    'lines add',
    'lines add',
  ]);
});

it('tokens are in their file only once everything is kept', async () => {
  const place = await acme();
  const invite = 'users invite bo@acme.com --role standard --tokens bo.csv\n';
  expect(await place.run('batch run - --atomic', `${invite}lines show +15550100\n`)).toMatchObject({ code: 4 });
  expect(() => place.read('bo.csv')).toThrow();
  expect(await place.run('batch run - --atomic', invite)).toMatchObject({ code: 0 });
  expect(place.read('bo.csv')).toContain('bo@acme.com');
});

it('each row of a file is a command, with what is in its cells', async () => {
  const place = await acme();
  place.write(
    'people.csv',
    '\uFEFFPhone no;First name;Tag\n+16175550100;"Bo; ""B"" O\'Neil";vip\n+16175550101;--as=mallory@evil.com;\n',
  );
  const template = ['contacts', 'add', '{phone_no}', '--name', '{first name}', '--tags', '{TAG|new}'];
  expect(await place.run(['each', 'people.csv', '--', ...template])).toMatchObject({ code: 0, err: '' });
  expect((await place.ok('contacts export --raw-csv')).split('\n').slice(1)).toEqual([
    expect.stringMatching(/^\+16175550100,.*Bo;.*vip/),
    expect.stringMatching(/^\+16175550101,.*--as=mallory@evil.com.*new/),
    '',
  ]);
});

it('what is in a cell is never an option, a command, or more than one word', async () => {
  const place = await acme();
  place.write('names.csv', 'name,body\n--as=mallory@evil.com,"a; rm -rf / $(x) ""q"""\n-q,--db=x.db\n');
  const template = ['templates', 'add', '{name}', '{body} {{first_name|you}'];
  expect(await place.run(['each', 'names.csv', '--', ...template])).toMatchObject({ code: 0, err: '' });
  const { templates } = await place.json<{ templates: { name: string }[] }>('templates list');
  expect(templates.map(({ name }) => name).sort()).toEqual(['--as=mallory@evil.com', '-q']);
  const shown = await place.ok(['templates', 'show', '--format', 'json', '--', '-q']);
  expect((JSON.parse(shown) as { body: string }).body).toBe('--db=x.db {first_name|you}');
});

it('what is wrong with a template or with rows is said before the first is run', async () => {
  const place = await acme();
  place.write('people.csv', 'email,role\nbo@acme.com,\n,admin\nx,y,z\n');
  const told = (...words: string[]) => failure(place, ['each', 'people.csv', '--format', 'json', '--', ...words]);
  expect(await told('users', 'set-role', '{emial}', 'admin')).toMatchObject({
    exit: 2,
    code: 'unknown-column',
    hint: 'did you mean {email}?',
  });
  expect(await told('users', '{role}', '{email}')).toMatchObject({
    exit: 2,
    message: expect.stringContaining('{role}'),
  });
  expect(await told('users', 'set-role', '{email', 'admin')).toMatchObject({ exit: 2, code: 'bad-template' });
  expect(await told('users', 'set-rol', '{email}')).toMatchObject({ exit: 2, code: 'unknown-command' });
  const rows = await told('users', 'set-role', '{email}', '{role}');
  expect(
    (rows.details as { faults: { line: number; code: string }[] }).faults.map(({ line, code }) => [line, code]),
  ).toEqual([
    [4, 'ragged-row'],
    [2, 'missing-value'],
    [3, 'missing-value'],
  ]);
  expect(await entriesOf(place)).toHaveLength(1);
});

it('help schema says what an operation takes, and which may be named', async () => {
  const place = await acme();
  const listed = await place.ok('help schema');
  expect(listed).toMatch(/^ {2}users set-role /m);
  expect(listed).not.toMatch(/^ {2}(contacts import|db |blasts run|batch run|token create)/m);
  expect(JSON.parse(await place.ok('help schema users set-role'))).toMatchObject({
    title: 'users set-role',
    type: 'object',
    properties: { members: { type: 'array', items: { type: 'string' } }, role: { type: 'string' } },
    required: ['members', 'role'],
    additionalProperties: false,
  });
  const fault = await place.run('help schema users set-rol');
  expect(fault).toMatchObject({ code: 2 });
  expect(fault.err).toContain('users set-role');
});
