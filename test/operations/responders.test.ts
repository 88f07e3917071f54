import { describe, expect, it } from 'vitest';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

interface Tested {
  answers: string | null;
  why: string | null;
  reply: string | null;
  silent: string | null;
  segments: number | null;
  missing: string[];
  actions: string[];
  skipped: string[];
  zone: string;
  open: boolean;
  responders: { responder: string; outcome: string; why: string }[];
}

interface Shown {
  name: string;
  kind: string;
  line: string | null;
  reply: string | null;
  actions: string[];
  version: number | null;
}

const LINE = '+12125550100';

/** ada's workspace with a number in New York, another one, and a bot; bo works on the first. */
async function office(): Promise<Desk> {
  const place = await acme();
  await place.ok(`lines add ${LINE} --name "Front desk"`);
  await place.ok('lines add +13105550101');
  await place.ok('lines add @acme_bot --kind telegram');
  await place.ok(`users invite bo@acme.com --status active --lines ${LINE} --products conversations`);
  return place;
}

const add = (place: Desk, name: string, ...more: string[]) =>
  place.ok(['responders', 'add', name, '--line', LINE, '--reply', name, ...more]);

const tested = (place: Desk, message: string, ...more: string[]) =>
  place.json<Tested>(['responders', 'test', message, '--line', LINE, ...more]);

const answerer = async (place: Desk, message: string, ...more: string[]) =>
  (await tested(place, message, ...more)).answers;

const named = async (place: Desk, flags = '') =>
  (await place.json<{ responders: Shown[] }>(`responders list ${flags}`)).responders.map(({ name }) => name);

const received = (place: Desk, message: string, ...more: string[]) =>
  place.json<{ responder: string | null; reply: string | null; silent: string | null }>([
    ...['conversations', 'receive', message, '--line', LINE, '--from', '+13105550123'],
    ...more,
  ]);

describe('the answers that the law asks for', () => {
  it('stand on every line for texts from its creation, and on no other', async () => {
    const place = await office();
    expect(await named(place, `--line ${LINE}`)).toEqual([`${LINE}/opt-out`, `${LINE}/opt-in`, `${LINE}/help`]);
    expect(await named(place, '--line @acme_bot')).toEqual([]);
    expect(await tested(place, '“Stop!” 🙏')).toMatchObject({
      answers: `${LINE}/opt-out`,
      why: 'opt-out word STOP',
      reply: expect.stringMatching(/^Acme: you are unsubscribed/),
      segments: 1,
      actions: ['consent=opted-out'],
    });
    const bot = await place.json<Tested>(['responders', 'test', 'stop', '--line', '@acme_bot']);
    expect(bot).toMatchObject({ answers: null, responders: [] });
  });

  it('are worded for one line or for all, and get their usual wording back', async () => {
    const place = await office();
    const said = async (line: string) =>
      (await place.json<Tested>(['responders', 'test', 'help', '--line', line])).reply;
    const usual = await said(LINE);
    await place.ok('responders edit help --reply "Ask {first_name|us}."');
    await place.ok(`responders edit "front desk/help" --reply "Call 555 0100."`);
    expect([await said(LINE), await said('+13105550101')]).toEqual(['Call 555 0100.', 'Ask us.']);
    expect(await place.json(`responders show ${LINE}/help`)).toMatchObject({
      reply: 'Call 555 0100.',
      words: ['HELP', 'INFO'],
      by: 'ada@acme.com',
      version: 1,
    });
    expect(await place.json(`responders edit help --line ${LINE} --reply "Call 555 0101."`)).toMatchObject({
      name: `${LINE}/help`,
      change: 'edited',
    });
    await place.ok(['responders', 'edit', `${LINE}/help`, '--reply', '']);
    expect(await said(LINE)).toBe('Ask us.');
    await place.ok(['responders', 'edit', 'help', '--reply', '']);
    expect(await said(LINE)).toBe(usual);
    await place.ok('settings edit --yes-opts-in');
    expect(await place.json('responders show opt-in')).toMatchObject({ words: ['START', 'UNSTOP', 'YES'] });
  });

  it('are not removed, switched off, renamed or given other words, and nobody takes their words or names', async () => {
    const place = await office();
    const stays = { exit: 6, code: 'compliance-responder' };
    expect(await failure(place, `responders remove ${LINE}/opt-out --confirm ${LINE}/opt-out`)).toMatchObject(stays);
    expect(await failure(place, 'responders edit opt-out --off')).toMatchObject(stays);
    expect(await failure(place, 'responders edit opt-out --reply x --keyword y')).toMatchObject(stays);
    expect(await failure(place, 'responders edit opt-out --name bye')).toMatchObject(stays);
    expect(await failure(place, 'responders edit @acme_bot/help --reply x')).toMatchObject({
      exit: 6,
      code: 'no-text-line',
    });
    const taking = (...words: string[]) =>
      failure(place, ['responders', 'add', 'x', '--all-lines', '--reply', 'x', ...words]);
    expect(await taking('--keyword', 'Stop-All!')).toMatchObject({ exit: 6, code: 'compliance-word' });
    expect(await taking('--pattern', '^st[o0]p$')).toMatchObject({ exit: 6, code: 'compliance-word' });
    expect(await failure(place, 'responders add OPT-OUT --all-lines --keyword x --reply x')).toMatchObject({
      exit: 6,
      code: 'responder-exists',
    });
    await place.ok('responders add bye --line @acme_bot --keyword stop --reply Bye.');
    await add(place, 'anything', '--mode', 'contains', '--keyword', 'stop now', '--priority', '9');
    expect(await answerer(place, 'STOP')).toBe(`${LINE}/opt-out`);
    expect(await answerer(place, 'do not stop now')).toBe('anything');
  });
});

