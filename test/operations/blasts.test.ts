import { describe, expect, it } from 'vitest';
import { blastTo, type Counted, consents, failure, london, type Ran } from '../support/blasts.ts';
import { acmeAtWork } from '../support/companies.ts';
import { entriesOf } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';

interface Shown {
  readonly state: string;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly outcomes: Readonly<Record<string, number>> | null;
  readonly due: string | null;
}

const shown = (place: Desk, as = 'ada@acme.com') => place.json<Shown>(`blasts show spring --as ${as}`);
const counted = async (place: Desk, line = 'blasts preview spring') =>
  (await place.json<{ audience: Counted }>(line)).audience;
const ran = (place: Desk, flags = '') => place.json<Ran>(`blasts run ${flags}`);

const NOTHING = { duplicates: 0, optedOut: 0, noConsent: 0, noNumber: 0, invalidNumber: 0, excluded: 0, noWindow: 0 };

describe('an audience', () => {
  it('counts each candidate once, under the first reason that holds', async () => {
    const place = await blastTo(8);
    for (const list of ['first', 'second', 'staff']) await place.ok(`lists add ${list}`);
    await place.ok(`lists add news --wants-consent`);
    await place.ok(`lists fill first ${london(0)} ${london(1)} ${london(2)}`);
    await place.ok(`lists fill second ${london(2)} ${london(3)}`);
    await place.ok(`lists fill staff ${london(3)}`);
    await place.ok(`lists fill news ${london(4)} ${london(5)}`);
    await place.ok('contacts add nobody@acme.com');
    await consents(place, london(0), 'opted-out');
    await consents(place, london(4), 'opted-in');
    await place.store.meddle(`update contacts set phone = '+44' where phone = '${london(1)}'`);
    await place.ok(
      'blasts create fall --line +15550100 --body Hi --list first,second,news --contact nobody@acme.com --exclude-list staff',
    );
    expect(await counted(place, 'blasts preview fall')).toEqual({
      ...{ candidates: 8, duplicates: 1, optedOut: 1, noConsent: 1, noNumber: 1, invalidNumber: 1, excluded: 1 },
      ...{ noWindow: 0, recipients: 2 },
    });
  });

  it('takes the members of a segment as they are when it is sent, and remembers its words', async () => {
    const place = await blastTo(2);
    await place.ok('blasts edit spring --where "tag = late or phone = +442079460000"');
    expect(await counted(place)).toEqual({ candidates: 1, ...NOTHING, recipients: 1 });
    await place.ok('contacts add +442079469999 --tags late');
    expect(await counted(place)).toEqual({ candidates: 2, ...NOTHING, recipients: 2 });
    await place.ok('blasts send spring');
    await place.ok('contacts add +442079469998 --tags late');
    expect(await ran(place)).toMatchObject({ blasts: [{ state: 'completed', outcomes: { handed: 2 } }] });
  });

  it('writes to an address once, however many contacts have it', async () => {
    const place = await acmeAtWork();
    await place.ok('lines add help@acme.com --kind email');
    await place.ok(['contacts', 'add', london(1), '--email', 'mary@x.com', '--tags', 'vip']);
    await place.ok(['contacts', 'add', london(2), '--email', 'Mary@x.com', '--tags', 'vip']);
    await place.ok('blasts create mail --line help@acme.com --where "tag = vip" --body Hello');
    expect(await counted(place, 'blasts preview mail')).toEqual({
      ...{ candidates: 2, ...NOTHING },
      ...{ duplicates: 1, recipients: 1 },
    });
    await place.ok('blasts send mail');
    await ran(place);
    expect(await place.ok('blasts messages mail --format csv --fields to,state')).toBe('to,state\nmary@x.com,handed\n');
  });

  it('reaches only contacts that its author sees', async () => {
    const place = await blastTo(2, 'Hello', 'al@acme.com');
    await place.ok('users set-role al@acme.com standard');
    await place.ok('grants add al@acme.com --lines +15550100 --products blast');
    expect(await counted(place)).toMatchObject({ candidates: 2 });
    await place.ok('users suspend al@acme.com');
    expect(await counted(place)).toMatchObject({ candidates: 0, recipients: 0 });
  });

  it('must be somebody, on a line that knows people by address', async () => {
    const place = await blastTo(1);
    expect(await failure(place, 'blasts create x --line +15550100 --body Hi')).toMatchObject({ code: 'no-audience' });
    expect(await failure(place, 'blasts edit spring --list nowhere')).toMatchObject({ exit: 4, code: 'unknown-list' });
    await place.ok('lines add @bot --kind telegram');
    expect(await failure(place, `blasts create x --line @bot --body Hi --contact ${london(0)}`)).toMatchObject({
      code: 'no-blasts-on',
    });
    await place.ok('blasts edit spring --where "tag = nobody"');
    expect(await failure(place, 'blasts send spring')).toMatchObject({ exit: 2, code: 'no-recipients' });
  });
});

