import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { entriesOf } from './support/contents.ts';
import { acme, beta, type Desk } from './support/desk.ts';
import { rosterOf } from './support/program.ts';
import { atTerminal, type Screen } from './support/screen.ts';

const WIDTHS = [50, 80, 160];
const MARKS = ['✅', '⭕', '❌'];

/** A workspace with a dozen members, a line that is granted to them, and some history. */
async function staffed(): Promise<Desk> {
  const place = await beta();
  await place.ok('lines add +15550100 --name "Front desk"');
  const rows = Array.from(
    { length: 12 },
    (_, i) => `person.${i}@beta.com,Person Number ${i},agent,+15550100,conversations;blast\n`,
  );
  await place.ok('users invite -', `email,name,role,lines,products\n${rows.join('')}`);
  await place.ok('users invite zoe@beta.com --role manager --status active --restrictions data-export');
  return place;
}

const fits = (screen: Screen): void => expect(screen.wrapped, screen.lines.join('\n')).toEqual([]);

describe.each(WIDTHS)('at a terminal of %i columns', (columns) => {
  it.each([
    ['users list'],
    ['lines list'],
    ['products list'],
    ['audit list'],
    ['roles list'],
    ['roles matrix'],
    ['access show zoe@beta.com'],
    ['access explain person.1@beta.com billing.edit'],
    ['access explain zoe@beta.com exports.run'],
    ['db check'],
    ['audit verify'],
    ['help exit-codes'],
  ])('%s fits', async (line) => {
    const screen = await atTerminal(await staffed(), line.split(' '), { columns });
    expect([0, 1]).toContain(screen.code);
    expect(screen.lines.length).toBeGreaterThan(1);
    fits(screen);
  });

  it('faults of a roster fit, each with its line', async () => {
    const place = await staffed();
    place.write(
      'roster.csv',
      'email,name,role\nbo@beta,Bo,agent\ncy@beta.com,Cy,agnet\n\x1b]0;owned\x07@x.com,\u202eDi,agent\n',
    );
    const screen = await atTerminal(place, ['users', 'invite', 'roster.csv'], { columns });
    expect(screen.code).toBe(5);
    const text = screen.lines.join('\n');
    for (const word of ['bad-email', 'unknown-role', 'control-character', 'bidi-character']) {
      expect(text.replaceAll(/…/g, '')).toContain(columns < 80 ? word.slice(0, 4) : word.slice(0, 8));
    }
    expect(text).toContain('nothing was changed');
    expect(screen.obeyed).toEqual([]);
    if (columns > 50) fits(screen);
  });

  it('the marks of the matrix stand below each other', async () => {
    const screen = await atTerminal(await staffed(), ['roles', 'matrix'], { columns });
    const marked = screen.lines.flatMap((_, y) => {
      const at = screen.columnsOf(y, MARKS);
      return at.length === 3 ? [at.join(' ')] : [];
    });
    expect(marked.length).toBeGreaterThanOrEqual(21);
    expect(new Set(marked).size).toBe(1);
  });
});

describe('colour', () => {
  it.each([
    [{}, true],
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ NO_COLOR: '', TERM: 'xterm' }, true],
  ])('with %o is there: %s', async (env, isThere) => {
    const place = await staffed();
    for (const words of [
      ['access', 'explain', 'person.1@beta.com', 'billing.edit'],
      ['users', 'lst'],
    ]) {
      const screen = await atTerminal(place, words, { env: env as Record<string, string> });
      expect(screen.coloured, words.join(' ')).toBe(isThere);
      if (!isThere) expect(screen.raw).not.toContain('\x1b[');
    }
  });

  it('says the same as none', async () => {
    const place = await staffed();
    const words = ['access', 'explain', 'person.1@beta.com', 'billing.edit'];
    const coloured = await atTerminal(place, words);
    const plain = await atTerminal(place, words, { env: { NO_COLOR: '1' } });
    expect(coloured.lines).toEqual(plain.lines);
  });
});

