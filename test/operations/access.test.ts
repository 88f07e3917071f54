import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/access/actions.ts';
import { acme, beta, type Desk } from '../support/desk.ts';

/** ada's workspace with two lines; bo works on the first of them with conversations, cy waits, di is suspended. */
async function office(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100 --name "Front desk"');
  await place.ok('lines add +15550101');
  await place.ok('users invite bo@acme.com di@acme.com --status active --lines +15550100 --products conversations');
  await place.ok('users invite cy@acme.com');
  await place.ok('users suspend di@acme.com');
  return place;
}

const failure = async (place: Desk, line: string) => {
  const { code, err } = await place.run(`${line} --format json`);
  return {
    exit: code,
    ...(JSON.parse(err) as { error: { code: string; message: string; hint: string | null } }).error,
  };
};

describe('access can', () => {
  it('says yes or no with the sentence that decides, and exits 0 or 1', async () => {
    const place = await office();
    expect(await place.run('access can bo@acme.com conversations.reply --line +15550100')).toEqual({
      code: 0,
      out: 'yes: bo@acme.com may reply in a conversation on line +15550100\n',
      err: '',
    });
    expect(await place.run('access can bo@acme.com conversations.reply --line +15550101')).toEqual({
      code: 1,
      out: 'no: bo@acme.com has not been granted line +15550101 (line.not-granted)\n',
      err: '',
    });
    expect((await place.run('access can bo@acme.com blasts.create --line +15550101')).out).toBe(
      'no: bo@acme.com has not been granted product blast (product.not-granted, and 1 more)\n',
    );
    expect(await place.run('access can bo@acme.com users.invite -q')).toMatchObject({ code: 1, out: 'no\n' });
  });

  it('answers programs with the decision, without who made it so', async () => {
    const place = await office();
    expect(
      JSON.parse((await place.run('access can BO@acme.com blasts.view --line "front desk" --format json')).out),
    ).toEqual({
      allowed: false,
      action: 'blasts.view',
      resource: { line: '+15550100' },
      member: 'bo@acme.com',
      code: 'product.not-granted',
      because: 'bo@acme.com has not been granted product blast (product.not-granted)',
    });
  });

  it.each([
    ['zed@acme.com contacts.view', 'member.stranger'],
    ['cy@acme.com contacts.view', 'member.invited'],
    ['di@acme.com contacts.view', 'member.suspended'],
    ['ada@acme.com users.delete --on-user ada@acme.com', 'rank.self'],
    ['bo@acme.com users.delete --on-user ada@acme.com', 'role.lacks-action'],
    ['ada@acme.com products.view --product voice', 'product.not-activated'],
  ])('%s: %s', async (question, code) => {
    const place = await office();
    await place.ok('products activate voice');
    await place.ok('products deactivate voice --confirm voice');
    expect(JSON.parse((await place.run(`access can ${question} --format json`)).out)).toMatchObject({
      allowed: false,
      code,
    });
  });

  it('knows the last holder of the top role, and the role that would be given', async () => {
    const place = await beta();
    await place.ok('users invite bo@beta.com --role manager --status active');
    await place.ok('users invite cy@beta.com --role agent --status active');
    const codes = async (question: string) => {
      const { out } = await place.run(`access explain ${question} --format json`);
      return (JSON.parse(out) as { steps: { code?: string }[] }).steps.flatMap(({ code }) => code ?? []);
    };
    expect(await codes('bo@beta.com users.suspend --on-user cy@beta.com')).toEqual([]);
    expect(await codes('bo@beta.com roles.assign --on-user cy@beta.com --role manager')).toEqual(['rank.not-managed']);
    await place.ok('users invite di@beta.com --role owner');
    expect(await codes('di@beta.com users.delete --on-user ada@beta.com')).toEqual([
      'member.invited',
      'rank.last-holder',
    ]);
    await place.ok('users accept --as di@beta.com');
    expect(await codes('di@beta.com users.delete --on-user ada@beta.com')).toEqual([]);
  });

  it.each([
    ['bo@acme.com contact.view', 'unknown-action', 'contacts.view'],
    ['bo@acme.com contacts.frobnicate', 'unknown-action', 'contacts.delete'],
    ['bo@acme.com contacts.view --line +15550110', 'unknown-line', '+15550100'],
    ['bo@acme.com contacts.view --product blsat', 'unknown-product', 'blast'],
    ['bo@acme.com users.invite --role admn', 'unknown-role', 'admin'],
    ['bo contacts.view', 'bad-input', '--help'],
    ['bo@acme.com', 'missing-argument', 'access can'],
    ['bo@acme.com contacts.view --batch -', 'usage', null],
  ])('%s: a usage error, %s', async (question, code, hint) => {
    const place = await office();
    expect(await failure(place, `access can ${question}`)).toMatchObject({
      exit: 2,
      code,
      hint: hint === null ? null : expect.stringContaining(hint),
    });
  });

  it('says that contacts and conversations are not there', async () => {
    const place = await office();
    for (const flag of ['--contact +15559999', '--conversation 7']) {
      expect(await failure(place, `access can bo@acme.com contacts.view ${flag}`)).toMatchObject({
        exit: 4,
        code: 'record.missing',
      });
    }
  });

  it('lets everyone ask about themself, and those about others who may', async () => {
    const place = await office();
    expect(await place.run('access can bo@acme.com contacts.view --as bo@acme.com')).toMatchObject({ code: 0 });
    expect(await place.run('access can ada@acme.com contacts.view --as bo@acme.com')).toMatchObject({ code: 3 });
    expect(await place.run('access can bo@acme.com contacts.view --as mallory@x.com')).toMatchObject({ code: 3 });
    expect(await place.run('access can mallory@x.com contacts.view --as mallory@x.com')).toMatchObject({ code: 3 });
  });

  it('names no line as the nearest that the asking user may not see', async () => {
    const place = await office();
    expect((await failure(place, 'access can bo@acme.com lines.view --line +1555010 --as bo@acme.com')).hint).toContain(
      '+15550100',
    );
    await place.ok('grants remove bo@acme.com --lines +15550100');
    expect(
      (await failure(place, 'access can bo@acme.com lines.view --line +1555010 --as bo@acme.com')).hint,
    ).not.toContain('+1555');
  });
});

