import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { effectOf, expectRefused } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';

const LEAD = 'roles add "campaign lead" --from standard --allow responders.edit,templates.* --deny contacts.import';

/** What a role is, as programs read it. */
interface Role {
  readonly role: string;
  readonly lines: string;
  readonly products: string;
  readonly manages: readonly string[];
  readonly managesCustom: boolean;
  readonly members: number | null;
  readonly by: string | null;
  readonly entry: number | null;
  readonly holders: readonly string[] | null;
  readonly actions: readonly { readonly action: string; readonly allowed: boolean }[];
}

const shown = (place: Desk, role: string, as = '') => place.json<Role>(`roles show "${role}"${as}`);
const allowedOf = ({ actions }: Role) => actions.flatMap(({ action, allowed }) => (allowed ? [action] : []));
const may = async (place: Desk, question: string) => (await place.run(`access can ${question}`)).code === 0;

describe('roles add', () => {
  it('begins from a role, writes its actions out, and keeps who made it so', async () => {
    const place = await acmeAtWork();
    const added = await place.json<Role & { added: string[]; taken: string[] }>(`${LEAD} --as al@acme.com`);
    expect(added).toMatchObject({
      role: 'campaign lead',
      added: ['templates.add', 'templates.edit', 'templates.delete', 'responders.edit'],
      taken: ['contacts.import'],
      lines: 'granted',
      products: 'granted',
    });
    const [row] = await place.store.rows<{ definition: string; since: number }>('select * from custom_roles');
    const definition = JSON.parse(row?.definition ?? '') as { actions: string[] };
    expect(definition.actions).toEqual(added.actions);
    expect(definition.actions.every((action) => !action.includes('*'))).toBe(true);
    expect(Object.keys(definition)).toEqual(Object.keys(definition).toSorted());
    const role = await shown(place, 'Campaign Lead');
    expect(role).toMatchObject({ by: 'al@acme.com', entry: row?.since, members: 0, holders: [] });
    expect(allowedOf(role)).toEqual(definition.actions);
    expect(await place.ok('roles list -q')).toBe('standard\nadmin\ncampaign lead\n');
    expect(await place.ok('roles matrix')).toMatch(/^CAPABILITY +STANDARD +ADMIN +CAMPAIGN LEAD$/m);
    expect(await place.ok('roles matrix --model owner-manager-agent')).not.toContain('CAMPAIGN LEAD');
  });

  it('reaches and manages what is said, and else what the role does from which it begins', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add clerk --from standard --lines all --products all --manages standard,custom');
    await place.ok('roles add clerks-clerk --from clerk --manages clerk,clerks-clerk --products granted');
    await place.ok('roles add nobodys --from admin --manages none');
    const reach = async (name: string) => {
      const { lines, products, manages, managesCustom } = await shown(place, name);
      return [lines, products, manages, managesCustom];
    };
    expect(await reach('clerk')).toEqual(['all', 'all', ['standard'], true]);
    expect(await reach('clerks-clerk')).toEqual(['all', 'granted', ['clerk', 'clerks-clerk'], false]);
    expect(await reach('nobodys')).toEqual(['all', 'all', [], false]);
  });

  it.each([
    ['roles add lead', 2, 'usage', '--from standard'],
    ['roles add Lead --from standard', 2, 'bad-role-name', 'lower case'],
    ['roles add x --from standard', 2, 'bad-role-name', '2 to 40'],
    ['roles add "two  blanks" --from standard', 2, 'bad-role-name', 'single blanks'],
    ['roles add custom --from standard', 2, 'bad-role-name', 'means something else'],
    ['roles add owner --from standard', 6, 'role-exists', 'built-in'],
    ['roles add campaign_lead --from standard', 6, 'role-exists', "roles edit 'campaign lead'"],
    ['roles add lead --from standart', 2, 'unknown-role', 'did you mean "standard"?'],
    ['roles add lead --from standard --allow template.edit', 2, 'unknown-action', 'did you mean "templates.edit"?'],
    ['roles add lead --from standard --manages campain-lead', 2, 'unknown-role', 'did you mean "campaign lead"?'],
    ['roles add lead --from standard --manages none,standard', 2, 'usage', 'stands alone'],
    ['roles add lead --from standard --lines some', 2, 'bad-input', 'all or granted'],
  ])('%s is no role', async (line, code, kind, says) => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    const effect = await effectOf(place, `${line} --format json`);
    const { error } = JSON.parse(effect.err) as { error: { code: string; message: string; hint: string } };
    expect([effect.code, effect.changed, error.code]).toEqual([code, false, kind]);
    expect(`${error.message}; ${error.hint}`).toContain(says);
  });
});

