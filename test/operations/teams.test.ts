import { describe, expect, it } from 'vitest';
import { run } from '../../src/access/gate.ts';
import { rosterOf } from '../../src/cli/roster.ts';
import { type InviteReport, inviteUsers } from '../../src/operations/users/invite.ts';
import { betaAtWork } from '../support/companies.ts';
import { entriesOf } from '../support/contents.ts';
import { STORE } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

interface Team {
  team: string;
  about: string | null;
  members: number;
  by: string;
}

/** Beta with two teams: bo (who sees only the contacts of his teams) is in Support, cy in Sales. */
async function withTeams(): Promise<Desk> {
  const place = await betaAtWork();
  await place.ok('teams add Support --about "Answers customers" --members bo@beta.com');
  await place.ok('teams add Sales --members cy@beta.com');
  return place;
}

/** Contacts as they are kept: a number each, with whom and which team they are assigned to. */
async function contacts(
  place: Desk,
  ...rows: readonly (readonly [phone: string, email: string | null, team: string | null])[]
) {
  for (const [i, [phone, email, team]] of rows.entries()) {
    const assignee = email === null ? 'null' : `(select u.id from users u where u.email = '${email}')`;
    const of = team === null ? 'null' : `(select t.id from teams t where t.workspace_id = 1 and t.name = '${team}')`;
    await place.store.meddle(
      `insert into contacts (workspace_id, id, phone, name_key, assignee, team_id, version, made, changed)
       values (1, ${i + 1}, '${phone}', '', ${assignee}, ${of}, 1, 1, 1)`,
    );
  }
}

const OF_SUPPORT = '+15550300';
const OF_SALES = '+15550301';
const OF_NOBODY = '+15550302';
const OF_BO = '+15550303';

const assigned = (place: Desk) =>
  contacts(
    place,
    [OF_SUPPORT, null, 'Support'],
    [OF_SALES, null, 'Sales'],
    [OF_NOBODY, null, null],
    [OF_BO, 'bo@beta.com', null],
  );

/** Which of the four contacts a member may see. */
async function seenBy(place: Desk, member = 'bo@beta.com'): Promise<string[]> {
  const seen: string[] = [];
  for (const phone of [OF_SUPPORT, OF_SALES, OF_NOBODY, OF_BO]) {
    const { code } = await place.run(`access can ${member} contacts.view --contact ${phone}`);
    if (code === 0) seen.push(phone);
  }
  return seen;
}

const names = async (place: Desk, flags = '') =>
  (await place.json<{ teams: Team[] }>(`teams list ${flags}`)).teams.map(({ team }) => team);

const failure = async (place: Desk, line: string | readonly string[]) => {
  const { code, err } = await place.run([...(typeof line === 'string' ? line.split(' ') : line), '--format', 'json']);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint?: string } }).error };
};

/** A role of Beta's own whose holders edit teams and see only the contacts of their teams. */
async function teamLead(place: Desk): Promise<void> {
  const definition = JSON.stringify({
    name: 'team lead',
    does: 'looks after a team',
    actions: ['contacts.view', 'teams.view', 'teams.add', 'teams.edit', 'teams.delete', 'users.view', 'users.invite'],
    lines: 'all',
    products: 'all',
    manages: ['agent'],
    managesCustom: false,
    restrictions: ['contacts=team'],
  });
  await place.store.meddle(
    `insert into custom_roles (workspace_id, name, definition, since) values (1, 'team lead', '${definition}', 1)`,
    `update memberships set role = 'team lead' where until is null and user_id = (select id from users where email = 'bo@beta.com')`,
  );
}

