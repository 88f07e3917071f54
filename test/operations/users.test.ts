import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/access/gate.ts';
import type { Operation } from '../../src/access/operation.ts';
import { contentsOf, entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { runProcess } from '../support/program.ts';
import { sessionAt } from '../support/statements.ts';

interface Listed {
  readonly users: {
    email: string;
    name: string | null;
    role: string;
    status: string;
    lines: string[];
    products: string[];
    restrictions: string[];
  }[];
}

/** Has people invited and, unless they are left invited, accepted. */
async function joined(place: Desk, role: string, emails: string, flags = ''): Promise<void> {
  await place.ok(`users invite ${emails} --role ${role} ${flags}`);
  for (const email of emails.split(' ')) await place.ok(`users accept --as ${email}`);
}

const members = async (place: Desk): Promise<Record<string, Listed['users'][number]>> =>
  Object.fromEntries((await place.json<Listed>('users list')).users.map((user) => [user.email, user]));

const failure = async (place: Desk, line: string) => {
  const { code, err } = await place.run(`${line} --format json`);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint: string } }).error };
};

/** The entry of the last change that ada made to her own name. */
const entryNow = async (place: Desk): Promise<number> =>
  (await place.json<{ entry: number }>('users show ada@acme.com')).entry;

/** Runs a command in a process of its own; answers its exit code. */
const elsewhere = async (place: Desk, ...words: string[]): Promise<number | null> =>
  (await runProcess(place, words)).code;

describe('users accept', () => {
  it('lets an invited person do nothing else, and do it once', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    expect(await failure(place, 'users list --as bo@acme.com')).toMatchObject({ exit: 3, code: 'member.invited' });
    expect(await place.json('users accept --as bo@acme.com')).toMatchObject({ role: 'standard', status: 'active' });
    expect(await failure(place, 'users accept --as bo@acme.com')).toMatchObject({ exit: 6, code: 'already-accepted' });
    expect(await place.run('users list --as bo@acme.com')).toMatchObject({ code: 0 });
  });

  it('is done once where three try at the same time', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    const tries = await Promise.all([1, 2, 3].map(() => elsewhere(place, 'users', 'accept', '--as', 'bo@acme.com')));
    expect(tries.filter((code) => code === 0)).toHaveLength(1);
    expect(tries.filter((code) => code === 6)).toHaveLength(2);
  });

  it('is for the invited person alone', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    expect(await failure(place, 'users accept --as mallory@x.com')).toMatchObject({ exit: 4, code: 'no-invitation' });
    expect(await failure(place, 'users accept')).toMatchObject({ exit: 6, code: 'already-accepted' });
    expect((await members(place))['bo@acme.com']?.status).toBe('invited');
  });

  it('comes too late once the invitation has ended, until it is sent again', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com --expires 2d');
    const late = 'users accept --as bo@acme.com --now 2026-11-24';
    expect(await failure(place, late)).toMatchObject({ exit: 6, code: 'invitation-expired' });
    await place.ok('users resend bo@acme.com --expires 1w');
    expect(await place.run(late)).toMatchObject({ code: 0 });
  });

  it('takes the token from a file, standard input or the environment, and it must be the right one', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com cy@acme.com dee@acme.com');
    await place.ok('users resend bo@acme.com cy@acme.com dee@acme.com --tokens tokens.csv');
    const tokens = new Map(
      place
        .read('tokens.csv')
        .split('\n')
        .map((row) => row.split(',').slice(0, 2) as [string, string]),
    );
    place.write('cy.txt', `${tokens.get('cy@acme.com')}\n`);
    expect(await failure(place, 'users accept --as bo@acme.com --token-file cy.txt')).toMatchObject({
      exit: 3,
      code: 'wrong-token',
    });
    expect(await place.run('users accept --as cy@acme.com --token-file cy.txt')).toMatchObject({ code: 0 });
    expect(await place.run('users accept --as bo@acme.com --token-file -', tokens.get('bo@acme.com'))).toMatchObject({
      code: 0,
    });
    place.env.SWITCHBOARD_TOKEN = tokens.get('dee@acme.com') ?? '';
    expect(await place.run('users accept --as dee@acme.com')).toMatchObject({ code: 0 });
  });

  it('never repeats a token that has another shape', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    place.write('token.txt', 'swi_hunter2');
    const { code, out, err } = await place.run('users accept --as bo@acme.com --token-file token.txt --debug');
    expect(code).toBe(2);
    expect(out + err).not.toContain('hunter2');
  });

  it('is refused, in terms of whoever sent the invitation, once they may no longer give it', async () => {
    const place = await beta();
    await joined(place, 'manager', 'cy@beta.com');
    await place.ok('users invite bo@beta.com --role agent --as cy@beta.com');
    await place.ok('users restrict cy@beta.com space-settings');
    const refused = await failure(place, 'users accept --as bo@beta.com');
    expect(refused).toMatchObject({ exit: 3, code: 'restriction.space-settings' });
    expect(refused.message).toContain('cy@beta.com');
    expect((await place.run('users accept --as bo@beta.com --can-i')).code).toBe(1);
    await place.ok('users resend bo@beta.com');
    expect(await place.run('users accept --as bo@beta.com')).toMatchObject({ code: 0 });
  });

  it('gives what the invitation held', async () => {
    const place = await acme();
    await place.ok('lines add +15550100');
    await place.ok('users invite bo@acme.com --lines +15550100 --products blast');
    expect(await place.json('users accept --as bo@acme.com')).toMatchObject({
      lines: ['+15550100'],
      products: ['blast'],
    });
  });
});

