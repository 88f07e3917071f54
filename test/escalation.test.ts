// Every way we know to get more than one was given, tried end to end: each is a line, and none of them works.
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from './support/companies.ts';
import { contentsOf, effectOf, expectRefused } from './support/contents.ts';
import type { Desk } from './support/desk.ts';

/** What is tried, the line, and the code of the refusal. Before it, what was done by those who may. */
type Attempt = readonly [tried: string, line: string, code: string, given?: readonly string[], auditor?: string];

const tried = (attempts: readonly Attempt[], found: () => Promise<Desk>) => {
  for (const [title, line, code, given = [], auditor] of attempts) {
    it(title, async () => {
      const place = await found();
      for (const before of given) await place.ok(before);
      await expectRefused(place, line, code);
      await place.ok(`audit verify${auditor ? ` --as ${auditor}` : ''}`);
    });
  }
};

describe('in Acme, nobody raises themself', () => {
  tried(
    [
      ['a standard user makes himself an admin', 'users set-role bo@acme.com admin --as bo@acme.com', 'role.lacks-action'],
      ['a standard user grants himself a line', 'grants add bo@acme.com --lines +15550101 --as bo@acme.com', 'role.lacks-action'],
      ['a standard user grants himself a product', 'grants add bo@acme.com --products blast --as bo@acme.com', 'role.lacks-action'],
      ['a standard user copies grants to himself', 'grants copy cy@acme.com bo@acme.com --as bo@acme.com', 'role.lacks-action'],
      ['a standard user invites himself once more, higher', 'users invite bo@acme.com --role admin --on-existing update --as bo@acme.com', 'role.lacks-action'],
      ['an admin changes her own role', 'users set-role ada@acme.com standard', 'rank.self'],
      ['an admin gives herself the role that she has', 'users set-role ada@acme.com admin', 'rank.self'],
      ['an admin writes her address in capitals', 'users set-role ADA@ACME.COM standard', 'rank.self'],
      ['an admin writes her address in full width', 'users set-role ａｄａ@ａｃｍｅ.com standard', 'rank.self'],
      ['an admin writes her address with blanks', 'users suspend " ada@acme.com "', 'rank.self'],
      ['an admin hides herself among others', 'users set-role bo@acme.com cy@acme.com Ada@Acme.com standard', 'rank.self'],
      ['an admin acts as herself in capitals', 'users suspend ada@acme.com --as ADA@ACME.COM', 'rank.self'],
      ['an admin grants herself a line', 'grants add ada@acme.com --lines +15550100', 'rank.self'],
      ['an admin takes a line from herself among others', 'grants remove bo@acme.com ada@acme.com --lines +15550100', 'rank.self'],
      ['an admin suspends herself', 'users suspend ada@acme.com', 'rank.self'],
      ['an admin removes herself', 'users remove ada@acme.com --confirm ada@acme.com', 'rank.self'],
      ['a suspended admin reactivates herself', 'users reactivate sue@acme.com --as sue@acme.com', 'member.suspended'],
      ['an admin invites herself once more, lower', 'users invite ADA@acme.com --role standard --on-existing update', 'rank.self'],
    ],
    acmeAtWork,
  );
});