describe('responders test', () => {
  it('tells the order in which they have a say, and what every other would have done', async () => {
    const place = await office();
    await add(place, 'hello', '--kind', 'welcome');
    await add(place, 'away', '--kind', 'away', '--during', 'always');
    await add(place, 'pattern', '--pattern', 'pri.e');
    await add(place, 'within', '--keyword', 'ice', '--mode', 'contains');
    await add(place, 'word', '--keyword', 'list', '--mode', 'whole-word');
    await add(place, 'start', '--keyword', 'price', '--mode', 'starts-with');
    await add(place, 'longer', '--keyword', 'price list', '--mode', 'first-word');
    await add(place, 'late', '--keyword', 'price list please', '--mode', 'starts-with', '--off');
    await add(place, 'exact', '--keyword', '“Price  LIST please!”');
    const { answers, responders } = await tested(place, 'price list please');
    expect(answers).toBe('exact');
    const told = responders.map(({ responder, outcome }) => `${responder} ${outcome}`);
    expect(told.slice(0, 9)).toEqual([
      'exact answers',
      'late off',
      ...['longer', 'start', 'word', 'within', 'pattern', 'away', 'hello'].map((name) => `${name} would-answer`),
    ]);
    expect(responders[2]?.why).toBe('first-word "price list", but "exact" goes first');
    const order = await named(place, `--line ${LINE}`);
    expect(order.slice(3)).toEqual(['exact', 'late', 'longer', 'start', 'word', 'within', 'pattern', 'away', 'hello']);
    await place.ok('responders edit start --priority 5');
    expect((await named(place, `--line ${LINE}`)).slice(3, 7)).toEqual(['exact', 'late', 'longer', 'start']);
  });

  it('writes nothing, and says what a contact would read and what is not known of them', async () => {
    const place = await office();
    await place.ok(['conversations', 'receive', 'hi', '--line', LINE, '--from', '+13105550123', '--name', 'Di']);
    await add(place, 'greet', '--keyword', 'hi', '--reply', 'Hi {first_name|there}{email}!', '--action', 'tag=lead');
    const before = (await entriesOf(place)).length;
    expect(await tested(place, 'Hi!', '--contact', '+13105550123')).toMatchObject({
      reply: 'Hi Di!',
      missing: ['email'],
      actions: ['tag=lead'],
      silent: null,
    });
    expect(await tested(place, 'Hi!')).toMatchObject({ reply: 'Hi there!' });
    expect((await entriesOf(place)).length).toBe(before);
    expect(await failure(place, 'responders test hi')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'responders test hi --line +19995550100')).toMatchObject({ exit: 4 });
    expect(await failure(place, `responders test hi --line ${LINE} --contact +19995550100`)).toMatchObject({ exit: 4 });
  });

  it('agrees with what becomes of a message that is received', async () => {
    const place = await office();
    await place.ok('responders add hello --all-lines --kind welcome --reply Welcome!');
    await add(place, 'price', '--keyword', 'price', '--cooldown', '2h');
    await add(place, 'quiet', '--keyword', 'quiet', '--quiet-when-claimed');
    const at = (time: string) => ['--at', `2026-11-21T${time}:00Z`];
    let who: string[] = [];
    const again = async (message: string, ...more: string[]) => {
      const foreseen = await tested(place, message, ...who, ...more);
      const came = await received(place, message, ...more);
      expect([came.responder, came.reply ?? null, came.silent]).toEqual([
        foreseen.answers,
        foreseen.silent === null ? foreseen.reply : null,
        foreseen.silent,
      ]);
      who = ['--contact', '+13105550123'];
      return foreseen.answers;
    };
    expect(await again('anything', ...at('12:00'))).toBe('hello');
    expect(await again('price', ...at('12:01'))).toBe('price');
    expect(await again('price', ...at('14:00'))).toBe(null);
    expect(await again('price', ...at('14:01'))).toBe('price');
    expect(await again('quiet', ...at('14:02'))).toBe('quiet');
    await place.ok(`conversations claim ${LINE}/+13105550123`);
    expect(await again('quiet', ...at('14:03'))).toBe(null);
    expect(await again('quiet', ...at('14:04'), '--automatic')).toBe(null);
    expect(await again('stop', ...at('14:05'))).toBe(`${LINE}/opt-out`);
    expect(await again('price', ...at('18:00'))).toBe('price');
    expect(await again('start', ...at('18:01'))).toBe(`${LINE}/opt-in`);
  });

  it('goes by the clocks of the line, also on the days when they change', async () => {
    const place = await office();
    await place.ok('settings edit --business-hours "mon-sun 09:00-17:00" --time-zone Europe/Berlin');
    await add(place, 'open', '--keyword', 'hours', '--during', 'business-hours');
    await add(place, 'closed', '--kind', 'away');
    const at = (time: string) => answerer(place, 'hours', '--at', time);
    expect((await tested(place, 'x')).zone).toBe('America/New_York');
    // New York goes from UTC-5 to UTC-4 on 2026-03-08, and back on 2026-11-01.
    expect(await at('2026-03-07T13:30:00Z')).toBe('closed');
    expect(await at('2026-03-07T14:00:00Z')).toBe('open');
    expect(await at('2026-03-08T13:00:00Z')).toBe('open');
    expect(await at('2026-03-08T20:59:59Z')).toBe('open');
    expect(await at('2026-03-08T21:00:00Z')).toBe('closed');
    expect(await at('2026-11-01T13:30:00Z')).toBe('closed');
    expect(await at('2026-11-01T14:00:00Z')).toBe('open');
    await place.ok(
      'responders add feast --line @acme_bot --keyword hours --reply x --from 2026-03-29 --until 2026-03-29',
    );
    expect(await place.json('responders show feast')).toMatchObject({
      from: '2026-03-28T23:00:00Z',
      until: '2026-03-29T22:00:00Z',
    });
  });

  it('has the away message of the workspace go last among those that are away', async () => {
    const place = await office();
    await place.ok('settings edit --business-hours closed --away-message "We are away."');
    await add(place, 'hello', '--kind', 'welcome');
    expect(await tested(place, 'hi')).toMatchObject({
      answers: 'away message of the workspace',
      reply: 'We are away.',
    });
    expect(await received(place, 'hi')).toMatchObject({ reply: 'We are away.' });
    expect(await tested(place, 'hi', '--contact', '+13105550123', '--at', '2026-11-22T11:00:00Z')).toMatchObject({
      answers: null,
    });
    await add(place, 'closed', '--kind', 'away', '--priority', '-9');
    expect(await answerer(place, 'hi')).toBe('closed');
  });
});