describe('no stored or typed text acts on a terminal', () => {
  const HOSTILE = 'a\x1b]0;owned\x07\x1b[2J\x1b[31mb\x9b32mc\rd\x08\u202ee\u200b';
  const RAW = ['\x1b]0;owned', '\x1b[2J', '\x1b[31mb', '\x9b', '\x08', '\u202e', '\u200b'];

  /** Puts hostile text into every text of the store, as another program could. */
  function tampered(place: Desk): void {
    const database = new Database(place.path('switchboard.db'));
    database.prepare('update memberships set name = ?').run(HOSTILE);
    database.prepare('update lines set name = ?').run(HOSTILE);
    database.prepare('update workspaces set name = ?').run(HOSTILE);
    database.prepare('update entries set host = ?, operation = ?').run(HOSTILE, HOSTILE);
    database
      .prepare("update users set email = 'person.3@beta.com' || ? where email_key = 'person.3@beta.com'")
      .run(HOSTILE);
    database.close();
  }

  it.each([
    ['users list'],
    ['users show person.1@beta.com'],
    ['lines list'],
    ['lines show +15550100'],
    ['workspaces list'],
    ['workspaces show'],
    ['grants list'],
    ['audit list'],
    ['audit show 2'],
    ['audit verify'],
    ['access show person.1@beta.com'],
    ['access explain person.1@beta.com conversations.reply --line +15550100'],
    ['whoami'],
    ['users list --format csv'],
    ['users list --format json'],
    ['users list --format markdown'],
    ['users remove person.1@beta.com --dry-run'],
  ])('%s', async (line) => {
    const place = await staffed();
    tampered(place);
    const screen = await atTerminal(place, line.split(' '), { columns: 120 });
    expect([0, 1], screen.lines.join('\n')).toContain(screen.code);
    for (const raw of RAW) expect(screen.raw).not.toContain(raw);
    expect(screen.obeyed).toEqual([]);
  });

  it.each([
    [['users', 'show', HOSTILE]],
    [['users', 'invite', `${HOSTILE}.csv`]],
    [['users', 'invite', `${HOSTILE}@x.com`]],
    [['users', HOSTILE]],
    [[HOSTILE]],
    [['users', 'list', `--${HOSTILE}`]],
    [['users', 'list', `--tokne=${HOSTILE}`]],
    [['users', 'list', '--format', HOSTILE]],
    [['users', 'list', '--fields', HOSTILE]],
    [['users', 'list', '--workspace', HOSTILE]],
    [['users', 'list', '--as', HOSTILE]],
    [['users', 'list', '--db', HOSTILE]],
    [['users', 'list', '--now', HOSTILE]],
    [['users', 'set-role', 'person.1@beta.com', HOSTILE]],
    [['access', 'can', 'person.1@beta.com', HOSTILE]],
    [['access', 'can', 'person.1@beta.com', 'blasts.create', '--line', HOSTILE]],
    [['lines', 'remove', '+15550100', '--confirm', HOSTILE]],
    [['help', HOSTILE]],
    [['context', 'set', HOSTILE, 'x']],
  ])('an argument: %j', async (words) => {
    const screen = await atTerminal(await staffed(), words, { columns: 120 });
    expect([2, 3, 4, 5, 6, 7], screen.lines.join('\n')).toContain(screen.code);
    for (const raw of RAW) expect(screen.raw).not.toContain(raw);
    expect(screen.obeyed).toEqual([]);
  });
});

describe('a long import', () => {
  const INVITE = ['users', 'invite', 'roster.csv'];
  const [HIDDEN, SHOWN] = ['\x1b[?25l', '\x1b[?25h'];

  it('shows how far it has come, and takes the bar away in the end', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(150_000));
    const screen = await atTerminal(place, [...INVITE, '--dry-run']);
    expect(screen.code).toBe(0);
    expect(screen.raw).toMatch(/reading .*\d+ % of \d+\.\d MB/);
    expect(screen.lines).toEqual([
      '150,000 rows: 150000 invited, 0 updated, 0 unchanged, 0 rejected',
      'dry run: nothing was changed',
    ]);
    expect(screen.raw.lastIndexOf(SHOWN)).toBeGreaterThan(screen.raw.lastIndexOf(HIDDEN));
  }, 60_000);

  it('is ended by Ctrl-C, which gives the cursor back', async () => {
    const place = await acme();
    place.write('roster.csv', rosterOf(150_000));
    const screen = await atTerminal(place, INVITE, { presses: [['reading', '\x03']] });
    expect([screen.code, screen.lines]).toEqual([130, ['error: interrupted: nothing was changed']]);
    expect(screen.raw.lastIndexOf(SHOWN)).toBeGreaterThan(screen.raw.lastIndexOf(HIDDEN));
    expect(await place.ok('users list -q')).toBe('ada@acme.com\n');
  });
});

describe('questions', () => {
  const REMOVE = ['lines', 'remove', '+15550100'];

  it('a dangerous command asks until the name is typed as it is', async () => {
    const place = await staffed();
    const presses = [
      ['to go on:', 'yes\r'],
      ['or press Ctrl-C', '\x15+15550100\r'],
    ] as const;
    const screen = await atTerminal(place, REMOVE, { presses });
    expect(screen.code, screen.lines.join('\n')).toBe(0);
    expect(await place.ok('lines list -q')).toBe('');
  });

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
    ['Ctrl-C after a wrong answer', 'no\r\x03'],
  ])('%s ends it, and nothing is changed', async (_, keys) => {
    const place = await staffed();
    const before = await entriesOf(place);
    const screen = await atTerminal(place, REMOVE, { presses: [['to go on:', keys]] });
    expect(screen.code).toBe(130);
    expect(screen.lines.join('\n')).toContain('nothing was changed');
    expect(screen.raw).not.toMatch(/\n\s+at /);
    expect(await place.ok('lines list -q')).toBe('+15550100\n');
    expect(await entriesOf(place)).toEqual(before);
  });

  it('an invitation without addresses asks for them', async () => {
    const place = await acme();
    const presses = [
      ['Whom to invite?', 'nobody\r'],
      ['type an address', '\x15bo@acme.com, cy@acme.com\r'],
    ] as const;
    const screen = await atTerminal(place, ['users', 'invite'], { presses });
    expect(screen.lines.join('\n')).toContain('2 rows: 2 invited');
    expect(screen.code).toBe(0);
    expect(await place.ok('users list -q')).toBe('ada@acme.com\nbo@acme.com\ncy@acme.com\n');
  });

  it('with --no-input nothing is asked, and the way without a question is named', async () => {
    const place = await staffed();
    const removing = await atTerminal(place, [...REMOVE, '--no-input']);
    expect([removing.code, removing.lines.join('\n').includes('--confirm +15550100')]).toEqual([2, true]);
    const inviting = await atTerminal(place, ['users', 'invite', '--no-input']);
    expect([inviting.code, inviting.lines.join('\n').includes('name a file')]).toEqual([2, true]);
  });
});