describe('in Acme, nobody does what their standing does not allow', () => {
  tried(
    [
      ['a stranger invites', 'users invite eve@evil.com --role admin --as mallory@evil.com', 'member.stranger'],
      ['a stranger looks', 'users list --as mallory@evil.com', 'member.stranger'],
      ['a stranger asks who is there', 'users remove nobody@acme.com --confirm nobody@acme.com --as mallory@evil.com', 'member.stranger'],
      ['a stranger founds another workspace beside it', 'workspaces create Mine --owner mallory@evil.com --as mallory@evil.com', 'member.stranger'],
      ['a standard user invites', 'users invite eve@acme.com --role standard --as bo@acme.com', 'role.lacks-action'],
      ['a standard user grants a line that he holds', 'grants add cy@acme.com --lines +15550100 --as bo@acme.com', 'role.lacks-action'],
      ['a standard user copies to a friend', 'grants copy bo@acme.com cy@acme.com --as bo@acme.com', 'role.lacks-action'],
      ['a standard user removes an admin', 'users remove al@acme.com --confirm al@acme.com --as bo@acme.com', 'role.lacks-action'],
      ['a standard user reads the ledger', 'audit list --as bo@acme.com', 'role.lacks-action'],
      ["a standard user asks about someone else's access", 'access can ada@acme.com contacts.delete --as bo@acme.com', 'role.lacks-action'],
      ['a standard user adds a line', 'lines add +15550109 --kind sms --as bo@acme.com', 'role.lacks-action'],
      ['a standard user activates a product', 'products activate surveys --as bo@acme.com', 'role.lacks-action'],
      ['a standard user founds a workspace of his own', 'workspaces create Mine --owner bo@acme.com --as bo@acme.com', 'role.lacks-action'],
      ['an admin who has not accepted demotes another', 'users set-role al@acme.com standard --as ivy@acme.com', 'member.invited'],
      ['an admin who has not accepted invites', 'users invite eve@acme.com --as ivy@acme.com', 'member.invited'],
      ['a suspended admin invites', 'users invite eve@acme.com --as sue@acme.com', 'member.suspended'],
      ['a suspended admin demotes the last two', 'users set-role ada@acme.com al@acme.com standard --as sue@acme.com', 'member.suspended'],
      ['an admin grants a line that was removed', 'grants add bo@acme.com --lines +15550102', 'line.inactive'],
      ['an admin grants a product that is not activated', 'grants add bo@acme.com --products blast', 'product.not-activated', ['products deactivate blast --confirm blast']],
      ['the last of two admins removes herself', 'users remove al@acme.com --confirm al@acme.com --as al@acme.com', 'rank.self', ['users remove ada@acme.com --confirm ada@acme.com --as al@acme.com'], 'al@acme.com'],
      ['somebody who was an admin until now', 'users set-role ada@acme.com standard --as al@acme.com', 'role.lacks-action', ['users set-role al@acme.com standard']],
      ['somebody who was removed until now', 'users list --as al@acme.com', 'member.stranger', ['users remove al@acme.com --confirm al@acme.com']],
    ],
    acmeAtWork,
  );
});

describe('in Beta, nobody acts above their rank', () => {
  tried(
    [
      ['a manager promotes herself', 'users set-role mo@beta.com owner --as mo@beta.com', 'rank.self'],
      ['a manager lifts her own restriction', 'users unrestrict mo@beta.com data-export --as mo@beta.com', 'rank.self', ['users restrict mo@beta.com data-export']],
      ['a restricted manager lifts hers', 'users unrestrict mia@beta.com space-settings --as mia@beta.com', 'restriction.space-settings'],
      ['a restricted manager invites', 'users invite eve@beta.com --role agent --as mia@beta.com', 'restriction.space-settings'],
      ['a manager promotes an agent to manager', 'users set-role bo@beta.com manager --as mo@beta.com', 'rank.not-managed'],
      ['a manager promotes an agent to owner', 'users set-role bo@beta.com owner --as mo@beta.com', 'rank.not-managed'],
      ['a manager gives an agent the billing', 'users set-role bo@beta.com billing --as mo@beta.com', 'rank.not-managed'],
      ['a manager demotes an owner', 'users set-role olga@beta.com agent --as mo@beta.com', 'rank.not-managed'],
      ['a manager demotes both owners', 'users set-role olga@beta.com ada@beta.com agent --as mo@beta.com', 'rank.not-managed'],
      ['a manager suspends an owner', 'users suspend olga@beta.com --as mo@beta.com', 'rank.not-managed'],
      ['a manager suspends an agent and an owner', 'users suspend bo@beta.com olga@beta.com --as mo@beta.com', 'rank.not-managed'],
      ['a manager removes a manager', 'users remove mia@beta.com --confirm mia@beta.com --as mo@beta.com', 'rank.not-managed'],
      ['a manager frees a manager', 'users unrestrict mia@beta.com data-export --as mo@beta.com', 'rank.not-managed'],
      ['a manager restricts an owner', 'users restrict olga@beta.com space-settings --as mo@beta.com', 'rank.not-managed'],
      ['a manager renames an owner', 'users edit olga@beta.com --name Eve --as mo@beta.com', 'rank.not-managed'],
      ['a manager reactivates a manager', 'users reactivate mia@beta.com --as mo@beta.com', 'rank.not-managed', ['users suspend mia@beta.com']],
      ['a manager invites an owner', 'users invite eve@beta.com --role owner --as mo@beta.com', 'rank.not-managed'],
      ['a manager invites a manager', 'users invite eve@beta.com --role manager --as mo@beta.com', 'rank.not-managed'],
      ["a manager revokes an owner's invitation", 'users revoke eve@beta.com --as mo@beta.com', 'rank.not-managed', ['users invite eve@beta.com --role owner']],
      ["a manager sends an owner's invitation again", 'users resend eve@beta.com --as mo@beta.com', 'rank.not-managed', ['users invite eve@beta.com --role owner']],
      ['a manager grants a line to a manager', 'grants add mia@beta.com --lines +15550200 --as mo@beta.com', 'rank.not-managed'],
      ['a manager removes a line', 'lines remove +15550200 --confirm +15550200 --as mo@beta.com', 'role.lacks-action'],
      ['a manager archives the workspace', 'workspaces archive beta --confirm beta --as mo@beta.com', 'role.lacks-action'],
      ['a manager restores the workspace', 'workspaces restore beta --as mo@beta.com', 'role.lacks-action', ['workspaces archive beta --confirm beta']],
      ['an agent invites', 'users invite eve@beta.com --role agent --as bo@beta.com', 'role.lacks-action'],
      ['an agent lifts his own restriction', 'users unrestrict bo@beta.com contacts=team --as bo@beta.com', 'role.lacks-action'],
      ['an agent restricts a manager', 'users restrict mo@beta.com data-export --as bo@beta.com', 'role.lacks-action'],
      ['billing invites', 'users invite eve@beta.com --role billing --as bill@beta.com', 'role.lacks-action'],
      ['an owner demotes herself', 'users set-role ada@beta.com manager', 'rank.self'],
      ['an owner removes all owners', 'users remove olga@beta.com ada@beta.com --confirm 2', 'rank.self'],
      ['the only active owner leaves', 'users remove ada@beta.com --confirm ada@beta.com', 'rank.self', ['users suspend olga@beta.com']],
      ['an owner invites into an archived workspace', 'users invite eve@beta.com --role agent', 'workspace.archived', ['workspaces archive beta --confirm beta']],
      ['an owner sets a role in an archived workspace', 'users set-role bo@beta.com manager', 'workspace.archived', ['workspaces archive beta --confirm beta']],
      ['an invited manager accepts into an archived workspace', 'users accept --as eve@beta.com', 'workspace.archived', ['users invite eve@beta.com --role manager', 'workspaces archive beta --confirm beta']],
    ],
    betaAtWork,
  );
});