describe('responders add', () => {
  it('refuses a word that another one has on the same line in the same mode, naming it', async () => {
    const place = await office();
    await add(place, 'prices', '--keyword', 'price,cost');
    const clash = (...more: string[]) => failure(place, ['responders', 'add', 'other', '--reply', 'x', ...more]);
    expect(await clash('--line', LINE, '--keyword', '¡COST!')).toMatchObject({
      exit: 6,
      code: 'keyword-taken',
      message: '"cost" is taken: "prices" answers it',
      hint: expect.stringContaining('switchboard responders edit prices'),
    });
    expect(await clash('--all-lines', '--keyword', 'price')).toMatchObject({ exit: 6, code: 'keyword-taken' });
    await place.ok('responders add other --line +13105550101 --keyword price --reply x');
    await place.ok(`responders add contains --line ${LINE} --mode contains --keyword price --reply x`);
    expect(await failure(place, ['responders', 'edit', 'other', '--line', LINE])).toMatchObject({
      exit: 6,
      code: 'keyword-taken',
    });
    expect(
      await failure(place, ['responders', 'add', 'PRICES', '--all-lines', '--keyword', 'z', '--reply', 'x']),
    ).toMatchObject({
      exit: 6,
      code: 'responder-exists',
    });
  });

  it('refuses what it cannot do, naming what was most likely meant', async () => {
    const place = await office();
    await place.ok('lists add VIP');
    await place.ok('teams add Sales');
    await place.ok('templates add hours "We open at 9."');
    const refused = (...more: string[]) =>
      failure(place, ['responders', 'add', 'x', '--line', LINE, '--keyword', 'x', ...more]);
    expect(await refused('--reply', 'Hi {frist_name}')).toMatchObject({
      exit: 2,
      code: 'unknown-variable',
      hint: 'did you mean {first_name}?',
    });
    expect(await refused('--template', 'huors')).toMatchObject({
      exit: 4,
      code: 'unknown-template',
      hint: 'did you mean "hours"?',
    });
    expect(await refused('--action', 'list=VPI')).toMatchObject({
      exit: 4,
      code: 'unknown-list',
      hint: 'did you mean "VIP"?',
    });
    expect(await refused('--action', 'assign=team:Slaes')).toMatchObject({
      exit: 4,
      code: 'unknown-team',
      hint: 'did you mean "Sales"?',
    });
    expect(await refused('--action', 'assign=bob@acme.com')).toMatchObject({
      exit: 4,
      code: 'unknown-member',
      hint: 'did you mean bo@acme.com?',
    });
    expect(await refused('--action', 'lst=VIP')).toMatchObject({ exit: 2, code: 'bad-action' });
    expect(await refused()).toMatchObject({ exit: 2, code: 'usage' });
    expect(await refused('--reply', 'x', '--template', 'hours')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await refused('--reply', 'x', '--mode', 'exakt')).toMatchObject({ exit: 2, code: 'unknown-mode' });
    expect(await refused('--reply', 'x', '--during', 'office-hours')).toMatchObject({ exit: 2, code: 'unknown-hours' });
    expect(await refused('--reply', 'x', '--kind', 'welcom')).toMatchObject({ exit: 2, code: 'unknown-kind' });
    expect(await refused('--reply', 'x', '--kind', 'welcome')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await refused('--reply', 'x', '--from', '2026-12-24', '--until', '2026-12-23')).toMatchObject({
      exit: 2,
      code: 'bad-schedule',
    });
    expect(await refused('--reply', 'x', '--cooldown', 'soon')).toMatchObject({ exit: 2, code: 'bad-duration' });
    expect(await failure(place, 'responders add x --keyword x --reply x')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'responders add x --line +19995550100 --keyword x --reply x')).toMatchObject({
      exit: 4,
      code: 'unknown-line',
    });
    expect(
      await failure(place, 'responders add x --line +13105550101 --keyword x --reply x --action assign=bo@acme.com'),
    ).toMatchObject({
      exit: 6,
      code: 'cannot-be-assigned',
      message: expect.stringContaining('line.not-granted'),
    });
    expect(await named(place, '--kind keyword')).toEqual([]);
  });

  it.each([
    ['(a+)+$', 'a'.repeat(30_000)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(30_000)],
    ['(x+x+)+y', 'x'.repeat(30_000)],
  ])('takes the pattern %s, which answers in no time', async (pattern, message) => {
    const place = await office();
    await place.ok(['responders', 'add', 'x', '--line', LINE, '--pattern', pattern, '--reply', 'x']);
    const began = performance.now();
    await tested(place, message);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it.each(['(?=a)b', '(a)\\1', '((a{1,99}){1,99}){1,99}', '[', 'a'.repeat(201), ' '])(
    'refuses the pattern %s with a sentence',
    async (pattern) => {
      const place = await office();
      expect(
        await failure(place, ['responders', 'add', 'x', '--line', LINE, '--pattern', pattern, '--reply', 'x']),
      ).toMatchObject({ exit: 2 });
    },
  );
});

describe('responders edit and remove', () => {
  it('changes what is said and leaves the rest', async () => {
    const place = await office();
    await add(
      place,
      'prices',
      '--keyword',
      'price',
      '--from',
      '2026-12-01',
      '--action',
      'tag=lead',
      '--quiet-when-claimed',
    );
    await place.ok(['responders', 'edit', 'PRICES', '--name', 'rates', '--pattern', 'rates?', '--all-lines']);
    expect(await place.json('responders show rates')).toMatchObject({
      line: null,
      mode: 'regex',
      words: [],
      pattern: 'rates?',
      from: '2026-12-01T05:00:00Z',
      actions: ['tag=lead'],
      quietWhenClaimed: true,
      version: 2,
    });
    await place.ok([
      'responders',
      'edit',
      'rates',
      '--keyword',
      'rate',
      '--from',
      '',
      '--action',
      '',
      '--answer-when-claimed',
      '--off',
    ]);
    expect(await place.json('responders show rates')).toMatchObject({
      ...{ mode: 'exact', words: ['rate'], pattern: null, from: null, actions: [], quietWhenClaimed: false, on: false },
    });
    expect(await place.json('responders edit rates --keyword rate --off')).toMatchObject({ change: 'unchanged' });
    expect(await failure(place, 'responders edit rates')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'responders edit rtaes --off')).toMatchObject({
      exit: 4,
      hint: 'did you mean "rates"?',
    });
    await place.ok('responders remove rates --confirm rates');
    expect(await failure(place, 'responders show rates')).toMatchObject({ exit: 4, code: 'unknown-responder' });
  });

  it('keeps what it uses from being removed, and follows its names', async () => {
    const place = await office();
    await place.ok('lists add VIP');
    await place.ok('teams add Sales');
    await place.ok('templates add hours "We open at 9."');
    await place.ok([
      'responders',
      'add',
      'vip',
      '--line',
      LINE,
      '--keyword',
      'vip',
      '--template',
      'hours',
      '--action',
      'list=VIP,assign=team:Sales',
    ]);
    const used = { exit: 6, message: expect.stringContaining('the responder "vip" uses') };
    expect(await failure(place, 'lists remove VIP --confirm VIP')).toMatchObject({ ...used, code: 'list-in-use' });
    expect(await failure(place, 'teams remove Sales --confirm Sales')).toMatchObject({ ...used, code: 'team-in-use' });
    expect(await failure(place, 'templates remove hours --confirm hours')).toMatchObject({
      ...used,
      code: 'template-in-use',
    });
    await place.ok('lists edit VIP --name Guests');
    await place.ok('templates edit hours --name times --body "We open at 10."');
    expect(await tested(place, 'vip')).toMatchObject({
      reply: 'We open at 10.',
      actions: ['list=Guests', 'assign=team:Sales'],
    });
    await place.ok('responders remove vip --confirm vip');
    await place.ok('lists remove Guests --confirm Guests');
  });

  it('skips a member who was removed, and says so', async () => {
    const place = await office();
    await place.ok([
      'responders',
      'add',
      'bo',
      '--line',
      LINE,
      '--keyword',
      'bo',
      '--reply',
      'x',
      '--action',
      'tag=lead,assign=bo@acme.com',
    ]);
    expect(await tested(place, 'bo')).toMatchObject({ actions: ['tag=lead', 'assign=bo@acme.com'], skipped: [] });
    await place.ok('users remove bo@acme.com --confirm bo@acme.com');
    expect(await tested(place, 'bo')).toMatchObject({
      actions: ['tag=lead'],
      skipped: ['assign=bo@acme.com: they are no active member'],
    });
    await place.ok('responders edit bo --off');
  });

  it('leaves the responders of a line that is removed silent, and they come back with it', async () => {
    const place = await office();
    await add(place, 'prices', '--keyword', 'price');
    expect(await place.json(`lines remove ${LINE} --confirm ${LINE}`)).toMatchObject({ responders: 1 });
    expect(await named(place, '--kind keyword')).toEqual([]);
    expect(await failure(place, 'responders show prices')).toMatchObject({ exit: 3, code: 'line.inactive' });
    await place.ok('responders add all --all-lines --keyword price --reply x');
    await place.ok('responders remove all --confirm all');
    await place.ok(`lines add ${LINE}`);
    expect(await answerer(place, 'price')).toBe('prices');
  });
});

