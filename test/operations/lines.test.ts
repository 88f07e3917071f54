import { describe, expect, it } from 'vitest';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';

interface Line {
  address: string;
  name: string | null;
  kind: string;
  holders: number | null;
  by: string;
  entry: number;
}

/** ada's workspace with two lines, and bo, who was granted the first. */
async function office(): Promise<Desk> {
  const place = await acme();
  await place.ok('lines add +15550100 --name "Front desk"');
  await place.ok('lines add +15550101');
  await place.ok('users invite bo@acme.com --status active --lines +15550100');
  return place;
}

const addresses = async (place: Desk, flags = '') =>
  (await place.json<{ lines: Line[] }>(`lines list ${flags}`)).lines.map(({ address }) => address);

const failure = async (place: Desk, line: string | readonly string[]) => {
  const { code, err } = await place.run([...(typeof line === 'string' ? line.split(' ') : line), '--format', 'json']);
  return { exit: code, ...(JSON.parse(err) as { error: { code: string; message: string; hint?: string } }).error };
};

describe('lines add', () => {
  it('takes a number however it is written, and a national one with its country', async () => {
    const place = await acme();
    await place.ok('lines add "+1 (555) 010-0000"');
    await place.ok('lines add "(201) 555-0123" --country us');
    expect(await addresses(place)).toEqual(['+12015550123', '+15550100000']);
    expect(await failure(place, ['lines', 'add', '(201) 555-0123'])).toMatchObject({ exit: 2, code: 'which-kind' });
  });

  it('takes an address of every other kind, and only one that fits its kind', async () => {
    const place = await acme();
    await place.ok('lines add Help@Acme.com --kind email');
    await place.ok('lines add @acme_bot --kind telegram');
    expect(await addresses(place)).toEqual(['@acme_bot', 'help@acme.com']);
    expect(await failure(place, 'lines add acme --kind whatsapp')).toMatchObject({ exit: 2, code: 'bad-address' });
    expect(await failure(place, 'lines add nobody --kind email')).toMatchObject({ exit: 2, code: 'bad-address' });
    for (const address of ['a,b', 'a;b', 'a|b', 'a b', 'a\u202Eb']) {
      expect(await failure(place, ['lines', 'add', address, '--kind', 'webchat'])).toMatchObject({ exit: 2 });
    }
    expect(await failure(place, 'lines add acme --kind watsapp')).toMatchObject({
      exit: 2,
      code: 'unknown-kind',
      hint: 'did you mean "whatsapp"?',
    });
  });

  it('refuses what is there already, under its address or under its name', async () => {
    const place = await office();
    const clash = (words: readonly string[]) => failure(place, ['lines', 'add', ...words]);
    expect(await clash(['+1 555 0100'])).toMatchObject({ exit: 6, code: 'line-exists' });
    expect(await clash(['+15550102', '--name', 'FRONT DESK'])).toMatchObject({ exit: 6, code: 'line-name-taken' });
    expect(await clash(['+15550102', '--name', '+1 555 0101'])).toMatchObject({ exit: 6, code: 'line-name-taken' });
    await place.ok('lines edit +15550101 --name bot');
    expect(await clash(['Bot', '--kind', 'telegram'])).toMatchObject({ exit: 6, code: 'line-name-taken' });
    expect(await clash(['+15550102', '--name', 'a,b'])).toMatchObject({ exit: 2, code: 'bad-name' });
    expect(await addresses(place)).toEqual(['+15550100', '+15550101']);
  });

  it('brings a removed line back as the same line, without its grants', async () => {
    const place = await office();
    await place.ok('lines remove +15550100 --confirm +15550100');
    expect(await place.json('lines add +15550100')).toMatchObject({
      name: 'Front desk',
      kind: 'sms',
      change: 'restored',
    });
    expect(await place.json('lines show "Front desk"')).toMatchObject({ holders: [] });
    expect(await place.store.rows('select count(*) as n from lines')).toEqual([{ n: 2 }]);
    const facts = 'select since, until from line_activations where line_id = 1 order by since';
    expect(await place.store.rows(facts)).toEqual([
      { since: 2, until: 5 },
      { since: 6, until: null },
    ]);
  });

  it('does not bring a name back that another line has by now', async () => {
    const place = await office();
    await place.ok('lines remove +15550100 --confirm +15550100');
    await place.ok('lines edit +15550101 --name "front desk"');
    expect(await failure(place, 'lines add +15550100')).toMatchObject({ exit: 6, code: 'line-name-taken' });
    await place.ok('lines add +15550100 --name Old');
  });
});

