import { describe, expect, it } from 'vitest';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';
import { statementsOf } from '../support/statements.ts';

interface Shown {
  state: string;
  claimedBy: string | null;
  consent: string;
  consents: { state: string; word: string | null; until: string | null }[];
  messages: { kind: string; by: string | null; text: string }[];
}

/** ada's workspace with two lines: bo and cy work on the first, di on the second. */
async function office(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100 --name "Front desk"');
  await place.ok('lines add +15550101');
  await place.ok(
    'users invite bo@acme.com cy@acme.com --status active --lines +15550100 --products conversations,blast',
  );
  await place.ok('users invite di@acme.com --status active --lines +15550101 --products conversations');
  return place;
}

const receive = (text: string, flags = '') =>
  ['conversations', 'receive', text, '--line', '+15550100', '--from', '+15550123', ...flags.split(' ')].filter(Boolean);

/** The same with a conversation on the first line. */
async function talking(): Promise<Desk> {
  const place = await office();
  await place.ok(receive('Hello'));
  return place;
}

const shown = (place: Desk, conversation = '+15550123') =>
  place.json<Shown>(`conversations show ${conversation} --limit 0`);

const thread = async (place: Desk) =>
  (await shown(place)).messages.map(({ kind, by, text }) => `${kind} ${by ?? '–'}: ${text}`);

const listed = async (place: Desk, flags = '') =>
  (await place.json<{ conversations: { conversation: string }[] }>(`conversations list ${flags}`)).conversations.map(
    ({ conversation }) => conversation,
  );