describe('access can --batch', () => {
  const ask = (...questions: unknown[]) => questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const answersOf = (out: string) =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { allowed: boolean; code: string; message?: string });

  it('answers a line each, in order, as access can does; its noes are answers', async () => {
    const place = await office();
    const members = ['ada@acme.com', 'bo@acme.com', 'cy@acme.com', 'di@acme.com', 'zed@acme.com'];
    const questions = ACTIONS.filter((_, i) => i % 7 === 0).flatMap((action) =>
      members.map((member, i) => ({
        member,
        action,
        line: i % 2 === 0 ? '+15550101' : null,
        ...(action.startsWith('users.') || action.startsWith('roles.')
          ? { user: members[(i + 1) % 5], role: 'standard' }
          : {}),
      })),
    );
    const { code, out, err } = await place.run('access can --batch -', ask(...questions));
    expect([code, err]).toEqual([0, '']);
    const answers = answersOf(out);
    expect(answers.length).toBe(questions.length);
    expect(answers.some(({ allowed }) => allowed)).toBe(true);
    for (const [i, { member, action, line, ...upon }] of questions.entries()) {
      const { user, role } = upon as { user?: string; role?: string };
      const flags = `${line === null ? '' : ` --line ${line}`}${user ? ` --on-user ${user} --role ${role}` : ''}`;
      const alone = JSON.parse((await place.run(`access can ${member} ${action}${flags} --format json`)).out) as {
        allowed: boolean;
        code: string;
      };
      expect([member, action, answers[i]]).toEqual([member, action, { allowed: alone.allowed, code: alone.code }]);
    }
  });

  it('reads a file, and answers what it cannot understand with what is wrong, and exit 2', async () => {
    const place = await office();
    const member = 'bo@acme.com';
    const lines = [
      '\uFEFF{"member":"bo@acme.com","action":"contacts.view"}',
      '',
      '{"member":"bo@acme.com"',
      '[]',
      JSON.stringify({ member }),
      JSON.stringify({ member, action: 7 }),
      JSON.stringify({ member, action: 'contacts.view', lien: '+15550100' }),
      JSON.stringify({ member: 'bo', action: 'contacts.view' }),
      JSON.stringify({ member, action: 'contacts.vew' }),
      JSON.stringify({ member, action: 'users.invite', role: 'admn' }),
      JSON.stringify({ member, action: 'contacts.view', line: '+1999' }),
      JSON.stringify({ member, action: 'products.view', product: 'blsat' }),
      JSON.stringify({ member, action: 'contacts.view', contact: '+15559999' }),
      JSON.stringify({ member, action: 'products.view', product: 'blast' }),
    ];
    place.write('questions.jsonl', lines.join('\r\n'));
    const { code, out, err } = await place.run('access can --batch questions.jsonl');
    expect(answersOf(out)).toEqual([
      { allowed: true, code: 'allowed' },
      { allowed: false, code: 'bad-json', message: 'this line is no JSON' },
      { allowed: false, code: 'bad-question', message: expect.stringContaining('is an object') },
      { allowed: false, code: 'bad-question', message: 'a question needs a "member" and an "action"' },
      { allowed: false, code: 'bad-question', message: '"action" must be a text' },
      { allowed: false, code: 'bad-question', message: 'a question has no "lien"; did you mean "line"?' },
      { allowed: false, code: 'bad-question', message: '"bo" is no e-mail address' },
      { allowed: false, code: 'unknown-action', message: expect.stringContaining('did you mean "contacts.view"?') },
      { allowed: false, code: 'unknown-role', message: expect.stringContaining('did you mean "admin"?') },
      { allowed: false, code: 'line.missing', message: 'there is no line "+1999"' },
      { allowed: false, code: 'product.not-activated', message: expect.stringContaining('did you mean "blast"?') },
      { allowed: false, code: 'record.missing', message: 'there is no contact "+15559999"' },
      { allowed: false, code: 'product.not-granted' },
    ]);
    expect(code).toBe(2);
    expect(err).toContain('11 questions could not be understood, the first on line 3');
    expect(await place.run('access can --batch nowhere.jsonl')).toMatchObject({ code: 4 });
    expect(await place.run('access can --batch questions.jsonl --as bo@acme.com')).toMatchObject({ code: 3, out: '' });
    expect(await place.run('access can --batch -')).toEqual({ code: 0, out: '', err: '' });
  });

  it('loses no line between two pieces of a long file, and none that is too long', async () => {
    const place = await office();
    const questions = Array.from({ length: 5000 }, (_, i) => ({
      member: `user${i % 3000}@acme.com`,
      action: 'contacts.view',
    }));
    const long = `{"member":"${'x'.repeat(3_000_000)}","action":"contacts.view"}\n`;
    const { code, out } = await place.run(
      'access can --batch -',
      ask(...questions) + long + ask({ member: 'bo@acme.com', action: 'contacts.view' }),
    );
    const answers = answersOf(out);
    expect(code).toBe(2);
    expect(answers.length).toBe(5002);
    expect(new Set(answers.slice(0, 5000).map((answer) => answer.code))).toEqual(new Set(['member.stranger']));
    expect(answers.slice(5000).map((answer) => answer.code)).toEqual(['bad-json', 'allowed']);
  });
});