describe('what it says', () => {
  it('is each one’s own, with fallbacks, and the preview shows the first and the longest', async () => {
    const place = await blastTo(3, 'Dear {first_name|customer}');
    await place.ok(['contacts', 'edit', london(1), '--name', 'Wolfeschlegelsteinhausen Smith']);
    expect(await place.json('blasts preview spring')).toMatchObject({
      first: { to: london(0), body: 'Dear customer', segments: 1 },
      longest: { to: london(1), body: 'Dear Wolfeschlegelsteinhausen' },
      missing: null,
    });
    await place.ok('blasts send spring');
    await place.ok(['contacts', 'edit', london(1), '--name', 'Mary Shelley']);
    const lines = (await place.ok('blasts run --out - -q')).trim().split('\n').slice(0, 3);
    expect(lines.map((line) => (JSON.parse(line) as { body: string }).body)).toEqual([
      'Dear customer',
      'Dear Wolfeschlegelsteinhausen',
      'Dear customer',
    ]);
  });

  it('is not sent where a value is missing, and tells for how many and whom', async () => {
    const place = await blastTo(7, 'Dear {first_name}');
    await place.ok(['contacts', 'edit', london(3), '--name', 'Mary Shelley']);
    expect(await failure(place, 'blasts send spring')).toMatchObject({
      exit: 2,
      code: 'missing-values',
      message: `6 contacts have no value for a variable of the text: ${[0, 1, 2, 4].map(london).join(', ')} and ${london(5)} and others`,
    });
    expect(await place.json('blasts preview spring')).toMatchObject({ missing: { contacts: 6 } });
    expect(await failure(place, 'blasts edit spring --body "Dear {fist_name|you}"')).toMatchObject({
      code: 'unknown-variable',
      hint: 'did you mean {first_name}?',
    });
  });

  it('costs what its texts cost, and is offered in plain punctuation where that is cheaper', async () => {
    const place = await blastTo(2, `It’s “spring” ${'x'.repeat(60)}`);
    expect(await place.json('blasts preview spring')).toMatchObject({
      segments: { min: 2, typical: 2, max: 2, total: 4 },
      forcing: ['’', '“', '”'],
      plainly: `It's "spring" ${'x'.repeat(60)}`,
      rate: 1,
      seconds: 4,
    });
    await place.ok('blasts edit spring --rate 100');
    expect(await place.json('blasts preview spring')).toMatchObject({ rate: 100, seconds: 1 });
  });

  it('may be a template’s text, and is unescaped where it has no variables', async () => {
    const place = await blastTo(1);
    await place.ok(['templates', 'add', 'offer', 'Take {{20}} off']);
    await place.ok('blasts edit spring --template offer');
    await place.ok('blasts send spring');
    expect(await place.ok('blasts run --out -')).toContain('"body":"Take {20} off"');
    expect(await failure(place, 'blasts create x --line +15550100 --template offer --body Hi')).toMatchObject({
      exit: 2,
    });
  });
});