describe('conversations receive', () => {
  it('makes the contact and the conversation, once', async () => {
    const place = await office();
    const first = await place.json(receive('Hello', '--id a1 --name Max'));
    expect(first).toMatchObject({ conversation: '+15550100/+15550123', contact: 'added', began: 'opened' });
    expect(await place.json(receive('More', '--id a2'))).toMatchObject({ contact: 'known', began: 'goes on' });
    expect(await place.store.rows('select phone, first_name, name_key from contacts')).toEqual([
      { phone: '+15550123', first_name: 'Max', name_key: 'max' },
    ]);
    expect(await thread(place)).toEqual(['in +15550123: Hello', 'in +15550123: More']);
  });

  it('changes nothing when the same id comes again, and writes no entry', async () => {
    const place = await office();
    await place.ok(receive('STOP', '--id a1'));
    const before = (await entriesOf(place)).length;
    expect(await place.json(receive('STOP', '--id a1'))).toMatchObject({ change: 'unchanged', reply: null });
    expect(await entriesOf(place)).toHaveLength(before);
  });

  it('opens a conversation again that has ended', async () => {
    const place = await talking();
    await place.ok('conversations end +15550123 --category delivery');
    expect(await place.json(receive('Again'))).toMatchObject({ began: 'reopened', claimedBy: null });
    expect(await shown(place)).toMatchObject({ state: 'open', category: null });
  });

  it('confirms an opt-out once, and answers nothing from then on until they opt in', async () => {
    const place = await office();
    await place.ok('responders add hours --all-lines --keyword hours --reply "From 9."');
    expect(await place.json(receive('hours?'))).toMatchObject({ responder: 'hours', reply: 'From 9.' });
    const out = await place.json<{ reply: string }>(receive('“Stop!”'));
    expect(out).toMatchObject({ consent: 'opted-out', did: ['consent=opted-out'] });
    expect(out.reply).toContain('unsubscribed');
    for (const text of ['STOP', 'hours?', 'HELP']) {
      expect(await place.json(receive(text)), text).toMatchObject({ reply: null, consent: 'opted-out' });
    }
    expect(await place.json(receive('start'))).toMatchObject({ consent: 'opted-in', reply: expect.any(String) });
    expect(await place.json(receive('hours?'))).toMatchObject({ reply: 'From 9.' });
    expect((await shown(place)).consents.map(({ state, word }) => `${state} ${word}`)).toEqual([
      'opted-in START',
      'opted-out STOP',
    ]);
  });

  it('does what the responder does: tags, lists, assigns, and answers with what is known of them', async () => {
    const place = await office();
    await place.ok('lists add VIP');
    await place.ok('teams add Support --members cy@acme.com');
    await place.ok([
      ...['responders', 'add', 'vip', '--all-lines', '--keyword', 'vip', '--reply', 'Welcome, {first_name|you}!'],
      ...['--action', 'list=VIP,tag=lead,assign=team:Support'],
    ]);
    expect(await place.json(receive('VIP', '--name Max'))).toMatchObject({
      reply: 'Welcome, Max!',
      did: expect.arrayContaining(['list=VIP', 'tag=lead', 'assign=team:Support']),
    });
    expect(await place.store.rows('select tag from contact_tags')).toEqual([{ tag: 'lead' }]);
    expect(await place.store.rows('select contact_id from list_members')).toHaveLength(1);
    expect(await listed(place, '--team support')).toEqual(['+15550100/+15550123']);
  });

  it('keeps an auto-reply quiet until its cooldown is over', async () => {
    const place = await office();
    await place.ok('responders add hi --all-lines --keyword hi --reply Hello! --cooldown 1h');
    const at = async (time: string) =>
      (await place.json<{ reply: string | null }>(receive('hi', `--at 2026-11-21T${time}:00Z`))).reply;
    expect([await at('09:00'), await at('09:59'), await at('10:00')]).toEqual(['Hello!', null, 'Hello!']);
  });

  it('never answers an automatic message, and deals it out to nobody', async () => {
    const place = await office();
    await place.ok('responders add hi --all-lines --keyword hi --reply Hello!');
    expect(await place.json(receive('hi', '--automatic'))).toMatchObject({ reply: null, dealtTo: null });
    expect(await place.json(receive('HELP', '--automatic'))).toMatchObject({ reply: null });
  });

  it('deals conversations out in turn to those of the team who may claim them', async () => {
    const place = await office();
    await place.ok('teams add Support --members bo@acme.com,cy@acme.com,di@acme.com');
    await place.ok('settings edit --assignment round-robin --assignment-team Support');
    const from = async (number: string) =>
      (await place.json<{ dealtTo: string }>(`conversations receive Hi --line +15550100 --from ${number}`)).dealtTo;
    expect([await from('+15550123'), await from('+15550124'), await from('+15550125')]).toEqual([
      'bo@acme.com',
      'cy@acme.com',
      'bo@acme.com',
    ]);
    expect(await listed(place, '--mine --as cy@acme.com')).toEqual(['+15550100/+15550124']);
    expect(await place.json(receive('Still there?'))).toMatchObject({ claimedBy: 'bo@acme.com', dealtTo: null });
  });

  it('is for those who oversee conversations and may add contacts, on lines within their reach', async () => {
    const place = await office();
    const by = (who: string) => failure(place, [...receive('Hi'), '--as', who]);
    expect(await by('bo@acme.com')).toMatchObject({ exit: 3, code: 'role.lacks-action' });
    expect(await failure(place, 'conversations receive Hi --line +15559999 --from +15550123')).toMatchObject({
      exit: 4,
      code: 'unknown-line',
    });
    expect(await failure(place, 'conversations receive Hi --line +15550100 --from Max')).toMatchObject({
      exit: 2,
      code: 'bad-sender',
    });
  });

  it('takes a file in as a whole, in its order, by as many statements whatever its length', async () => {
    const place = await office();
    const file = (rows: readonly object[]) =>
      place.write('in.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    file([
      { from: '+15550123', text: 'Hi', id: 'a' },
      { from: '+15550123', text: 'STOP', id: 'b' },
      { from: '+15550123', text: 'Hi', id: 'a' },
      { from: '+15550124', text: 'Hello', line: '+15550101' },
      { from: '+15550123', text: 'start' },
    ]);
    const line = 'conversations receive --file in.jsonl --line +15550100';
    expect(await place.json(line)).toMatchObject({ rows: 5, received: 4, unchanged: 1, rejected: 0 });
    expect(await shown(place)).toMatchObject({ consent: 'opted-in' });
    const many = (from: number, length: number) =>
      file(Array.from({ length }, (_, i) => ({ from: `+1555${from + i}`, text: 'Hi' })));
    many(1_000_000, 1);
    const few = await statementsOf(place, line);
    many(2_000_000, 300);
    expect(await statementsOf(place, line)).toHaveLength(few.length);
    expect(await place.ok('conversations list --count')).toBe('303 conversations\n');
  });

  it('takes nothing of a file in that has a fault, and names each with its line', async () => {
    const place = await office();
    place.write('in.jsonl', '{"from":"+15550123","text":"Hi"}\n{"from":"Max","txt":1}\n[]\n{"from":"x"');
    const ran = await place.run('conversations receive --file in.jsonl --line +15550100 --format json');
    expect(ran.code).toBe(5);
    const { faults, rejected } = JSON.parse(ran.out) as { faults: { line: number; code: string }[]; rejected: number };
    expect(faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 unknown-column',
      '2 missing-value',
      '3 bad-value',
      '4 bad-json',
    ]);
    expect(rejected).toBe(4);
    expect(await place.store.rows('select * from contacts')).toEqual([]);
  });
});