interface Explained {
  allowed: boolean;
  action: string;
  resource: Record<string, string>;
  member: string;
  steps: {
    gate: string;
    outcome: string;
    code?: string;
    because?: { fact: string; by: string; at: string; entry: number };
    says: string;
  }[];
  remedies: { command: string; opens: string[]; by: string[] }[];
}

describe('access explain', () => {
  const explained = async (place: Desk, question: string) =>
    JSON.parse((await place.run(`access explain ${question} --format json`)).out) as Explained;

  it('tells all eight gates, with who made it so, and what would make it a yes', async () => {
    const place = await office();
    const { code, out } = await place.run('access explain bo@acme.com blasts.create --line +15550101');
    expect(code).toBe(1);
    expect(`\n${out}`).toMatchInlineSnapshot(`
      "
      ✗ no: bo@acme.com blasts.create on line +15550101
      ├─ ✓ workspace: the workspace is open for this
      │  └─ workspace acme is active: by ada@acme.com at 2026-11-21T12:00:00Z, entry 1
      ├─ ✓ member: bo@acme.com is an active member
      │  └─ bo@acme.com is a standard (active): by ada@acme.com at 2026-11-21T12:00:00Z, entry 4
      ├─ ✓ role: the role of bo@acme.com allows it
      │  └─ bo@acme.com is a standard (active): by ada@acme.com at 2026-11-21T12:00:00Z, entry 4
      ├─ · restriction: no restriction is in force
      ├─ ✗ product: bo@acme.com has not been granted product blast (product.not-granted)
      ├─ ✗ line: bo@acme.com has not been granted line +15550101 (line.not-granted)
      ├─ · record: no contact or conversation is asked about
      ├─ · rank: no person, role or grant is asked about
      └─ what would make it a yes
         └─ $ switchboard grants add bo@acme.com --lines +15550101 --products blast --workspace acme
            └─ may be run by ada@acme.com
      "
    `);
    const { steps, remedies, ...rest } = await explained(place, 'bo@acme.com blasts.create --line +15550101');
    expect(rest).toEqual({
      allowed: false,
      action: 'blasts.create',
      resource: { line: '+15550101' },
      member: 'bo@acme.com',
    });
    expect(steps[1]).toEqual({
      gate: 'member',
      outcome: 'pass',
      because: { fact: 'bo@acme.com is a standard (active)', by: 'ada@acme.com', at: '2026-11-21T12:00:00Z', entry: 4 },
      says: 'bo@acme.com is an active member',
    });
    expect(remedies).toEqual([
      {
        command: 'switchboard grants add bo@acme.com --lines +15550101 --products blast --workspace acme',
        opens: ['product.not-granted', 'line.not-granted'],
        by: ['ada@acme.com'],
      },
    ]);
  });

  it('finds who took away what was there once', async () => {
    const place = await office();
    await place.ok('users set-role bo@acme.com admin');
    await place.ok('users invite ed@acme.com --status active --lines +15550100 --products conversations');
    await place.ok('grants remove ed@acme.com --lines +15550100 --products conversations --as bo@acme.com');
    await place.ok('products deactivate blast --confirm blast --as bo@acme.com');
    await place.ok('users remove di@acme.com --confirm di@acme.com --as bo@acme.com');
    const facts = async (question: string) =>
      (await explained(place, question)).steps.flatMap(({ outcome, because }) =>
        outcome === 'fail' ? because && `${because.fact}, ${because.by}` : [],
      );
    expect(await facts('ed@acme.com conversations.view --line +15550100')).toEqual([
      'product conversations was taken from ed@acme.com, bo@acme.com',
      'line +15550100 was taken from ed@acme.com, bo@acme.com',
    ]);
    expect(await facts('ada@acme.com blasts.view')).toEqual(['product blast was deactivated, bo@acme.com']);
    expect(await facts('di@acme.com contacts.view')).toEqual(['di@acme.com was removed, bo@acme.com']);
  });

  it('is itself a yes, and exits 0, where nothing stands in the way', async () => {
    const place = await office();
    const { code, out } = await place.run('access explain bo@acme.com conversations.view --line +15550100');
    expect([code, out.split('\n')[0]]).toEqual([0, '✓ yes: bo@acme.com conversations.view on line +15550100']);
    expect((await explained(place, 'bo@acme.com conversations.view --line +15550100')).remedies).toEqual([]);
  });

  it('tells a stranger of nobody', async () => {
    const place = await office();
    const { err, out } = await place.run('access can mallory@x.com contacts.view --as mallory@x.com --explain');
    expect(out).toContain('mallory@x.com is no member of this workspace (member.stranger)');
    expect(out + err).not.toContain('ada@acme.com');
    const refused = await place.run('users list --as mallory@x.com --format json');
    expect(refused.err).not.toContain('ada@acme.com');
  });

  it('proposes nothing that cannot be done before an archived workspace is restored', async () => {
    const place = await office();
    await place.ok('workspaces archive acme --confirm acme');
    expect((await explained(place, 'cy@acme.com contacts.view')).remedies).toEqual([
      {
        command: 'switchboard workspaces restore acme && switchboard users accept --as cy@acme.com --workspace acme',
        opens: ['member.invited'],
        by: ['ada@acme.com'],
      },
    ]);
    await place.ok('workspaces restore acme');
    await place.ok('users accept --as cy@acme.com');
    expect((await place.run('access can cy@acme.com contacts.view')).code).toBe(0);
  });

  it('proposes another invitation where the old one cannot be accepted any more', async () => {
    const place = await office();
    place.env.SWITCHBOARD_NOW = '2026-11-29T12:00:00Z';
    expect((await explained(place, 'cy@acme.com contacts.view')).remedies).toEqual([
      {
        command:
          'switchboard users resend cy@acme.com --workspace acme && switchboard users accept --as cy@acme.com --workspace acme',
        opens: ['member.invited'],
        by: ['ada@acme.com'],
      },
    ]);
  });
});