describe('users set-role', () => {
  it('changes several members at once and says who had the role already', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    await joined(place, 'admin', 'cy@acme.com');
    expect(await place.json('users set-role bo@acme.com cy@acme.com admin')).toEqual({
      members: [
        { email: 'bo@acme.com', was: 'standard', role: 'admin', changed: true, ended: [] },
        { email: 'cy@acme.com', was: 'admin', role: 'admin', changed: false, ended: [] },
      ],
      revoked: [],
    });
    expect((await members(place))['bo@acme.com']?.role).toBe('admin');
  });

  it('makes no entry where nothing changes', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    await place.ok('users edit ada@acme.com --name A');
    const before = await entryNow(place);
    await place.ok('users set-role bo@acme.com standard');
    await place.ok('users edit ada@acme.com --name B');
    expect(await entryNow(place)).toBe(before + 1);
  });

  it('ends the restrictions that the new role does not admit, and only those', async () => {
    const place = await beta();
    await joined(place, 'manager', 'cy@beta.com dee@beta.com');
    await place.ok('users restrict cy@beta.com data-export contact-deletion');
    const { members: changed } = await place.json<{ members: { ended: string[] }[] }>(
      'users set-role cy@beta.com dee@beta.com agent',
    );
    expect(changed.map(({ ended }) => ended)).toEqual([['contact-deletion', 'data-export'], []]);
    expect((await members(place))['cy@beta.com']?.restrictions).toEqual([]);
  });

  it('revokes the open invitations that the new role could not send, with what was given along', async () => {
    const place = await beta();
    await joined(place, 'owner', 'cy@beta.com');
    await place.ok('users invite ag@beta.com --role agent --restrictions shortcuts --as cy@beta.com');
    await place.ok('users invite ma@beta.com --role manager --restrictions data-export --as cy@beta.com');
    expect(await place.json('users set-role cy@beta.com manager')).toMatchObject({ revoked: ['ma@beta.com'] });
    expect(Object.keys(await members(place))).toEqual(['ada@beta.com', 'ag@beta.com', 'cy@beta.com']);
    await place.ok('users invite ma@beta.com --role manager');
    expect((await members(place))['ma@beta.com']?.restrictions).toEqual([]);
  });

  it('keeps to rank: nobody their own, nobody above, no role above', async () => {
    const place = await beta();
    await joined(place, 'manager', 'cy@beta.com');
    await joined(place, 'agent', 'bo@beta.com');
    const codes = [
      ['users set-role ada@beta.com agent', 'rank.self'],
      ['users set-role ada@beta.com agent --as cy@beta.com', 'rank.not-managed'],
      ['users set-role bo@beta.com manager --as cy@beta.com', 'rank.not-managed'],
      ['users set-role cy@beta.com agent --as bo@beta.com', 'role.lacks-action'],
      ['users set-role cy@beta.com agent --as mallory@x.com', 'member.stranger'],
    ] as const;
    for (const [line, code] of codes) expect(await failure(place, line)).toMatchObject({ exit: 3, code });
    expect(await members(place)).toMatchObject({
      'cy@beta.com': { role: 'manager' },
      'bo@beta.com': { role: 'agent' },
    });
  });

  it('names the nearest role, and wants it last', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    expect(await failure(place, 'users set-role bo@acme.com admn')).toMatchObject({
      exit: 2,
      hint: 'did you mean "admin"?',
    });
    expect(await failure(place, 'users set-role admin bo@acme.com')).toMatchObject({ exit: 2, code: 'usage' });
  });
});