describe('conversations claim, transfer, release and end', () => {
  it('let one hold a conversation at a time, whoever may hand it over, and tell the thread', async () => {
    const place = await talking();
    await place.ok('conversations claim +15550123 --as bo@acme.com');
    expect(await place.json('conversations claim +15550123 --as bo@acme.com')).toMatchObject({
      conversations: [{ change: 'unchanged', claimedBy: 'bo@acme.com' }],
    });
    expect(await failure(place, 'conversations claim +15550123 --as cy@acme.com')).toMatchObject({
      exit: 6,
      code: 'claimed-already',
      message: '+15550100/+15550123 is claimed by bo@acme.com already',
    });
    await place.ok('conversations transfer +15550123 --to cy@acme.com --note "wants a refund" --as bo@acme.com');
    await place.ok('conversations release +15550123 --as cy@acme.com');
    await place.ok('conversations end +15550123 --note done --category refund --as cy@acme.com');
    expect(await thread(place)).toEqual([
      'in +15550123: Hello',
      'event bo@acme.com: claimed',
      'note bo@acme.com: wants a refund',
      'event bo@acme.com: transferred to cy@acme.com',
      'event cy@acme.com: released',
      'note cy@acme.com: done',
      'event cy@acme.com: ended: refund',
    ]);
    expect(await failure(place, 'conversations claim +15550123')).toMatchObject({ code: 'conversation-ended' });
  });

  it('leave what somebody else has claimed to those who oversee', async () => {
    const place = await talking();
    await place.ok('conversations claim +15550123 --as bo@acme.com');
    for (const verb of ['release', 'end', 'reply', 'transfer']) {
      const flags = verb === 'reply' ? 'Hi' : verb === 'transfer' ? '--to cy@acme.com' : '';
      const line = `conversations ${verb} +15550123 ${flags}`.trim();
      expect(await failure(place, `${line} --as cy@acme.com`), verb).toMatchObject({
        exit: 3,
        code: 'role.lacks-action',
      });
      expect((await place.run(`${line} --can-i --as bo@acme.com`)).code, verb).toBe(0);
      expect((await place.run(`${line} --can-i`)).code, verb).toBe(0);
    }
  });

  it('hand over only to a member who can see and claim it, and say why not in words', async () => {
    const place = await talking();
    const to = (who: string) => failure(place, `conversations transfer +15550123 --to ${who}`);
    expect(await to('di@acme.com')).toMatchObject({
      exit: 6,
      code: 'cannot-take-it',
      message: expect.stringContaining('has not been granted line +15550100'),
    });
    await place.ok('users suspend cy@acme.com');
    expect(await to('cy@acme.com')).toMatchObject({ message: expect.stringContaining('is suspended') });
    expect(await to('mallory@evil.com')).toMatchObject({ exit: 4, code: 'unknown-member' });
    expect(await shown(place)).toMatchObject({ claimedBy: null });
  });

  it('tell those who do not reach it nothing, in the words for what never was', async () => {
    const place = await talking();
    for (const verb of ['show', 'claim', 'release', 'end']) {
      const hidden = await failure(place, `conversations ${verb} +15550100/+15550123 --as di@acme.com`);
      const never = await failure(place, `conversations ${verb} +15550100/+15550199 --as di@acme.com`);
      expect(hidden, verb).toMatchObject({ exit: 4, code: 'unknown-conversation' });
      expect(never.message).toBe(hidden.message.replace('+15550123', '+15550199'));
    }
    await place.ok('users invite ed@acme.com --status active --lines +15550100');
    expect(await failure(place, 'conversations list --as ed@acme.com')).toMatchObject({
      exit: 3,
      code: 'product.not-granted',
    });
    expect(await failure(place, 'conversations show +15550123 --as ed@acme.com')).toMatchObject({ exit: 3 });
  });

  it('show restricted agents only the conversations of their own contacts, and count only those', async () => {
    const place = await beta();
    await place.ok('lines add +15550100');
    await place.ok('users invite bo@beta.com cy@beta.com --role agent --status active');
    await place.ok('users restrict bo@beta.com contacts=self');
    await place.ok('responders add bo --all-lines --keyword bo --action assign=bo@beta.com --reply "Bo will write."');
    await place.ok('conversations receive bo --line +15550100 --from +15550123');
    await place.ok('conversations receive Hi --line +15550100 --from +15550124');
    expect(await listed(place, '--as bo@beta.com')).toEqual(['+15550100/+15550123']);
    expect(await place.ok('conversations list --count --as bo@beta.com')).toBe('1 conversation\n');
    expect(await listed(place, '--as cy@beta.com')).toHaveLength(2);
    expect(await failure(place, 'conversations claim +15550124 --as bo@beta.com')).toMatchObject({ exit: 4 });
    expect(await failure(place, 'conversations transfer +15550124 --to bo@beta.com')).toMatchObject({
      message: expect.stringContaining('record.not-visible'),
    });
    await place.ok('conversations reply +15550123 Hello --as bo@beta.com');
  });
});