describe('approval', () => {
  it('is needed where the workspace says so, above so many recipients, and never from the author', async () => {
    const place = await blastTo(3);
    await place.ok('settings edit --approval-above 3');
    expect(await place.json('blasts preview spring')).toMatchObject({ needsApproval: false });
    await place.ok(['contacts', 'add', london(3), '--tags', 'vip']);
    expect(await place.json('blasts send spring')).toMatchObject({ state: 'pending', recipients: 4 });
    expect(await failure(place, 'blasts send spring')).toMatchObject({ exit: 6, code: 'wrong-state' });
    expect(await failure(place, 'blasts approve spring')).toMatchObject({ exit: 3, code: 'own-blast' });
    expect(await failure(place, 'blasts approve spring --reject --as al@acme.com')).toMatchObject({ exit: 2 });
    await place.ok('blasts approve spring --as al@acme.com');
    expect(await shown(place)).toMatchObject({ state: 'approved', decidedBy: 'al@acme.com' });
    expect(await place.json('blasts send spring')).toMatchObject({ state: 'scheduled', recipients: 4 });
  });

  it('is void once the blast is rewritten, also after it was scheduled', async () => {
    const place = await blastTo(2);
    await place.ok('settings edit --approval always');
    await place.ok('blasts send spring');
    await place.ok('blasts approve spring --as al@acme.com');
    await place.ok('blasts send spring --at 2026-11-22T12:00:00Z');
    expect(await place.store.rows('select count(*) as n from blast_messages')).toEqual([{ n: 2 }]);
    expect(await place.json('blasts edit spring --body Bye')).toMatchObject({ was: 'scheduled', state: 'draft' });
    expect(await shown(place)).toMatchObject({ state: 'draft', decidedBy: null, outcomes: null });
    expect(await place.store.rows('select count(*) as n from blast_messages')).toEqual([{ n: 0 }]);
    expect(await place.json('blasts send spring')).toMatchObject({ state: 'pending' });
    await place.ok('blasts approve spring --reject --note "Say who we are" --as al@acme.com');
    expect(await shown(place)).toMatchObject({ state: 'rejected', reason: 'Say who we are' });
    expect(await failure(place, 'blasts send spring')).toMatchObject({ exit: 6 });
  });
});

describe('a blast of somebody else', () => {
  it('is not there for those who do not oversee, and is for those who do', async () => {
    const place = await blastTo(1);
    await place.ok('grants add bo@acme.com --products blast');
    const there = await failure(place, 'blasts show spring --as bo@acme.com');
    expect(there).toMatchObject({ exit: 4, code: 'unknown-blast' });
    const elsewhere = await failure(place, 'blasts show winter --as bo@acme.com');
    expect(there.message.replace('spring', 'winter')).toBe(elsewhere.message);
    for (const verb of ['edit', 'send', 'pause', 'run', 'messages', 'preview'])
      expect(await failure(place, `blasts ${verb} spring --as bo@acme.com`)).toMatchObject({ exit: 4 });
    expect(await place.json('blasts list --as bo@acme.com')).toEqual({ blasts: [] });
    await place.ok(`blasts create bos --line +15550100 --contact ${london(0)} --body Hi --as bo@acme.com`);
    expect(await place.ok('blasts list -q')).toBe('bos\nspring\n');
    expect(await place.ok('blasts list -q --as bo@acme.com')).toBe('bos\n');
    expect(await place.ok('blasts list -q --mine')).toBe('spring\n');
    await place.ok('blasts send bos --as al@acme.com');
  });

  it('is refused on a line or with a product that one does not hold', async () => {
    const place = await blastTo(1);
    const words = `--contact ${london(0)} --body Hi --as bo@acme.com`;
    expect(await failure(place, `blasts create x --line +15550100 ${words}`)).toMatchObject({ exit: 3 });
    await place.ok('grants add bo@acme.com --products blast');
    expect(await failure(place, `blasts create x --line +15550101 ${words}`)).toMatchObject({ exit: 4 });
  });
});