describe('lines list and show', () => {
  it('tell a Standard member of granted lines only, and of the others in the words for lines that never were', async () => {
    const place = await office();
    expect(await addresses(place, '--as bo@acme.com')).toEqual(['+15550100']);
    await place.ok('lines show +15550100 --as bo@acme.com');
    const hidden = await failure(place, 'lines show +15550101 --as bo@acme.com');
    const never = await failure(place, 'lines show +15550191 --as bo@acme.com');
    expect(hidden).toMatchObject({ exit: 4, code: 'unknown-line' });
    expect(never).toEqual({ ...hidden, message: hidden.message.replace('+15550101', '+15550191') });
  });

  it('tell a stranger nothing, whether the line is there or not', async () => {
    const place = await office();
    const there = await failure(place, 'lines show +15550100 --as mallory@evil.com');
    expect(there).toMatchObject({ exit: 3, code: 'member.stranger' });
    expect(await failure(place, 'lines show +15559999 --as mallory@evil.com')).toEqual(there);
  });

  it('say who holds a line only to those who may see grants', async () => {
    const place = await office();
    expect(await place.json('lines show +15550100')).toMatchObject({
      holders: [{ member: 'bo@acme.com', by: 'ada@acme.com' }],
    });
    expect(await place.json('lines show +15550100 --as bo@acme.com')).toMatchObject({ holders: null });
    const counted = async (flags = '') =>
      (await place.json<{ lines: Line[] }>(`lines list ${flags}`)).lines.map(({ holders }) => holders);
    expect(await counted()).toEqual([1, 0]);
    expect(await counted('--as bo@acme.com')).toEqual([null]);
  });

  it('filter by kind, sort, and print bare addresses', async () => {
    const place = await office();
    await place.ok('lines add a@acme.com --kind email --name Mail');
    expect(await addresses(place, '--kind email')).toEqual(['a@acme.com']);
    expect(await addresses(place, '--sort holders')).toEqual(['+15550101', 'a@acme.com', '+15550100']);
    expect(await addresses(place, '--sort name')).toEqual(['+15550101', '+15550100', 'a@acme.com']);
    expect(await place.ok('lines list -q')).toBe('+15550100\n+15550101\na@acme.com\n');
    expect(await failure(place, 'lines list --kind fax')).toMatchObject({ exit: 2, code: 'unknown-kind' });
  });

  it('name the nearest line that the acting user may see', async () => {
    const place = await office();
    expect(await failure(place, ['lines', 'show', 'Frnt desk'])).toMatchObject({ hint: 'did you mean "Front desk"?' });
    await place.ok('users invite cy@acme.com --status active');
    const { hint } = await failure(place, ['lines', 'show', 'Frnt desk', '--as', 'cy@acme.com']);
    expect(hint).not.toContain('Front');
  });
});

describe('lines edit', () => {
  it('changes name and kind as the next version, and finds the line by either name', async () => {
    const place = await office();
    await place.ok('lines edit "front desk" --name Reception --kind whatsapp');
    expect(await place.json('lines show reception')).toMatchObject({ name: 'Reception', kind: 'whatsapp', version: 2 });
    await place.ok(['lines', 'edit', 'Reception', '--name', '']);
    expect(await place.json('lines show +15550100')).toMatchObject({ name: null, version: 3 });
  });

  it('writes nothing where nothing would change', async () => {
    const place = await office();
    await place.ok('lines add +15550109');
    expect(await place.json('lines edit +15550100 --name "Front desk"')).toMatchObject({ change: 'unchanged' });
    expect(await place.json('lines show +15550100')).toMatchObject({ version: 1 });
    await place.ok('lines edit +15550109 --name Last');
    const operations = (await entriesOf(place)).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation.startsWith('lines '))).toEqual([
      'lines add',
      'lines add',
      'lines add',
      'lines edit',
    ]);
  });

  it('refuses an edit that says nothing, a kind that does not fit, and one who may not', async () => {
    const place = await office();
    expect(await failure(place, 'lines edit +15550100')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'lines edit +15550100 --kind email')).toMatchObject({ exit: 2, code: 'bad-kind' });
    expect(await failure(place, 'lines edit +15550100 --name X --as bo@acme.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
  });
});

describe('lines remove', () => {
  it('ends the activation and every grant, and says how many there were', async () => {
    const place = await office();
    expect(await place.json('lines remove "Front desk" --confirm "Front desk"')).toEqual({
      address: '+15550100',
      name: 'Front desk',
      change: 'removed',
      grants: 1,
      responders: 0,
    });
    expect(await addresses(place)).toEqual(['+15550101']);
    expect(await addresses(place, '--as bo@acme.com')).toEqual([]);
    expect(await failure(place, 'lines show +15550100')).toMatchObject({ exit: 3, code: 'line.inactive' });
    expect(await failure(place, 'lines show +15550100 --as bo@acme.com')).toMatchObject({ exit: 4 });
  });

  it('wants the line named twice, but not to look first', async () => {
    const place = await office();
    expect(await failure(place, 'lines remove +15550100')).toMatchObject({
      exit: 2,
      code: 'not-confirmed',
      hint: 'say that it is meant with --confirm +15550100, or look first with --dry-run',
    });
    expect(await failure(place, 'lines remove +15550100 --yes --confirm +15550101')).toMatchObject({
      code: 'not-confirmed',
    });
    expect(await place.json('lines remove +15550100 --dry-run')).toMatchObject({ grants: 1 });
    expect(await place.run('lines remove +15550100 --can-i --as bo@acme.com')).toMatchObject({ code: 1 });
    expect(await addresses(place)).toEqual(['+15550100', '+15550101']);
  });

  it('is for owners, not for managers', async () => {
    const place = await beta();
    await place.ok('lines add +15550100');
    await place.ok('users invite mo@beta.com --role manager --status active');
    expect(await failure(place, 'lines remove +15550100 --confirm +15550100 --as mo@beta.com')).toMatchObject({
      exit: 3,
      code: 'role.lacks-action',
    });
    await place.ok('lines edit +15550100 --name Desk --as mo@beta.com');
  });
});