describe('conversations list', () => {
  it('goes on from page to page, the latest first, and narrows', async () => {
    const place = await office();
    for (const i of [1, 2, 3, 4, 5]) {
      await place.ok(`conversations receive Hi --line +15550100 --from +1555012${i} --at 2026-11-2${i}T10:00:00Z`);
    }
    await place.ok('conversations claim +15550121 +15550122 --as bo@acme.com');
    await place.ok('conversations end +15550123');
    const all = await listed(place);
    expect(all.map((name) => name.at(-1))).toEqual(['5', '4', '3', '2', '1']);
    const pages: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next === '' ? '' : `--after ${next}`;
      const page = await place.json<{ conversations: { conversation: string }[]; next: string | null }>(
        `conversations list --limit 2 ${after}`,
      );
      pages.push(...page.conversations.map(({ conversation }) => conversation));
      next = page.next;
    }
    expect(pages).toEqual(all);
    expect(await listed(place, '--mine --as bo@acme.com')).toHaveLength(2);
    expect(await listed(place, '--claimed-by bo@acme.com')).toHaveLength(2);
    expect(await listed(place, '--unclaimed --state open')).toHaveLength(2);
    expect(await listed(place, '--state ended')).toEqual(['+15550100/+15550123']);
    expect(await listed(place, '--since 2026-11-24')).toHaveLength(2);
    expect(await listed(place, '--contact +15550122')).toHaveLength(1);
    expect(await failure(place, 'conversations list --mine --unclaimed')).toMatchObject({ exit: 2 });
  });
});

describe('conversations reply', () => {
  it('says what it costs, and refuses what cannot go out', async () => {
    const place = await talking();
    expect(await place.json('conversations reply +15550123 "On its way – today"')).toMatchObject({
      segments: { encoding: 'UCS-2', segments: 1 },
    });
    const said = (text: string) => failure(place, ['conversations', 'reply', '+15550123', text]);
    expect(await said('x'.repeat(1601))).toMatchObject({ exit: 2 });
    expect(await said(' ')).toMatchObject({ exit: 2 });
    await place.ok('conversations end +15550123');
    expect(await said('Hi')).toMatchObject({ exit: 6, code: 'conversation-ended' });
    expect(await place.json('conversations reply +15550123 Hi --reopen')).toMatchObject({ reopened: true });
  });

  it('speaks in the words of a template, and says what it does not know', async () => {
    const place = await talking();
    await place.ok('templates add sent "Hi {first_name|there}, {phone} gets it on {name}."');
    expect(await failure(place, 'conversations reply +15550123 --template sent')).toMatchObject({
      exit: 2,
      code: 'missing-variable',
      hint: "say it here: --with 'name=…'",
    });
    expect(await place.json('conversations reply +15550123 --template SENT --with "name=Monday, 9:00"')).toMatchObject({
      reply: 'Hi there, +15550123 gets it on Monday, 9:00.',
    });
  });

  it('reaches nobody who opted out, whichever way it goes', async () => {
    const place = await talking();
    await place.ok('templates add hi Hello');
    await place.ok('conversations set-consent +15550100/+15550123 opted-out --reason "on the phone" --as bo@acme.com');
    for (const words of ['Hi', '--template hi']) {
      expect(await failure(place, `conversations reply +15550123 ${words}`), words).toMatchObject({
        exit: 6,
        code: 'opted-out',
        message: '+15550123 opted out of +15550100 on 2026-11-21T12:00:00Z, set by hand: on the phone',
      });
    }
    // On another line they said nothing.
    await place.ok('conversations receive Hi --line +15550101 --from +15550123');
    await place.ok('conversations reply +15550101/+15550123 Hi');
  });

  it('leaves no word of what was said in the ledger', async () => {
    const place = await talking();
    await place.ok('conversations reply +15550123 "a secret" ');
    expect(await place.store.rows("select number from entries where input like '%secret%'")).toEqual([]);
    expect(await place.store.rows("select number from entries where input like '%Hello%'")).toEqual([]);
  });
});