/** A roster of these rows, told to be applied where it can be. */
const fileOf = (place: Desk, rows: readonly string[]) => {
  place.write('roster.csv', ['email,role,status,lines,restrictions', ...rows, ''].join('\n'));
  return 'users invite roster.csv --on-existing update';
};

/** Rows of a roster that must be rejected as a whole: exit 5 or 3, nothing changed, one entry of the refusal. */
async function expectRejected(place: Desk, line: string, code: string): Promise<void> {
  const effect = await effectOf(place, line);
  expect({ ...effect, exit: effect.code === 3 || effect.code === 5 }, effect.err + effect.out).toMatchObject({
    exit: true,
    changed: false,
    written: [{ outcome: 'refused', codes: expect.arrayContaining([code]) }],
  });
  await place.ok('audit verify');
}

describe('nobody gets by a file what they do not get by hand', () => {
  it.each([
    ['a row for herself, higher', 'mo@beta.com', ['mo@beta.com,owner,,,'], 'rank.self'],
    ['a row for herself, in capitals', 'mo@beta.com', ['MO@BETA.COM,manager,suspended,,'], 'rank.self'],
    ['a row for herself, in full width', 'mo@beta.com', ['ｍｏ@beta.com,agent,,,'], 'rank.self'],
    ['a line for herself', 'mo@beta.com', ['mo@beta.com,,,+15550200,'], 'rank.self'],
    ['her restriction, rewritten', 'mia@beta.com', ['mia@beta.com,manager,,,data-export'], 'restriction.space-settings'],
    ['one owner among agents', 'mo@beta.com', ['eve@beta.com,agent,,,', 'eva@beta.com,owner,,,', 'evi@beta.com,agent,,,'], 'rank.not-managed'],
    ['an agent made a manager', 'mo@beta.com', ['bo@beta.com,manager,,,'], 'rank.not-managed'],
    ['an owner made an agent', 'mo@beta.com', ['olga@beta.com,agent,,,'], 'rank.not-managed'],
    ['an owner suspended', 'mo@beta.com', ['olga@beta.com,,suspended,,'], 'rank.not-managed'],
    ["another manager's restrictions", 'mo@beta.com', ['mia@beta.com,,,,contact-deletion'], 'rank.not-managed'],
    ['a line for another manager', 'mo@beta.com', ['mia@beta.com,,,+15550200,'], 'rank.not-managed'],
    ["an agent's own roster", 'bo@beta.com', ['eve@beta.com,agent,,,'], 'role.lacks-action'],
    ["a stranger's roster", 'mallory@evil.com', ['eve@beta.com,agent,,,'], 'member.stranger'],
    ['all owners suspended, herself too', 'ada@beta.com', ['ada@beta.com,,suspended,,', 'olga@beta.com,,suspended,,'], 'rank.self'],
  ] as const)('%s', async (_, who, rows, code) => {
    const place = await betaAtWork();
    await expectRejected(place, `${fileOf(place, rows)} --as ${who}`, code);
  });

  it('what is good of a roster is applied where that was asked for, and an owner is not in it', async () => {
    const place = await betaAtWork();
    const line = fileOf(place, ['eve@beta.com,agent,,,', 'eva@beta.com,owner,,,']);
    expect(await effectOf(place, `${line} --keep-going --as mo@beta.com`)).toMatchObject({ code: 5, changed: true });
    const { users } = await place.json<{ users: { email: string; role: string }[] }>('users list');
    expect(users.filter(({ email }) => email.startsWith('ev'))).toMatchObject([{ email: 'eve@beta.com', role: 'agent' }]);
    await place.ok('audit verify');
  });

  it('a file of grants gives nobody a line beyond the rank of who lays it', async () => {
    const place = await betaAtWork();
    place.write('grants.csv', 'email,lines\nmia@beta.com,+15550200\n');
    await expectRejected(place, 'grants sync grants.csv --as mo@beta.com', 'rank.not-managed');
    place.write('grants.csv', 'email,lines\nMO@beta.com,+15550200\n');
    await expectRejected(place, 'grants sync grants.csv --as mo@beta.com', 'rank.self');
  });

  it('a roster tells a stranger nothing of who is there', async () => {
    const place = await acmeAtWork();
    const told = async (email: string) => {
      const { code, out, err } = await place.run(`${fileOf(place, [`${email},standard,,,`])} --as mallory@evil.com`);
      return { code, out, err };
    };
    expect(await told('bo@acme.com')).toEqual(await told('nobody@acme.com'));
  });
});