describe('a role of the workspace’s own', () => {
  it('counts wherever a role does', async () => {
    const place = await acmeAtWork();
    await place.ok(`${LEAD} --products all`);
    await place.ok('users set-role bo@acme.com "campaign lead"');
    expect(await may(place, 'bo@acme.com templates.edit')).toBe(true);
    expect(await may(place, 'bo@acme.com contacts.import')).toBe(false);
    expect(await may(place, 'bo@acme.com responders.edit --line +15550100')).toBe(true);
    expect(await may(place, 'bo@acme.com responders.edit --line +15550101')).toBe(false);
    expect(await may(place, 'bo@acme.com blasts.create --line +15550100')).toBe(true);
    expect(await may(place, 'al@acme.com roles.assign --on-user cy@acme.com --role "campaign lead"')).toBe(true);
    expect((await shown(place, 'campaign lead')).holders).toEqual(['bo@acme.com']);
    expect(await place.ok('users list --role "campaign lead" -q')).toBe('bo@acme.com\n');
  });

  it('is explained by two facts: who gave it, and who made it what it is', async () => {
    const place = await acmeAtWork();
    await place.ok(`${LEAD} --as al@acme.com`);
    await place.ok('users set-role bo@acme.com "campaign lead"');
    await place.ok('roles edit "campaign lead" --deny lists.edit');
    const explained = await place.json<{ steps: { gate: string; because?: { by: string; also?: object } }[] }>(
      'access explain bo@acme.com templates.edit',
    );
    const role = explained.steps.find(({ gate }) => gate === 'role')?.because;
    expect(role).toMatchObject({ fact: 'bo@acme.com is a campaign lead (active)', by: 'ada@acme.com' });
    expect(role?.also).toMatchObject({ fact: 'the role campaign lead allows templates.edit', by: 'ada@acme.com' });
    const tree = (await place.run('access explain bo@acme.com lists.edit')).out;
    expect(tree).toContain('the role campaign lead does not allow lists.edit: by ada@acme.com');
    expect(await place.json('access show bo@acme.com')).toMatchObject({ roleDefined: { by: 'ada@acme.com' } });
  });

  it('is proposed where it is the smaller change, and can be pasted', async () => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    const { out } = await place.run('access explain bo@acme.com templates.edit --format json');
    const { remedies } = JSON.parse(out) as { remedies: { command: string; by: string[] }[] };
    expect(remedies.map(({ command }) => command)).toEqual([
      "switchboard users set-role bo@acme.com 'campaign lead' --workspace acme",
      'switchboard users set-role bo@acme.com admin --workspace acme',
    ]);
    await place.ok(`${remedies[0]?.command} --as ${remedies[0]?.by[0]}`);
    expect(await may(place, 'bo@acme.com templates.edit')).toBe(true);
  });

  it('comes in by a roster, row by row as far as the one who invites may give it', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add deputy --from standard --allow users.invite --manages standard,custom');
    await place.ok('roles add helper --from standard --deny blasts.*');
    await place.ok('roles add herald --from admin --manages none');
    await place.ok('users set-role bo@acme.com deputy');
    place.write('roster.csv', 'email,role\ndi@acme.com,Helper\ned@acme.com,herald\neve@acme.com,standard\n');
    const { code, out } = await place.run('users invite roster.csv --keep-going --as bo@acme.com --format json');
    expect([code, JSON.parse(out)]).toEqual([
      5,
      expect.objectContaining({
        invited: 2,
        rejected: 1,
        faults: [expect.objectContaining({ line: 3, field: 'role', code: 'rank.exceeds-own' })],
      }),
    ]);
    place.write('slip.csv', 'email,role\nfay@acme.com,helpr\n');
    expect((await place.run('users invite slip.csv')).out).toMatch(/unknown-role.*helper/);
    expect(await place.ok('users export --role helper --format csv')).toContain('di@acme.com,,helper,invited');
  });

  it('is accepted only while the one who invited may still give it', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add deputy --from standard --allow users.invite --manages standard,custom');
    await place.ok('roles add helper --from standard');
    await place.ok('users set-role bo@acme.com deputy');
    await place.ok('users invite di@acme.com ed@acme.com --role helper --as bo@acme.com');
    await place.ok('users accept --as ed@acme.com');
    await place.ok('roles edit helper --allow contacts.delete');
    await expectRefused(place, 'users accept --as di@acme.com', 'rank.exceeds-own');
    await place.ok('users resend di@acme.com');
    await place.ok('users accept --as di@acme.com');
    expect(await may(place, 'di@acme.com contacts.delete')).toBe(true);
  });

  it('admits the restrictions of the role from which it begins', async () => {
    const place = await betaAtWork();
    await place.ok('roles add deputy --from manager --manages agent');
    await place.ok('users set-role mo@beta.com deputy');
    await place.ok('users restrict mo@beta.com data-export');
    expect(await may(place, 'mo@beta.com contacts.export')).toBe(false);
    expect((await place.run('users restrict mo@beta.com shortcuts')).code).toBe(2);
    place.write('roster.csv', 'email,role,restrictions\ndi@beta.com,deputy,data-export\n');
    await place.ok('users invite roster.csv');
  });

  it('is stood above only by who could do as much', async () => {
    const place = await acmeAtWork();
    await place.ok(
      'roles add deputy --from standard --allow access.impersonate,users.suspend --manages standard,custom',
    );
    await place.ok('roles add helper --from standard --deny blasts.*');
    await place.ok('roles add herald --from admin --manages none');
    await place.ok('roles add rival --from standard --manages deputy');
    await place.ok('users set-role bo@acme.com deputy');
    const stands = async (role: string) => {
      await place.ok(`users set-role cy@acme.com ${role}`);
      const acts = await may(place, 'bo@acme.com access.impersonate --on-user cy@acme.com');
      return [acts, await may(place, 'bo@acme.com users.suspend --on-user cy@acme.com')];
    };
    expect(await stands('helper')).toEqual([true, true]);
    expect(await stands('herald')).toEqual([false, true]);
    expect(await stands('rival')).toEqual([false, true]);
  });

  it('acts on people whom it does not see in lists, and all of it', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add blind --from standard --allow users.* --deny users.view --manages standard');
    await place.ok('users set-role bo@acme.com blind');
    await place.ok('grants add cy@acme.com --lines +15550100,+15550101 --products blast');
    await expectRefused(place, 'users list --as bo@acme.com', 'role.lacks-action');
    await place.ok('users suspend cy@acme.com --as bo@acme.com');
    await place.ok('users remove cy@acme.com --confirm cy@acme.com --as bo@acme.com');
    await place.ok('users invite cy@acme.com --role standard --as bo@acme.com');
    expect(await place.json('users show cy@acme.com')).toMatchObject({ status: 'invited', lines: [], products: [] });
    expect((await place.run('users invite cy@acme.com --role standard --as bo@acme.com')).code).toBe(0);
    await place.ok('users revoke cy@acme.com --as bo@acme.com');
    expect((await place.run('users show cy@acme.com')).code).toBe(4);
  });

  it('tells how many hold it only to those who may see members', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add looker --from standard --allow roles.view --deny users.view');
    await place.ok('users set-role bo@acme.com looker');
    expect(await shown(place, 'looker', ' --as bo@acme.com')).toMatchObject({ members: null, holders: null });
    expect(await shown(place, 'looker')).toMatchObject({ members: 1, holders: ['bo@acme.com'] });
  });
});