describe('at sending the author’s right is decided again', () => {
  const scheduled = async (): Promise<Desk> => {
    const place = await blastTo(2, 'Hello', 'al@acme.com');
    await place.ok('blasts send spring --as al@acme.com');
    return place;
  };

  it.each([
    ['their role was taken from them', ['users set-role al@acme.com standard'], 'product.not-granted'],
    ['the product was deactivated', ['products deactivate blast --confirm blast'], 'product.not-activated'],
    ['the line was removed', ['lines remove +15550100 --confirm +15550100'], 'line.inactive'],
  ])('and the blast pauses, saying why, where %s', async (_, lines, code) => {
    const place = await scheduled();
    for (const line of lines) await place.ok(line);
    if (code === 'product.not-activated') {
      expect(await failure(place, 'blasts run')).toMatchObject({ exit: 3, code });
      return;
    }
    const before = (await entriesOf(place)).length;
    const { blasts } = await ran(place);
    expect(blasts).toMatchObject([{ name: 'spring', state: 'paused', outcomes: { waiting: 2, handed: 0 } }]);
    expect((await entriesOf(place)).length).toBe(before + 1);
    expect(blasts[0]?.reason).toContain(code);
    if (code !== 'line.inactive')
      expect(await shown(place)).toMatchObject({ state: 'paused', reason: blasts[0]?.reason });
    expect(await ran(place)).toMatchObject({ blasts: [] });
  });

  it('and it pauses at once where they are suspended', async () => {
    const place = await scheduled();
    await place.ok('users suspend al@acme.com');
    expect(await shown(place)).toMatchObject({
      state: 'paused',
      reason: expect.stringContaining('its author was suspended'),
    });
    expect(await ran(place)).toMatchObject({ blasts: [] });
  });

  it('and goes on once they may again', async () => {
    const place = await scheduled();
    await place.ok('users suspend al@acme.com');
    await ran(place);
    expect(await failure(place, 'blasts send spring')).toMatchObject({ exit: 6, code: 'author-may-not' });
    await place.ok('users reactivate al@acme.com');
    expect(await place.json('blasts send spring')).toMatchObject({ change: 'resumed', state: 'scheduled' });
    expect(await ran(place)).toMatchObject({ blasts: [{ state: 'completed', outcomes: { handed: 2 } }] });
  });
});

describe('what has changed since a blast was scheduled', () => {
  it('an opt-out and a removal are heeded, an addition is not', async () => {
    const place = await blastTo(4);
    await place.ok('blasts send spring --at 2026-11-21T13:00:00Z');
    expect(await ran(place)).toMatchObject({ blasts: [] });
    await consents(place, london(1), 'opted-out');
    await place.ok(`contacts remove ${london(2)} --confirm ${london(2)}`);
    await place.ok(['contacts', 'add', london(9), '--tags', 'vip']);
    expect(await ran(place, '--now 2026-11-21T13:00:00Z')).toMatchObject({
      blasts: [{ state: 'completed', outcomes: { handed: 2, 'opted-out': 1, gone: 1, waiting: 0 } }],
    });
  });

  it('quiet hours hold the recipient, not the blast, also where a run comes late', async () => {
    const place = await blastTo(2);
    await place.ok('contacts add +16175550100 +13105550100 --tags vip');
    expect(await place.json('blasts preview spring')).toMatchObject({
      held: { people: 2, first: '2026-11-21T13:00:00Z', last: '2026-11-21T16:00:00Z' },
    });
    await place.ok('blasts send spring');
    expect(await ran(place)).toMatchObject({
      blasts: [{ state: 'sending', outcomes: { handed: 2, waiting: 2 } }],
      due: '2026-11-21T13:00:00Z',
    });
    // Past nine in the evening in Boston, and not yet in Los Angeles.
    expect(await ran(place, '--now 2026-11-22T03:00:00Z')).toMatchObject({
      blasts: [{ state: 'sending', outcomes: { handed: 3, waiting: 1 } }],
      due: '2026-11-22T13:00:00Z',
    });
    expect(await ran(place, '--now 2026-11-22T13:00:00Z')).toMatchObject({ blasts: [{ state: 'completed' }] });
  });

  it('whoever is left no hour by the workspace’s own window and the law is no recipient', async () => {
    const place = await blastTo(1);
    await place.ok('contacts add +12035550100 --tags vip');
    await place.ok('settings edit --quiet-hours 08:00-09:00');
    expect(await counted(place, 'blasts preview spring --at 2026-11-23T08:00:00Z')).toEqual({
      ...{ candidates: 2, ...NOTHING },
      ...{ noWindow: 1, recipients: 1 },
    });
  });
});