describe('users restrict and unrestrict', () => {
  it('put a restriction on, once, and take it off', async () => {
    const place = await beta();
    await joined(place, 'manager', 'cy@beta.com');
    expect(await place.json('users restrict cy@beta.com data-export')).toMatchObject({
      members: [{ added: ['data-export'], changed: true }],
    });
    expect(await place.json('users restrict cy@beta.com data-export')).toMatchObject({
      members: [{ added: [], changed: false }],
    });
    expect(await place.json('users unrestrict data-export cy@beta.com')).toMatchObject({
      members: [{ ended: ['data-export'], restrictions: [] }],
    });
    expect(await place.json('users unrestrict cy@beta.com data-export')).toMatchObject({
      members: [{ changed: false }],
    });
  });

  it('replace one restriction on contacts by the other', async () => {
    const place = await beta();
    await joined(place, 'agent', 'bo@beta.com');
    await place.ok('users restrict bo@beta.com contacts=team shortcuts');
    expect(await place.json('users restrict bo@beta.com contacts=self')).toMatchObject({
      members: [{ ended: ['contacts=team'] }],
    });
    expect((await members(place))['bo@beta.com']?.restrictions).toEqual(['contacts=self', 'shortcuts']);
    expect(await failure(place, 'users restrict bo@beta.com contacts=self contacts=team')).toMatchObject({
      code: 'rival-restrictions',
    });
  });

  it('refuse what the role does not admit, naming what it does', async () => {
    const place = await beta();
    await joined(place, 'agent', 'bo@beta.com');
    await joined(place, 'owner', 'cy@beta.com');
    expect(await failure(place, 'users restrict bo@beta.com data-export')).toMatchObject({
      exit: 2,
      code: 'restriction-not-admitted',
      hint: 'it admits contacts=team, contacts=self and shortcuts',
    });
    expect(await failure(place, 'users restrict cy@beta.com data-export')).toMatchObject({
      hint: 'it admits no restriction at all',
    });
    expect(await failure(place, 'users restrict bo@beta.com data-exprot')).toMatchObject({
      hint: 'did you mean "data-export"?',
    });
  });

  it('take effect at once, and are for those who manage the member', async () => {
    const place = await beta();
    await joined(place, 'manager', 'cy@beta.com dee@beta.com');
    expect(await failure(place, 'users restrict dee@beta.com data-export --as cy@beta.com')).toMatchObject({
      code: 'rank.not-managed',
    });
    await place.ok('users restrict cy@beta.com space-settings');
    expect(await failure(place, 'users list --as cy@beta.com')).toMatchObject({ code: 'restriction.space-settings' });
    expect(await failure(place, 'users unrestrict cy@beta.com space-settings --as cy@beta.com')).toMatchObject({
      exit: 3,
    });
  });
});

describe('users suspend and reactivate', () => {
  it('stop a member and let them go on with all that they held', async () => {
    const place = await acme();
    await place.ok('lines add +15550100');
    await joined(place, 'standard', 'bo@acme.com', '--lines +15550100');
    await place.ok('users suspend bo@acme.com');
    expect(await failure(place, 'users list --as bo@acme.com')).toMatchObject({ exit: 3, code: 'member.suspended' });
    expect(await place.json('users suspend bo@acme.com')).toMatchObject({ members: [{ changed: false }] });
    await place.ok('users reactivate bo@acme.com');
    expect((await members(place))['bo@acme.com']).toMatchObject({ status: 'active', lines: ['+15550100'] });
  });

  it('are not for someone who has not accepted', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    await place.ok('users invite cy@acme.com');
    expect(await failure(place, 'users suspend bo@acme.com cy@acme.com')).toMatchObject({
      exit: 6,
      code: 'not-accepted',
    });
    expect(await failure(place, 'users reactivate cy@acme.com')).toMatchObject({ exit: 6, code: 'not-accepted' });
    expect((await members(place))['bo@acme.com']?.status).toBe('active');
  });

  it('revoke the open invitations that a suspended member had sent', async () => {
    const place = await acme();
    await joined(place, 'admin', 'cy@acme.com');
    await place.ok('users invite bo@acme.com --as cy@acme.com');
    await place.ok('users invite dee@acme.com');
    expect(await place.json('users suspend cy@acme.com')).toMatchObject({ revoked: ['bo@acme.com'] });
    expect(Object.keys(await members(place))).toEqual(['ada@acme.com', 'cy@acme.com', 'dee@acme.com']);
  });
});