describe('roles edit', () => {
  it('changes what all may who hold it, and says what is more and what is less', async () => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    await place.ok('users set-role bo@acme.com "campaign lead"');
    const edited = await place.json(
      'roles edit "campaign lead" --allow lists.delete --deny templates.delete --lines all',
    );
    expect(edited).toMatchObject({
      added: ['lists.delete'],
      taken: ['templates.delete'],
      lines: 'all',
      change: 'edited',
    });
    expect(await may(place, 'bo@acme.com lists.delete')).toBe(true);
    expect(await may(place, 'bo@acme.com responders.edit --line +15550101')).toBe(true);
    const rows = await place.store.rows('select since, until from custom_roles order by since');
    expect(rows).toHaveLength(2);
  });

  it('enters nothing where nothing changes, and wants to be told what', async () => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    const again = await effectOf(place, 'roles edit "campaign lead" --allow templates.edit --lines granted');
    expect(again).toMatchObject({ code: 0, changed: false, written: [], out: expect.stringContaining('unchanged') });
    expect(await place.run('roles edit "campaign lead"')).toMatchObject({ code: 2 });
    expect(await place.run('roles edit admin --allow billing.view')).toMatchObject({
      code: 6,
      err: expect.stringContaining('locked'),
    });
  });

  it('revokes the open invitations that its holders could no longer send, and those alone', async () => {
    const place = await acmeAtWork();
    await place.ok('roles add deputy --from standard --allow users.invite --manages standard,custom');
    await place.ok('roles add helper --from standard');
    await place.ok('users set-role bo@acme.com deputy');
    await place.ok('users invite di@acme.com --role helper --as bo@acme.com');
    await place.ok('users invite ed@acme.com --role standard --as bo@acme.com');
    await place.ok('users invite fay@acme.com --role helper --as al@acme.com');
    const edited = await place.json('roles edit deputy --manages standard');
    expect(edited).toMatchObject({ revoked: ['di@acme.com'] });
    expect(await place.json('roles edit deputy --deny users.invite')).toMatchObject({ revoked: ['ed@acme.com'] });
    expect(await place.ok('users list --status invited -q')).toBe('fay@acme.com\nivy@acme.com\n');
  });
});