describe('its life', () => {
  it('can be paused, gone on with, and cancelled, and what is over stays over', async () => {
    const place = await blastTo(5);
    await place.ok('blasts send spring');
    expect(await ran(place, 'spring --limit 2')).toMatchObject({ blasts: [{ outcomes: { handed: 2, waiting: 3 } }] });
    expect(await failure(place, 'blasts edit spring --body Bye')).toMatchObject({ exit: 6 });
    expect(await place.json('blasts pause spring')).toMatchObject({ handed: 2, waiting: 3 });
    expect(await ran(place)).toMatchObject({ blasts: [] });
    expect(await place.json('blasts send spring')).toMatchObject({ state: 'sending', recipients: 3 });
    expect(await ran(place, '--limit 1')).toMatchObject({ blasts: [{ outcomes: { handed: 3, waiting: 2 } }] });
    expect(await place.json('blasts cancel spring --confirm spring')).toMatchObject({ handed: 3, cancelled: 2 });
    expect(await failure(place, 'blasts send spring')).toMatchObject({ exit: 6, code: 'wrong-state' });
    expect(await ran(place)).toMatchObject({ blasts: [] });
    expect((await shown(place)).outcomes).toMatchObject({ handed: 3, cancelled: 2, waiting: 0 });
  });

  it('can be scheduled anew as long as nothing has gone out, and never for the past', async () => {
    const place = await blastTo(2);
    await place.ok('blasts send spring --at 2026-11-22T12:00:00Z');
    await place.ok('blasts send spring --at 2026-11-21T12:30:00Z');
    expect(await place.store.rows('select count(*) as n from blast_messages')).toEqual([{ n: 2 }]);
    expect(await failure(place, 'blasts send spring --at 2026-11-20')).toMatchObject({ exit: 2, code: 'past-time' });
    expect(await ran(place, '--now 2026-11-21T12:30:00Z')).toMatchObject({ blasts: [{ state: 'completed' }] });
  });

  it('is handed over once it was sent, and not before', async () => {
    const place = await blastTo(1);
    expect(await failure(place, 'blasts run spring')).toMatchObject({ exit: 6, code: 'wrong-state' });
    await place.ok('blasts send spring --at 2026-11-21T13:00:00Z');
    expect(await ran(place, 'spring')).toMatchObject({ blasts: [], due: '2026-11-21T13:00:00Z' });
    await place.ok('blasts pause spring');
    expect(await failure(place, 'blasts run spring')).toMatchObject({ exit: 6, code: 'wrong-state' });
  });

  it('has a name of its own', async () => {
    const place = await blastTo(1);
    const words = `--line +15550100 --body Hi --contact ${london(0)}`;
    expect(await failure(place, `blasts create Spring ${words}`)).toMatchObject({ exit: 6, code: 'blast-exists' });
    await place.ok(`blasts create fall ${words}`);
    expect(await failure(place, 'blasts edit fall --name spring')).toMatchObject({ exit: 6, code: 'blast-exists' });
  });
});