describe('nobody comes in by an invitation that does not hold', () => {
  const invitation = 'users invite eve@beta.com --role agent --as mo@beta.com';

  it.each([
    ['was demoted', 'users set-role mo@beta.com agent'],
    ['was suspended', 'users suspend mo@beta.com'],
    ['was removed', 'users remove mo@beta.com --confirm mo@beta.com'],
  ])('of somebody who %s', async (_, line) => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok(line);
    expect(await effectOf(place, 'users accept --as eve@beta.com')).toMatchObject({ code: 4, changed: false });
  });

  it('of somebody who may not invite any more, though nothing was revoked', async () => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok('users restrict mo@beta.com space-settings');
    await expectRefused(place, 'users accept --as eve@beta.com', 'restriction.space-settings');
  });

  it('twice', async () => {
    const place = await betaAtWork();
    await place.ok(invitation);
    await place.ok('users accept --as eve@beta.com');
    expect(await effectOf(place, 'users accept --as eve@beta.com')).toMatchObject({ code: 6, changed: false, written: [] });
  });

  it('of somebody else, with their token', async () => {
    const place = await betaAtWork();
    await place.ok('users invite eve@beta.com eva@beta.com --role agent --tokens tokens.csv');
    const [, eve, eva] = place.read('tokens.csv').split('\n');
    const [, foreign = ''] = ((eve?.startsWith('eve') ? eva : eve) ?? '').split(',');
    place.write('token.txt', foreign);
    const effect = await effectOf(place, 'users accept --as eve@beta.com --token-file token.txt');
    expect(effect).toMatchObject({ code: 3, changed: false });
    expect(effect.err + effect.out).not.toContain(foreign);
  });

  it('after it ended', async () => {
    const place = await betaAtWork();
    await place.ok('users invite eve@beta.com --role agent --expires 7d');
    const line = 'users accept --as eve@beta.com --now 2026-11-28T12:00:01Z';
    expect(await effectOf(place, line)).toMatchObject({ code: 6, changed: false });
  });
});