describe('a member who sees only the contacts of their teams', () => {
  it('sees those of each of them and their own, and no unassigned ones', async () => {
    const place = await withTeams();
    await assigned(place);
    expect(await seenBy(place)).toEqual([OF_SUPPORT, OF_BO]);
    await place.ok('teams join Sales bo@beta.com');
    expect(await seenBy(place)).toEqual([OF_SUPPORT, OF_SALES, OF_BO]);
    expect(await place.json('teams show Sales --as bo@beta.com')).toMatchObject({ contacts: 1 });
    await place.ok('teams leave Support bo@beta.com');
    expect(await seenBy(place)).toEqual([OF_SALES, OF_BO]);
    expect(await place.json('teams show Support --as bo@beta.com')).toMatchObject({ contacts: 0 });
    expect(await seenBy(place, 'cy@beta.com')).toHaveLength(4);
  });

  it('is told by which membership they see a contact, and what would show them another', async () => {
    const place = await withTeams();
    await assigned(place);
    interface Explained {
      steps: { gate: string; because?: { fact: string; by: string; entry: number } }[];
      remedies: { command: string; by: string[] }[];
    }
    const explained = async (phone: string) => {
      const { out } = await place.run(`access explain bo@beta.com contacts.view --contact ${phone} --format json`);
      const { steps, remedies } = JSON.parse(out) as Explained;
      return { because: steps.find(({ gate }) => gate === 'record')?.because, remedies };
    };
    const { length } = await entriesOf(place);
    expect((await explained(OF_SUPPORT)).because).toMatchObject({
      fact: 'bo@beta.com is in Support, whose contacts contacts=team leaves in sight',
      by: 'ada@beta.com',
      entry: length - 1,
    });
    const hidden = await explained(OF_SALES);
    expect(hidden.because).toMatchObject({ fact: 'restriction contacts=team on bo@beta.com', by: 'ada@beta.com' });
    expect(hidden.remedies.map(({ command }) => command)).toEqual([
      'switchboard teams join Sales bo@beta.com --workspace beta',
      'switchboard users unrestrict bo@beta.com contacts=team --workspace beta',
    ]);
    expect(hidden.remedies[0]?.by).toContain('mo@beta.com');
    expect((await explained(OF_NOBODY)).remedies.map(({ command }) => command)).toEqual([
      'switchboard users unrestrict bo@beta.com contacts=team --workspace beta',
    ]);
    await place.ok('teams join Sales bo@beta.com');
    expect((await explained(OF_SALES)).because).toMatchObject({ entry: length + 1 });
  });

  it('changes neither their own teams nor any beyond their sight, whatever they may do to teams', async () => {
    const place = await withTeams();
    await teamLead(place);
    const asBo = (line: string) => failure(place, `${line} --as bo@beta.com`);
    expect(await asBo('teams join Sales bo@beta.com')).toMatchObject({ exit: 3, code: 'rank.self' });
    expect(await asBo('teams leave Support bo@beta.com')).toMatchObject({ exit: 3, code: 'rank.self' });
    expect(await asBo('teams add Mine --members bo@beta.com')).toMatchObject({ exit: 3, code: 'rank.self' });
    expect(await asBo('teams join Sales mo@beta.com')).toMatchObject({ exit: 3, code: 'rank.exceeds-own' });
    expect(await asBo('teams remove Support --confirm Support')).toMatchObject({ exit: 3, code: 'rank.exceeds-own' });
    await place.ok('teams join Support mo@beta.com --as bo@beta.com');
    await place.ok('teams leave Support mo@beta.com --as bo@beta.com');
    await place.ok('teams edit Support --about Helps --as bo@beta.com');
  });

  it('does not come into another team by inviting either', async () => {
    const place = await withTeams();
    await teamLead(place);
    const invite = async (email: string, team: string) =>
      place.run(
        `users invite ${email} --role agent --teams ${team} --on-existing update --as bo@beta.com --format json`,
      );
    expect(await invite('new@beta.com', 'Sales')).toMatchObject({
      code: 3,
      err: expect.stringContaining('rank.exceeds-own'),
    });
    expect(await invite('new@beta.com', 'Support')).toMatchObject({ code: 0 });
    expect(await place.json('users show new@beta.com')).toMatchObject({ teams: ['Support'], status: 'invited' });
  });
});

describe('whoever sees every contact', () => {
  it('may be in a team by their own hand: it shows them nothing more', async () => {
    const place = await withTeams();
    await place.ok('teams join Support ada@beta.com mo@beta.com --as mo@beta.com');
    expect(await place.json('teams show Support')).toMatchObject({
      members: [
        { email: 'ada@beta.com', by: 'mo@beta.com' },
        { email: 'bo@beta.com', by: 'ada@beta.com' },
        { email: 'mo@beta.com', by: 'mo@beta.com' },
      ],
    });
  });
});