describe('consent', () => {
  it('keeps its history, is set once, and outlives what it was said in', async () => {
    const place = await talking();
    const set = (state: string) =>
      place.json(`conversations set-consent +15550100/+15550123 ${state} --reason asked --as bo@acme.com`);
    expect(await set('opted-out')).toMatchObject({ was: 'unknown', change: 'set' });
    expect(await set('opted-out')).toMatchObject({ change: 'unchanged' });
    await place.ok(receive('START'));
    const { consents } = await place.json<Pick<Shown, 'consents'>>('conversations consent "Front desk/+15550123"');
    expect(consents).toMatchObject([
      { state: 'opted-in', word: 'START', origin: 'message', until: null },
      { state: 'opted-out', word: 'asked', origin: 'hand', by: 'bo@acme.com', until: '2026-11-21T12:00:00Z' },
    ]);
    expect(await failure(place, 'conversations consent +15550123')).toMatchObject({ code: 'which-line' });
    expect(await failure(place, 'conversations consent +15550100/+15550123 --as di@acme.com')).toMatchObject({
      exit: 4,
    });
  });
});

describe('members who go', () => {
  /** bo holds two conversations, and a contact. */
  async function busy(): Promise<Desk> {
    const place = await office();
    await place.ok('responders add bo --all-lines --keyword bo --action assign=bo@acme.com --reply "Bo will write."');
    await place.ok(receive('bo'));
    await place.ok('conversations receive Hi --line +15550100 --from +15550124');
    await place.ok('conversations claim +15550123 +15550124 --as bo@acme.com');
    return place;
  }

  it.each([
    ['remove', '--confirm bo@acme.com', 'was removed'],
    ['suspend', '', 'was suspended'],
  ])(
    'users %s gives their claims back and clears their contacts, and rehearses it in the same words',
    async (verb, flags, became) => {
      const place = await busy();
      const line = `users ${verb} bo@acme.com ${flags}`.trim();
      const rehearsed = await place.json(`${line} --dry-run`);
      expect(rehearsed).toMatchObject({ work: { conversations: 2, contacts: 1, blasts: 0, transferredTo: null } });
      expect(await shown(place)).toMatchObject({ claimedBy: 'bo@acme.com' });
      expect(await place.json(line)).toEqual(rehearsed);
      expect(await shown(place)).toMatchObject({ state: 'open', claimedBy: null });
      expect((await thread(place)).at(-1)).toBe(`event ada@acme.com: released: bo@acme.com ${became}`);
      expect(await place.store.rows('select assignee from contacts where assignee is not null')).toEqual([]);
      await place.ok('conversations claim +15550123 --as cy@acme.com');
    },
  );

  it('hands their work to somebody who can do it, and to nobody else', async () => {
    const place = await busy();
    expect(await failure(place, 'users suspend bo@acme.com --transfer-to di@acme.com')).toMatchObject({
      exit: 6,
      code: 'cannot-take-it',
      message: expect.stringContaining('nor 1 other'),
    });
    expect(await failure(place, 'users suspend bo@acme.com --transfer-to bo@acme.com')).toMatchObject({ exit: 2 });
    expect(await place.json('users suspend bo@acme.com --transfer-to cy@acme.com')).toMatchObject({
      work: { conversations: 2, contacts: 1, transferredTo: 'cy@acme.com' },
    });
    expect(await listed(place, '--mine --as cy@acme.com')).toHaveLength(2);
  });

  it('pauses the blasts that they had scheduled, and says why', async () => {
    const place = await office();
    const blast = (id: number, state: string) =>
      place.store.meddle(
        `insert into blasts (workspace_id, id, name, line_id, author, state, body, audience, version, made, changed)
         select 1, ${id}, 'blast ${id}', 1, u.id, '${state}', 'Hi', '{}', 1, 1, 1 from users u where u.email = 'bo@acme.com'`,
      );
    await blast(1, 'scheduled');
    await blast(2, 'draft');
    expect(await place.json('users remove bo@acme.com --confirm bo@acme.com')).toMatchObject({ work: { blasts: 1 } });
    expect(await place.store.rows('select state, reason from blasts order by id')).toEqual([
      { state: 'paused', reason: 'its author was removed on 2026-11-21T12:00:00Z' },
      { state: 'draft', reason: null },
    ]);
  });

  it('does the same for whom a roster suspends', async () => {
    const place = await busy();
    place.write('roster.csv', 'email,status\nbo@acme.com,suspended\n');
    expect(await place.json('users invite roster.csv --on-existing update')).toMatchObject({
      updated: 1,
      work: { conversations: 2, contacts: 1 },
    });
    expect(await shown(place)).toMatchObject({ claimedBy: null });
  });
});