describe('users remove', () => {
  it('ends all that the member held: whoever comes back comes with nothing', async () => {
    const place = await acme();
    await place.ok('lines add +15550100');
    await joined(place, 'standard', 'bo@acme.com', '--lines +15550100 --products blast');
    const gone = {
      email: 'bo@acme.com',
      role: 'standard',
      status: 'active',
      lines: ['+15550100'],
      products: ['blast'],
    };
    expect(await place.json('users remove bo@acme.com --dry-run')).toMatchObject({ removed: [gone] });
    expect((await members(place))['bo@acme.com']).toMatchObject(gone);
    expect(await place.json('users remove bo@acme.com --confirm bo@acme.com')).toMatchObject({ removed: [gone] });
    expect(await failure(place, 'users list --as bo@acme.com')).toMatchObject({ code: 'member.stranger' });
    await joined(place, 'standard', 'bo@acme.com');
    expect((await members(place))['bo@acme.com']).toMatchObject({ lines: [], products: [] });
  });

  it('must be meant: the address once more, or the number of several', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com cy@acme.com');
    expect(await failure(place, 'users remove bo@acme.com')).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await failure(place, 'users remove bo@acme.com --yes')).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await failure(place, 'users remove bo@acme.com cy@acme.com --confirm bo@acme.com')).toMatchObject({
      code: 'not-confirmed',
    });
    expect(Object.keys(await members(place))).toHaveLength(3);
    expect(await place.ok('users remove bo@acme.com cy@acme.com --confirm 2 -q')).toBe('bo@acme.com\ncy@acme.com\n');
  });

  it('revokes the open invitations that the member had sent, not those that were accepted or sent again by others', async () => {
    const place = await acme();
    await joined(place, 'admin', 'cy@acme.com');
    await place.ok('users invite open@acme.com taken@acme.com again@acme.com --as cy@acme.com');
    await place.ok('users accept --as taken@acme.com');
    await place.ok('users resend again@acme.com');
    expect(await place.json('users remove cy@acme.com --confirm cy@acme.com')).toMatchObject({
      revoked: ['open@acme.com'],
    });
    expect(await failure(place, 'users accept --as open@acme.com')).toMatchObject({ exit: 4 });
    expect(await place.run('users accept --as again@acme.com')).toMatchObject({ code: 0 });
    expect(Object.keys(await members(place))).toEqual(['ada@acme.com', 'again@acme.com', 'taken@acme.com']);
  });

  it('is refused to those who may not, and tells a stranger nothing of who is a member', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    expect(await failure(place, 'users remove ada@acme.com --confirm ada@acme.com')).toMatchObject({
      exit: 3,
      code: 'rank.self',
    });
    expect(await failure(place, 'users remove ada@acme.com --confirm ada@acme.com --as bo@acme.com')).toMatchObject({
      exit: 3,
    });
    const asked = async (email: string) =>
      failure(place, `users remove ${email} --confirm ${email} --as mallory@x.com`);
    const [member, nobody] = [await asked('bo@acme.com'), await asked('nobody@acme.com')];
    expect(member).toMatchObject({ exit: 3, code: 'member.stranger' });
    expect(nobody.message).toBe(member.message);
    expect(await failure(place, 'users remove nobody@acme.com --confirm nobody@acme.com')).toMatchObject({ exit: 4 });
  });
});