describe('teams add and edit', () => {
  it('refuse a name that is taken, whatever its case, and one that would part words', async () => {
    const place = await withTeams();
    expect(await failure(place, 'teams add SUPPORT')).toMatchObject({ exit: 6, code: 'team-exists' });
    expect(await failure(place, 'teams edit Sales --name support')).toMatchObject({ exit: 6, code: 'team-exists' });
    expect(await failure(place, ['teams', 'add', 'a;b'])).toMatchObject({ exit: 2, code: 'bad-name' });
    expect(await failure(place, ['teams', 'add', ' '])).toMatchObject({ exit: 2, code: 'bad-name' });
    await place.ok('teams edit support --name SUPPORT');
    expect(await names(place)).toEqual(['SUPPORT', 'Sales']);
  });

  it('name the nearest team for a word that means none, and write nothing where nothing changes', async () => {
    const place = await withTeams();
    expect(await failure(place, 'teams show Suport')).toMatchObject({
      exit: 4,
      code: 'unknown-team',
      hint: 'did you mean "Support"?',
    });
    expect(await failure(place, 'teams edit Support')).toMatchObject({ exit: 2, code: 'usage' });
    const { length } = await entriesOf(place);
    expect(await place.json('teams edit Support --name Support')).toMatchObject({ change: 'unchanged' });
    expect(await place.json('teams join Support bo@beta.com')).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await entriesOf(place)).toHaveLength(length);
  });

  it('let in only members of the workspace, and tell which are none', async () => {
    const place = await withTeams();
    expect(await failure(place, 'teams join Support zoe@beta.com')).toMatchObject({ exit: 4, code: 'unknown-member' });
    expect(await failure(place, 'teams add New --members zoe@beta.com')).toMatchObject({ code: 'unknown-member' });
    expect(await names(place)).toEqual(['Sales', 'Support']);
    await place.ok('teams join Support ivy@beta.com sue@beta.com');
    expect(await names(place, '--member ivy@beta.com')).toEqual(['Support']);
  });

  it('are for those who may: agents look, and managers do not remove', async () => {
    const place = await withTeams();
    expect(await names(place, '--as cy@beta.com --sort members')).toEqual(['Sales', 'Support']);
    expect(await failure(place, 'teams add X --as cy@beta.com')).toMatchObject({ exit: 3, code: 'role.lacks-action' });
    expect(await failure(place, 'teams join Nowhere cy@beta.com --as cy@beta.com')).toMatchObject({ exit: 3 });
    expect(await failure(place, 'teams remove Sales --confirm Sales --as mo@beta.com')).toMatchObject({ exit: 3 });
    expect(await failure(place, 'teams list --as bill@beta.com')).toMatchObject({ exit: 3, code: 'role.lacks-action' });
  });
});

describe('teams remove', () => {
  it('ends memberships and clears its contacts, with the numbers in the rehearsal too', async () => {
    const place = await withTeams();
    await assigned(place);
    expect(await place.json('teams remove Support --dry-run')).toMatchObject({ members: 1, contacts: 1 });
    expect(await failure(place, 'teams remove Support')).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await place.json('teams remove Support --confirm Support')).toEqual({
      team: 'Support',
      change: 'removed',
      members: 1,
      contacts: 1,
      transferredTo: null,
    });
    expect(await seenBy(place)).toEqual([OF_BO]);
    expect(await names(place)).toEqual(['Sales']);
    await place.ok('teams add Support');
    expect(await place.json('teams show Support')).toMatchObject({ members: [], contacts: 0 });
  });

  it('hands its contacts to another team', async () => {
    const place = await withTeams();
    await assigned(place);
    expect(await failure(place, 'teams remove Sales --transfer-to sales --confirm Sales')).toMatchObject({ exit: 2 });
    await place.ok('teams remove Sales --transfer-to Support --confirm Sales');
    expect(await seenBy(place)).toEqual([OF_SUPPORT, OF_SALES, OF_BO]);
  });

  it('is refused while conversations are dealt out to it', async () => {
    const place = await withTeams();
    await place.store.meddle(
      `insert into settings (workspace_id, name, value, changed) values (1, 'assignment', '{"mode":"round-robin","team":1}', 1)`,
    );
    expect(await failure(place, 'teams remove Support --confirm Support')).toMatchObject({
      exit: 6,
      code: 'team-in-use',
    });
  });
});

describe('members are told with their teams', () => {
  it('in lists, which a team narrows, and in what is shown of one', async () => {
    const place = await withTeams();
    await place.ok('teams join Sales bo@beta.com');
    const members = async (flags: string) =>
      (await place.json<{ users: { email: string; teams: string[] | null }[] }>(`users list ${flags}`)).users;
    expect((await members('--team Sales')).map(({ email }) => email)).toEqual(['bo@beta.com', 'cy@beta.com']);
    expect((await members('--team Support'))[0]?.teams).toEqual(['Sales', 'Support']);
    expect(await failure(place, 'users list --team Salse')).toMatchObject({ exit: 2, hint: 'did you mean "Sales"?' });
    expect(await place.json('users show bo@beta.com')).toMatchObject({
      teams: ['Sales', 'Support'],
      history: expect.arrayContaining([expect.objectContaining({ fact: 'team', value: 'Sales', change: 'begun' })]),
    });
    expect(await place.json('access show bo@beta.com')).toMatchObject({
      teams: [{ team: 'Sales', by: 'ada@beta.com' }, { team: 'Support' }],
    });
  });

  it('and lose them when they are removed', async () => {
    const place = await withTeams();
    expect(await place.json('users remove bo@beta.com --dry-run')).toMatchObject({ removed: [{ teams: ['Support'] }] });
    await place.ok('users remove bo@beta.com --confirm bo@beta.com');
    expect(await place.json('teams show Support')).toMatchObject({ members: [] });
    await place.ok('users invite bo@beta.com --role agent --status active');
    expect(await place.json('users show bo@beta.com')).toMatchObject({ teams: [] });
  });
});