describe('nobody takes along into one workspace what they were given in another', () => {
  const second = async () => {
    const place = await acmeAtWork();
    place.env.SWITCHBOARD_WORKSPACE = 'acme';
    await place.ok('workspaces create Second --model standard-admin --owner ada@acme.com --products conversations');
    await place.ok('lines add +15550100 --kind sms --workspace second');
    return place;
  };

  it('neither an admin', async () => {
    const place = await second();
    await expectRefused(place, 'users set-role ada@acme.com standard --workspace second --as al@acme.com', 'member.stranger');
    await expectRefused(place, 'lines show +15550100 --workspace second --as al@acme.com', 'member.stranger');
    await place.ok('audit verify --workspace second');
  });

  it('nor the holder of a line of the same number', async () => {
    const place = await second();
    await place.ok('users invite bo@acme.com --role standard --workspace second');
    await place.ok('users accept --workspace second --as bo@acme.com');
    const can = (slug: string) =>
      place.run(`access can bo@acme.com conversations.reply --line +15550100 --workspace ${slug}`).then(({ code }) => code);
    expect([await can('acme'), await can('second')]).toEqual([0, 1]);
    expect(await place.run('lines show +15550100 --workspace second --as bo@acme.com')).toMatchObject({ code: 4 });
    const { lines } = await place.json<{ lines: unknown[] }>('lines list --workspace second --as bo@acme.com');
    expect(lines).toEqual([]);
  });

  it('nor who may look after a store that has workspaces of others in it', async () => {
    const place = await second();
    const restores = 'db restore copy.db --confirm switchboard.db';
    await place.ok('db backup copy.db');
    for (const line of ['db backup other.db', restores]) {
      const effect = await effectOf(place, `${line} --as al@acme.com`);
      expect(effect, line).toMatchObject({ code: 3, changed: false });
    }
  });
});

describe('there is always somebody at the top', () => {
  const tops = async (place: Desk) => {
    const rows = contentsOf(place.path('switchboard.db')).memberships ?? [];
    return rows.filter(({ role, status, until }) => (role === 'admin' || role === 'owner') && status === 'active' && until === null).length;
  };

  it('an owner cannot be restricted, not even by another', async () => {
    const place = await betaAtWork();
    for (const name of ['space-settings', 'contacts=self', 'data-export']) {
      const effect = await effectOf(place, `users restrict olga@beta.com ${name}`);
      expect(effect).toMatchObject({ code: 2, changed: false });
    }
    const line = fileOf(place, ['olga@beta.com,,,,space-settings']);
    expect(await effectOf(place, line)).toMatchObject({ code: 5, changed: false });
  });

  it('one by one all admins go but the last', async () => {
    const place = await acmeAtWork();
    await place.ok('users remove al@acme.com sue@acme.com ivy@acme.com --confirm 3');
    for (const line of ['users remove ada@acme.com --confirm ada@acme.com', 'users suspend ada@acme.com', 'users set-role ada@acme.com standard']) {
      await expectRefused(place, line, 'rank.self');
      for (const other of ['bo@acme.com', 'sue@acme.com', 'mallory@evil.com']) {
        const effect = await effectOf(place, `${line} --as ${other}`);
        expect(effect).toMatchObject({ code: 3, changed: false });
      }
    }
    expect(await tops(place)).toBe(1);
  });

  it('of two who demote each other at the same moment one is too late', async () => {
    for (const round of [1, 2, 3]) {
      const place = await acmeAtWork();
      const codes = await Promise.all([
        inAProcess(place, 'users set-role al@acme.com standard --as ada@acme.com'),
        inAProcess(place, 'users set-role ada@acme.com standard --as al@acme.com'),
      ]);
      expect(codes.toSorted(), `round ${round}`).toEqual([0, 3]);
      expect(await tops(place)).toBe(1);
      const last = codes[0] === 0 ? 'ada@acme.com' : 'al@acme.com';
      await place.ok(`audit verify --as ${last}`);
    }
  });

  it('a suspended or invited admin counts for nothing', async () => {
    const place = await acmeAtWork();
    await place.ok('users suspend al@acme.com');
    await expectRefused(place, 'users remove ada@acme.com --confirm ada@acme.com --as ivy@acme.com', 'member.invited');
    await expectRefused(place, 'users reactivate al@acme.com --as al@acme.com', 'member.suspended');
    expect(await tops(place)).toBe(1);
  });
});

const MAIN = new URL('../src/main.ts', import.meta.url).href;

/** The exit code of a line in a process of its own. */
const inAProcess = (place: Desk, line: string): Promise<number> =>
  new Promise((settle, fail) => {
    const args = ['--input-type=module', '-e', `await (await import('${MAIN}')).run()`, 'switchboard', ...line.split(' ')];
    const child = spawn(process.execPath, args, { cwd: place.folder, env: { ...process.env, ...place.env }, stdio: 'ignore' });
    child.once('error', fail);
    child.once('exit', (code) => settle(code ?? 70));
  });