describe('who may', () => {
  it('lets a Standard member see those of granted lines and of all lines, and change none', async () => {
    const place = await office();
    await add(place, 'mine', '--keyword', 'a');
    await place.ok('responders add theirs --line +13105550101 --keyword a --reply x');
    await place.ok('responders add ours --all-lines --keyword b --reply x');
    expect(await named(place, '--kind keyword --as bo@acme.com')).toEqual(['mine', 'ours']);
    await place.ok('responders show ours --as bo@acme.com');
    expect((await place.json<Tested>(`responders test a --line ${LINE} --as bo@acme.com`)).answers).toBe('mine');
    const hidden = await failure(place, 'responders show theirs --as bo@acme.com');
    const never = await failure(place, 'responders show theirz --as bo@acme.com');
    expect(hidden).toMatchObject({ exit: 4, code: 'unknown-responder' });
    expect(never.message).toBe(hidden.message.replace('theirs', 'theirz'));
    expect(await failure(place, 'responders test a --line +13105550101 --as bo@acme.com')).toMatchObject({ exit: 4 });
    for (const line of [
      `responders add x --line ${LINE} --keyword x --reply x`,
      'responders edit mine --off',
      'responders edit help --reply x',
      'responders remove mine --confirm mine',
    ]) {
      expect(await failure(place, `${line} --as bo@acme.com`)).toMatchObject({ exit: 3, code: 'role.lacks-action' });
    }
  });

  it('lets those who reach granted lines only change what is on these, and nothing that is on all lines', async () => {
    const place = await office();
    const definition = JSON.stringify({
      ...{ name: 'desk', does: 'answers', lines: 'granted', products: 'all', managesCustom: false },
      actions: ['responders.view', 'responders.add', 'responders.edit', 'responders.delete', 'lines.view'],
      ...{ manages: [], restrictions: [] },
    });
    await place.store.meddle(
      `insert into custom_roles (workspace_id, name, definition, since) values (1, 'desk', '${definition}', 1)`,
      `update memberships set role = 'desk' where user_id = (select id from users where email_key = 'bo@acme.com')`,
    );
    await place.ok('responders add ours --all-lines --keyword ours --reply x');
    await place.ok('responders add theirs --line +13105550101 --keyword a --reply x');
    const bo = (line: string) => `${line} --as bo@acme.com`;
    await place.ok(bo(`responders add mine --line ${LINE} --keyword a --reply x`));
    await place.ok(bo('responders edit mine --keyword b'));
    await place.ok(bo(`responders edit ${LINE}/help --reply "Ask bo."`));
    expect(await named(place, bo('--kind keyword'))).toEqual(['ours', 'mine']);
    const refused = { exit: 3, code: 'line.not-granted' };
    for (const line of [
      'responders add x --all-lines --keyword x --reply x',
      'responders edit ours --off',
      'responders edit help --reply x',
      'responders edit mine --all-lines',
      'responders remove ours --confirm ours',
    ]) {
      expect(await failure(place, bo(line)), line).toMatchObject(refused);
    }
    const { message } = await failure(place, bo('responders edit ours --off'));
    expect(message).toContain('bo@acme.com reaches granted lines only, and this is on all lines');
    expect(await failure(place, bo('responders edit mine --line +13105550101'))).toMatchObject({ exit: 4 });
    expect(await failure(place, bo('responders remove theirs --confirm theirs'))).toMatchObject({ exit: 4 });
    expect((await place.run(bo('responders edit ours --off --explain'))).out).not.toContain('--lines');
    await place.ok(bo('responders remove mine --confirm mine'));
  });

  it('lets managers answer, and agents not look', async () => {
    const place = await beta();
    await place.ok('lines add +12125550100');
    await place.ok('users invite mo@beta.com --role manager --status active');
    await place.ok('users invite bo@beta.com --role agent --status active');
    await place.ok('responders add x --all-lines --keyword x --reply x --as mo@beta.com');
    await place.ok('responders remove x --confirm x --as mo@beta.com');
    expect(await failure(place, 'responders list --as bo@beta.com')).toMatchObject({ exit: 3 });
  });
});