describe('a roster', () => {
  const lines = async () => {
    const place = await acme();
    await place.ok('teams add Support');
    await place.ok('teams add "Night shift"');
    return place;
  };

  it('puts people into teams, and changes nothing a second time', async () => {
    const place = await lines();
    place.write('roster.csv', 'email,teams,status\nbo@acme.com,support; night shift,active\ncy@acme.com,Support,\n');
    expect(await place.json('users invite roster.csv')).toMatchObject({ invited: 2 });
    expect(await place.json('users invite roster.csv')).toMatchObject({ invited: 0, unchanged: 2, batch: null });
    expect(await place.json('users show bo@acme.com')).toMatchObject({ teams: ['Night shift', 'Support'] });
    const { members } = await place.json<{ members: { email: string; status: string; entry: number }[] }>(
      'teams show Support',
    );
    expect(members).toMatchObject([
      { email: 'bo@acme.com', status: 'active', entry: 4 },
      { email: 'cy@acme.com', status: 'invited', entry: 4 },
    ]);
    const exported = await place.ok('users export');
    expect(exported.split('\n')[0]).toBe('email,name,role,status,restrictions,lines,products,teams');
    place.write('again.csv', exported);
    expect(await place.json('users invite again.csv')).toMatchObject({ unchanged: 3, rows: 3 });
  });

  it('adds teams to those that members are in, and takes none away', async () => {
    const place = await lines();
    await place.ok('users invite bo@acme.com --teams Support');
    expect(await place.run('users invite bo@acme.com --teams "Night shift"')).toMatchObject({
      code: 5,
      out: expect.stringContaining('fewer teams'),
    });
    expect(await place.json('users invite bo@acme.com --teams "Night shift" --on-existing update')).toMatchObject({
      updated: 1,
    });
    expect(await place.json('users show bo@acme.com')).toMatchObject({ teams: ['Night shift', 'Support'] });
  });

  it('names the nearest team for a word that means none', async () => {
    const place = await lines();
    place.write('roster.csv', 'email,teams\nbo@acme.com,Suport\n');
    const { code, out } = await place.run('users invite roster.csv --format json');
    expect(code).toBe(5);
    expect(JSON.parse(out)).toMatchObject({
      faults: [{ line: 2, column: 2, field: 'teams', code: 'unknown-team', value: 'Suport', suggestion: 'Support' }],
    });
  });

  it('needs leave to edit teams, and so does accepting what holds one', async () => {
    const place = await lines();
    const definition = JSON.stringify({
      name: 'recruiter',
      does: 'invites',
      actions: ['users.invite', 'users.view', 'teams.view'],
      lines: 'all',
      products: 'all',
      manages: ['standard'],
      managesCustom: false,
      restrictions: [],
    });
    await place.ok('users invite bo@acme.com --status active');
    await place.ok('users invite cy@acme.com --teams Support');
    await place.store.meddle(
      `insert into custom_roles (workspace_id, name, definition, since) values (1, 'recruiter', '${definition}', 1)`,
      `update memberships set role = 'recruiter' where until is null and user_id = (select id from users where email = 'bo@acme.com')`,
    );
    expect(await failure(place, 'users invite di@acme.com --teams Support --as bo@acme.com')).toMatchObject({
      exit: 3,
    });
    await place.ok('users invite di@acme.com --as bo@acme.com');
    expect(await place.json('users accept --as cy@acme.com')).toMatchObject({ teams: ['Support'] });
  });
});

it.runIf(STORE === 'sqlite')('a roster puts nobody into a team that went while its file was read', async () => {
  const place = await acme();
  await place.ok('teams add Support');
  const { rows, source } = rosterOf(['bo@acme.com'], { teams: ['Support'] });
  const session = {
    ...(await sessionAt(place)),
    beforeApply: () => void place.store.meddle('update teams set removed = 2 where workspace_id = 1'),
  };
  const input = { rows, source, columns: {}, keepGoing: false, expires: 1000 };
  let report: InviteReport | undefined;
  const nothing = async () => {};
  const done = async ({ answer }: { answer: InviteReport }) => {
    report = answer;
    const codes: string[] = [];
    for await (const { code } of answer.faults) codes.push(code);
    expect(codes).toEqual(['unknown-team']);
  };
  await run(inviteUsers, input as never, session, { done, judged: nothing, repeated: nothing });
  expect(report).toMatchObject({ invited: 0, rejected: 1 });
  expect(await place.store.rows('select * from team_members')).toEqual([]);
});