describe('users resend and revoke', () => {
  it('write tokens into a new file for its owner alone, and store only their hashes', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    await place.ok('users resend bo@acme.com --tokens tokens.csv');
    expect(statSync(place.path('tokens.csv')).mode & 0o777).toBe(0o600);
    const [head, row = ''] = place.read('tokens.csv').split('\n');
    expect(head).toBe('email,token,expires');
    expect(row).toMatch(/^bo@acme\.com,swi_[\w-]{43},2026-11-28T12:00:00Z$/);
    const token = row.split(',')[1] as string;
    expect(JSON.stringify([await contentsOf(place), await entriesOf(place)])).not.toContain(token);
    for (const name of readdirSync(place.folder).filter((file) => file.startsWith('switchboard.db')))
      expect(readFileSync(place.path(name), 'latin1')).not.toContain(token);
  });

  it('leave no file behind where nothing was done, and write over none', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    await place.ok('users resend bo@acme.com --tokens tokens.csv --dry-run');
    await failure(place, 'users resend bo@acme.com ada@acme.com --tokens tokens.csv');
    await failure(place, 'users resend bo@acme.com --tokens tokens.csv --as mallory@x.com');
    expect(() => place.read('tokens.csv')).toThrow('ENOENT');
    place.write('mine.csv', 'mine');
    symlinkSync(place.path('elsewhere.csv'), place.path('link.csv'));
    for (const file of ['mine.csv', 'link.csv']) {
      expect(await failure(place, `users resend bo@acme.com --tokens ${file}`)).toMatchObject({
        exit: 6,
        code: 'file-exists',
      });
    }
    expect(place.read('mine.csv')).toBe('mine');
    expect(() => place.read('elsewhere.csv')).toThrow('ENOENT');
  });

  it('void the token before when a fresh one is made, and keep it otherwise', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    await place.ok('users resend bo@acme.com --tokens first.csv');
    await place.ok('users resend bo@acme.com');
    await place.ok('users invite cy@acme.com');
    await place.ok('users resend cy@acme.com --tokens old.csv');
    await place.ok('users resend cy@acme.com --tokens new.csv');
    const token = (file: string) => place.read(file).split('\n')[1]?.split(',')[1];
    expect(await place.run('users accept --as bo@acme.com --token-file -', token('first.csv'))).toMatchObject({
      code: 0,
    });
    expect(await place.run('users accept --as cy@acme.com --token-file -', token('old.csv'))).toMatchObject({
      code: 3,
    });
    expect(await place.run('users accept --as cy@acme.com --token-file -', token('new.csv'))).toMatchObject({
      code: 0,
    });
  });

  it('take an open invitation back with what it held, and leave members alone', async () => {
    const place = await acme();
    await place.ok('lines add +15550100');
    await place.ok('users invite bo@acme.com --lines +15550100');
    await joined(place, 'standard', 'cy@acme.com');
    expect(await failure(place, 'users revoke bo@acme.com cy@acme.com')).toMatchObject({
      exit: 6,
      code: 'already-accepted',
    });
    expect(await place.json('users revoke bo@acme.com')).toMatchObject({
      revoked: [{ email: 'bo@acme.com', lines: ['+15550100'] }],
    });
    expect(await failure(place, 'users accept --as bo@acme.com')).toMatchObject({ exit: 4 });
    await place.ok('users invite bo@acme.com');
    expect((await members(place))['bo@acme.com']?.lines).toEqual([]);
  });

  it('are for those who may invite', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    await place.ok('users invite cy@acme.com');
    for (const verb of ['resend', 'revoke']) {
      expect(await failure(place, `users ${verb} cy@acme.com --as bo@acme.com`)).toMatchObject({
        exit: 3,
        code: 'role.lacks-action',
      });
    }
  });
});

describe('users show', () => {
  it('tells who invited a member and what was begun and ended, the newest first', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com', '--products blast');
    await place.ok('users set-role bo@acme.com admin');
    const shown = await place.json<{ history: { change: string; fact: string; value: string; by: string }[] }>(
      'users show bo@acme.com',
    );
    expect(shown).toMatchObject({ email: 'bo@acme.com', role: 'admin', invitedBy: 'ada@acme.com', expires: null });
    expect(shown.history.map(({ change, fact, value, by }) => `${by} ${change} ${fact} ${value}`)).toEqual([
      'ada@acme.com begun membership admin, active',
      'ada@acme.com ended membership standard, active',
      'bo@acme.com begun membership standard, active',
      'bo@acme.com ended membership standard, invited',
      'ada@acme.com begun membership standard, invited',
      'ada@acme.com begun product blast',
    ]);
    const { history } = await place.json<{ history: unknown[] }>('users show bo@acme.com --history 2');
    expect(history).toEqual(shown.history.slice(0, 2));
  });

  it('names nobody as inviter of someone who came in again without an invitation', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    await place.ok('users remove bo@acme.com --confirm bo@acme.com');
    await place.ok('users invite bo@acme.com --status active');
    expect(await place.json('users show bo@acme.com')).toMatchObject({ status: 'active', invitedBy: null });
    expect(await place.json('users show ada@acme.com')).toMatchObject({ invitedBy: null });
  });
});

