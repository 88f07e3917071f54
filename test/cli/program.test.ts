import { describe, expect, it } from 'vitest';
import type { AnyFace, Face } from '../../src/cli/face.ts';
import { COMMANDS, NOUNS } from '../../src/cli/nouns.ts';
import { walk } from '../../src/cli/program.ts';
import { TOPICS } from '../../src/cli/topics.ts';
import { acme, desk } from '../support/desk.ts';

const text = async (line: string, columns: number): Promise<string> => {
  const walked = await walk(
    line.split(' ').filter((word) => word !== ''),
    '1.2.3',
    columns,
    [{ code: 41, means: 'a wonder' }],
  );
  return 'text' in walked ? walked.text : '';
};

const verbs = async (): Promise<{ line: string; face: Face<never, never> }[]> => {
  const alone = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ line: name, face: await load() })));
  const nouns = await Promise.all(NOUNS.map(async ({ load }) => load()));
  const below = nouns.flatMap(({ name, faces }) =>
    faces.map((face: AnyFace) => ({ line: `${name} ${face.usage.split(' ')[0]}`, face })),
  );
  return [...alone, ...below] as { line: string; face: Face<never, never> }[];
};

describe('help', () => {
  it('of every command leads with its examples, says what it is for, and lists its options', async () => {
    for (const { line, face } of await verbs()) {
      const page = await text(`${line} --help`, 110);
      const [first, second] = page.split('\n');
      expect([line, first, second]).toEqual([line, `  # ${face.examples[0]?.[1]}`, `  $ ${face.examples[0]?.[0]}`]);
      expect(page.toLowerCase()).toContain(face.about.toLowerCase().slice(0, 40));
      expect(page).toContain(`Usage: switchboard ${line}`);
      for (const { flags } of face.flags ?? []) expect(page).toContain(flags);
    }
  });

  it('is no wider than it may be, but for commands, which stay whole', async () => {
    for (const columns of [60, 80, 120]) {
      const lines = [
        '',
        '--help',
        'users',
        ...(await verbs()).map(({ line }) => `${line} --help`),
        ...Object.keys(TOPICS).map((topic) => `help ${topic}`),
      ];
      for (const line of lines) {
        const wide = (await text(line, columns))
          .split('\n')
          .filter((one) => one.length > Math.min(columns, 110) && !/^ {2}[$#] |^Usage: /.test(one));
        // A single word that is longer than the line cannot be broken.
        expect([line, wide.filter((one) => one.trim().includes(' '))]).toEqual([line, []]);
      }
    }
  });

  it('has its options in one column', async () => {
    const page = await text('audit list --help', 120);
    const lines = page.split('\n').filter((line) => line.startsWith('  --'));
    expect(lines.length).toBeGreaterThan(5);
    expect(new Set(lines.map((line) => line.length - line.replace(/^ {2}--\S+( <\S+>)?\s+/, '').length)).size).toBe(1);
  });

  it('is the same however it is asked for', async () => {
    expect(await text('help', 80)).toBe(await text('--help', 80));
    expect(await text('', 80)).toBe(await text('--help', 80));
    expect(await text('help users', 80)).toBe(await text('users --help', 80));
    expect(await text('users', 80)).toBe(await text('users --help', 80));
    expect(await text('help users list', 80)).toBe(await text('users list --help', 80));
    expect(await text('help whoami', 80)).toBe(await text('whoami -h', 80));
  });

  it('of a noun lists its verbs with their sentences', async () => {
    const page = await text('audit', 110);
    expect(page).toContain('list             list the entries of the ledger, newest first');
    expect(page).not.toContain('--fields');
  });

  it('tells the exit codes that main goes by', async () => {
    expect(await text('help exit-codes', 80)).toContain(' 41  a wonder');
    const place = await acme();
    const told = await place.ok('help exit-codes');
    for (const [line, code] of [
      ['users list', 0],
      ['audit list --can-i --as mallory@x.com', 1],
      ['users lst', 2],
      ['users list --as mallory@x.com', 3],
      ['audit show 99', 4],
      ['db backup switchboard.db', 6],
      ['users list --db /dev/null', 7],
    ] as const) {
      expect([line, (await place.run(line)).code]).toEqual([line, code]);
      expect(told).toMatch(new RegExp(`^ +${code}  \\S`, 'm'));
    }
  });

  it('prints the version', async () => expect(await text('--version', 80)).toBe('1.2.3\n'));
});

describe('wrong usage', () => {
  const mistakes: readonly (readonly [line: string, says: string, hint: string])[] = [
    ['hlep', 'there is no command "switchboard hlep"', 'switchboard help'],
    ['user list', 'there is no command "switchboard user"', 'switchboard users'],
    ['users lsit', 'there is no command "switchboard users lsit"', 'switchboard users list'],
    ['users lsit --help', 'there is no command "switchboard users lsit"', 'switchboard users list'],
    ['help users lsit', 'there is no command "switchboard users lsit"', 'switchboard users list'],
    ['help fromats', 'there is no help on "fromats"', 'switchboard help formats'],
    ['help nothing-like-it', 'there is no help on', 'switchboard --help'],
    ['users list --frmat json', 'switchboard users list has no option --frmat', '--format'],
    ['users list --rol admin', 'switchboard users list has no option --rol', '--role'],
    ['whoami --hlep', 'switchboard whoami has no option --hlep', '--help'],
    [
      'users list extra words',
      'switchboard users list takes no arguments, and 2 were given',
      'for example: switchboard users list',
    ],
    ['audit show', 'switchboard audit show needs <number>', 'for example: switchboard audit show 12'],
    ['context set as', 'switchboard context set needs <value>', 'for example: switchboard context set as ada@acme.com'],
    ['audit list --since', '--since <time>', 'for example: switchboard audit list'],
    ['users list --dry-run --explain', 'choose one of', ''],
    ['users list --format jsn', 'there is no format "jsn"', 'json'],
    ['users list --wait soon', '"soon"', ''],
  ];
  for (const [line, says, hint] of mistakes) {
    it(line, async () => {
      const { code, out, err } = await desk().run(line);
      expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(says) });
      expect(err).toContain(hint);
    });
  }

  it('never repeats the value of an option that is not there', async () => {
    for (const words of [
      ['--tokne=SECRET'],
      ["--tokne=SE'CRET"],
      ['--tokne=a\nSECRET'],
      ['-xSECRET'],
      ['--tokne', 'SECRET'],
      ['--=SECRET'],
    ]) {
      for (const before of [[], ['users'], ['users', 'list'], ['whoami']]) {
        const { code, err } = await desk().run([...before, ...words]);
        expect([code, err.includes('CRET')]).toEqual([2, false]);
        const { err: json } = await desk().run([...before, ...words, '--format', 'json']);
        expect(json).not.toContain('CRET');
      }
    }
  });

  it('is told without obeying what was typed', async () => {
    const nasty = '\u001b[31mred\u001b[0m\u202e';
    for (const words of [
      [nasty],
      ['users', nasty],
      ['users', 'list', `--${nasty}`],
      ['users', 'list', '--format', nasty],
      ['help', nasty],
      ['audit', 'show', nasty],
    ]) {
      const { code, err } = await desk({ SWITCHBOARD_AS: 'ada@acme.com' }).run(words);
      expect(code).not.toBe(0);
      for (const character of ['\u001b', '\u202e']) expect(err).not.toContain(character);
    }
  });

  it('is one document where JSON was asked for', async () => {
    const { err } = await desk().run('users lsit --format json');
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'unknown-command', hint: 'did you mean "switchboard users list"?' },
    });
  });
});

it('an option that takes several values leaves the arguments behind it alone', async () => {
  const walked = await walk(['users', 'list', '--role', 'admin', '--role', 'standard,x', '--format', 'json'], '1', 80);
  expect(walked).toMatchObject({ options: { role: ['admin', 'standard,x'], format: 'json' } });
  expect(await walk(['audit', 'show', '12', '--fields', 'a,b'], '1', 80)).toMatchObject({
    args: ['12'],
    options: { fields: 'a,b' },
  });
});