describe('access show', () => {
  interface Shown {
    role: string;
    status: string;
    lines: { line: string; by: string; entry: number }[];
    actions: { action: string; allowed: boolean; scope: string; code?: string; because?: { by: string } }[];
  }

  it('tells what a member holds, and every action with how far it reaches', async () => {
    const place = await office();
    const shown = await place.json<Shown>('access show bo@acme.com');
    expect(shown).toMatchObject({
      role: 'standard',
      status: 'active',
      lines: [{ line: '+15550100', by: 'ada@acme.com', entry: 4 }],
    });
    const scopes = Object.fromEntries(shown.actions.map(({ action, scope }) => [action, scope]));
    expect(shown.actions.map(({ action }) => action)).toEqual([...ACTIONS]);
    expect(scopes).toMatchObject({
      'contacts.view': 'all',
      'conversations.reply': 'granted',
      'lines.view': 'granted',
      'blasts.create': 'none',
      'users.invite': 'none',
    });
    expect(shown.actions.find(({ action }) => action === 'blasts.create')).toMatchObject({
      allowed: false,
      code: 'product.not-granted',
    });
    const table = await place.ok('access show bo@acme.com');
    expect(table).toMatch(/^conversations +– +view, reply, claim, transfer, release, end +oversee$/m);
    expect(table).toMatch(/^lines +\+15550100$/m);
  });

  it('agrees with access can about every action of everybody', async () => {
    const place = await beta();
    await place.ok('users invite bo@beta.com --role manager --status active --restrictions data-export');
    await place.ok('users invite cy@beta.com --role agent --status active --restrictions contacts=self');
    for (const member of ['ada@beta.com', 'bo@beta.com', 'cy@beta.com']) {
      const { actions } = await place.json<Shown>(`access show ${member}`);
      const asked = actions.map(({ action }) => `${JSON.stringify({ member, action })}\n`).join('');
      const answers = (await place.ok('access can --batch -', asked))
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { code: string });
      expect(answers.map(({ code }) => code)).toEqual(actions.map(({ code }) => code ?? 'allowed'));
    }
    const { actions } = await place.json<Shown>('access show cy@beta.com');
    expect(actions.filter(({ scope }) => scope === 'self').map(({ action }) => action)).toEqual([
      ...[
        'contacts.view',
        'conversations.view',
        'conversations.reply',
        'conversations.claim',
        'conversations.transfer',
      ],
      ...['conversations.release', 'conversations.end', 'conversations.oversee'],
    ]);
    const manager = await place.json<Shown>('access show bo@beta.com');
    expect(manager.actions.find(({ action }) => action === 'users.invite')).toMatchObject({ scope: 'managed' });
    expect(manager.actions.find(({ action }) => action === 'exports.run')).toMatchObject({
      code: 'restriction.data-export',
    });
  });

  it('says who is no member, and shows nobody else to those who may not ask', async () => {
    const place = await office();
    expect(await place.run('access show zed@acme.com')).toMatchObject({ code: 4 });
    expect(await place.run('access show ada@acme.com --as bo@acme.com')).toMatchObject({ code: 3 });
    expect(await place.run('access show bo@acme.com --as bo@acme.com')).toMatchObject({ code: 0 });
  });
});