describe('users edit', () => {
  it('is for anyone on themself, and for those who manage the member', async () => {
    const place = await acme();
    await joined(place, 'standard', 'bo@acme.com');
    expect(await place.json('users edit BO@acme.com --name "Bo Smith" --as bo@acme.com')).toEqual({
      email: 'bo@acme.com',
      was: null,
      name: 'Bo Smith',
      changed: true,
    });
    expect(await failure(place, 'users edit ada@acme.com --name Eve --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    expect(await place.json('users edit bo@acme.com --name "Bo Smith"')).toMatchObject({ changed: false });
    expect((await members(place))['bo@acme.com']?.name).toBe('Bo Smith');
  });
});

describe('users export', () => {
  it('is a roster that invites nobody anew when it is read back', async () => {
    const place = await beta();
    await place.ok('lines add +15550100');
    await place.ok(
      'users invite bo@beta.com cy@beta.com --role agent --restrictions contacts=team;shortcuts --lines +15550100 --products blast;conversations',
    );
    await place.ok('users accept --as bo@beta.com');
    await place.ok(['users', 'edit', 'bo@beta.com', '--name', '=HYPERLINK("x"), "Bo"']);
    await place.ok('users suspend bo@beta.com');
    const roster = await place.ok('users export');
    expect(roster.split('\n')[0]).toBe('email,name,role,status,restrictions,lines,products,teams');
    place.write('roster.csv', roster);
    expect(await place.json('users invite roster.csv')).toMatchObject({
      rows: 3,
      unchanged: 3,
      invited: 0,
      updated: 0,
      rejected: 0,
    });
    expect(await place.ok('users export')).toBe(roster);
  });

  it('can be narrowed, and has another format where one is asked for', async () => {
    const place = await acme();
    await place.ok('users invite bo@acme.com');
    expect(await place.ok('users export --status invited')).toBe(
      'email,name,role,status,restrictions,lines,products,teams\nbo@acme.com,,standard,invited,,,,\n',
    );
    expect(await place.json('users export --role admin')).toMatchObject({ users: [{ email: 'ada@acme.com' }] });
    expect(await failure(place, 'users export --status gone')).toMatchObject({ exit: 2 });
    expect(await failure(place, 'users export --as mallory@x.com')).toMatchObject({ exit: 3, code: 'member.stranger' });
  });
});

describe('changes of many members', () => {
  it.each([
    ['set-role', async () => (await import('../../src/operations/users/set-role.ts')).setRole, { role: 'manager' }],
    [
      'restrict',
      async () => (await import('../../src/operations/users/restrict.ts')).restrictUsers,
      { restrictions: ['contacts=team', 'shortcuts'] },
    ],
    ['suspend', async () => (await import('../../src/operations/users/suspend.ts')).suspendUsers, {}],
    ['remove', async () => (await import('../../src/operations/users/remove.ts')).removeUsers, {}],
  ] as const)('take as many statements for forty as for one: %s', async (_, load, input) => {
    const place = await beta();
    const people = Array.from({ length: 41 }, (_, i) => `u${i}@beta.com`);
    await place.ok(['users', 'invite', ...people, '--role', 'agent', '--status', 'active']);
    await place.ok('users invite ag@beta.com --role agent');
    const operation = (await load()) as unknown as Operation<unknown, unknown>;
    const [one, forty] = [people.slice(0, 1), people.slice(1)];
    const alone = await statements(place, operation, { ...input, members: one });
    expect(await statements(place, operation, { ...input, members: forty })).toBe(alone);
  });

  it('take as many statements for forty as for one: resend with tokens', async () => {
    const place = await beta();
    const people = Array.from({ length: 41 }, (_, i) => `u${i}@beta.com`);
    await place.ok(['users', 'invite', ...people, '--role', 'agent']);
    const operation = (await import('../../src/operations/users/resend.ts')).resendInvitations as unknown as Operation<
      unknown,
      unknown
    >;
    const sent: string[] = [];
    const tokens = {
      write: async (rows: Iterable<{ token: string }>) => void sent.push(...Array.from(rows, ({ token }) => token)),
      settle: async () => {},
    };
    const alone = await statements(place, operation, { members: people.slice(0, 1), expires: 1000, tokens });
    // One row of the temporary table is one run of the same statement.
    const forty = await statements(place, operation, { members: people.slice(1), expires: 1000, tokens });
    expect(forty).toBe(alone);
    expect(new Set(sent).size).toBe(41);
  });
});

/** How many statements an operation takes. */
async function statements(place: Desk, operation: Operation<unknown, unknown>, input: unknown): Promise<number> {
  let count = 0;
  const session = { ...(await sessionAt(place)), onStatement: () => void count++ };
  await run(operation, input, session, { done: async () => {}, judged: async () => {}, repeated: async () => {} });
  return count;
}