describe('roles remove', () => {
  it('ends a role that nobody holds', async () => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    expect(await place.run('roles remove "campaign lead"')).toMatchObject({ code: 2 });
    expect(await place.json('roles remove "campaign lead" --confirm "campaign lead"')).toMatchObject({ moved: 0 });
    expect(await place.ok('roles list -q')).toBe('standard\nadmin\n');
    expect(await place.run('roles show "campaign lead"')).toMatchObject({ code: 2 });
    await place.ok(LEAD);
  });

  it('leaves a role that somebody holds, or another one manages', async () => {
    const place = await acmeAtWork();
    await place.ok(LEAD);
    await place.ok('users invite di@acme.com --role "campaign lead"');
    const held = await effectOf(place, 'roles remove "campaign lead" --confirm "campaign lead"');
    expect(held).toMatchObject({ code: 6, changed: false, err: expect.stringContaining('1 member (invited)') });
    await place.ok('roles add deputy --from standard --manages "campaign lead"');
    const managed = 'roles remove "campaign lead" --move-to standard --confirm "campaign lead"';
    expect(await effectOf(place, managed)).toMatchObject({ code: 6, err: expect.stringContaining('"deputy"') });
    expect(await place.run('roles remove admin --move-to standard --confirm admin')).toMatchObject({ code: 6 });
  });

  it('moves everyone who holds it: members, suspended ones, and open invitations', async () => {
    const place = await betaAtWork();
    await place.ok('roles add deputy --from manager --manages agent');
    await place.ok('users set-role mo@beta.com mia@beta.com bill@beta.com deputy');
    await place.ok('users restrict mo@beta.com data-export');
    await place.ok('users suspend bill@beta.com');
    await place.ok('users invite di@beta.com --role deputy');
    await place.ok('users invite ed@beta.com --role agent --as mo@beta.com');
    const line = 'roles remove deputy --move-to agent --confirm deputy';
    expect(await place.json(`${line} --dry-run`)).toMatchObject({ moved: 4, revoked: ['ed@beta.com'] });
    const effect = await effectOf(place, line);
    expect(effect).toMatchObject({ code: 0, written: [{ outcome: 'done', operation: 'roles remove' }] });
    const list = await place.ok('users list --role agent --fields email,status,restrictions --format csv');
    expect(list.split('\n').slice(1, -1)).toEqual([
      'bill@beta.com,suspended,',
      'bo@beta.com,active,contacts=team',
      'cy@beta.com,active,',
      'di@beta.com,invited,',
      'mia@beta.com,active,',
      'mo@beta.com,active,',
    ]);
    expect(await place.json('users show mia@beta.com')).toMatchObject({ role: 'agent', by: 'ada@beta.com' });
    await place.ok('users accept --as di@beta.com');
    await place.ok('audit verify');
  });

  it('asks of each as a change of role does', async () => {
    const place = await betaAtWork();
    await place.ok('roles add deputy --from manager --allow roles.delete --manages agent,custom');
    await place.ok('roles add helper --from agent');
    await place.ok('users set-role mo@beta.com deputy');
    await place.ok('users set-role cy@beta.com helper');
    await expectRefused(
      place,
      'roles remove helper --move-to owner --confirm helper --as mo@beta.com',
      'rank.not-managed',
    );
    await place.ok('roles remove helper --move-to agent --confirm helper --as mo@beta.com');
  });
});
