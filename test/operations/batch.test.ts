import { describe, expect, it } from 'vitest';
import { acmeAtWork, betaAtWork } from '../support/companies.ts';
import { contentsOf, expectRefused } from '../support/contents.ts';
import type { Desk } from '../support/desk.ts';

interface Undone {
  readonly batch: string | null;
  readonly ended: number;
  readonly begun: number;
  readonly left: number;
}

const undo = (place: Desk, batch: string, flags = '') => place.json<Undone>(`batch undo ${batch} ${flags}`);

describe('undoing facts', () => {
  it('takes out whom a roster let in, and undoing that lets them in again', async () => {
    const place = await acmeAtWork();
    place.write(
      'r.csv',
      'email,role,lines\ndi@acme.com,standard,+15550100\ned@acme.com,admin,\nbo@acme.com,standard,+15550101\n',
    );
    const before = await place.ok('users list --format json');
    const { batch } = await place.json<{ batch: string }>('users invite r.csv --on-existing update');
    const after = await place.ok('users list --format json');
    const undone = await undo(place, batch);
    expect(undone).toMatchObject({ left: 0 });
    const strip = (text: string) => text.replace(/"(since|at|entry|next)": .*/g, '');
    expect(strip(await place.ok('users list --format json'))).toBe(strip(before));
    const redone = await undo(place, undone.batch as string);
    expect(redone).toMatchObject({ left: 0 });
    expect(strip(await place.ok('users list --format json'))).toBe(strip(after));
    expect(await undo(place, batch)).toMatchObject({ left: 0 });
  });
});

describe('undoing contacts', () => {
  it('takes out whom a file added, gives the others back what they were, and undoing that does it again', async () => {
    const place = await acmeAtWork();
    await place.ok('fields add city');
    await place.ok('lists add sale');
    await place.ok('contacts add +16175550100 --name Mary --set city=Boston --tags old');
    place.write(
      'c.csv',
      'phone,name,city,tags,lists\n+16175550100,Mary Major,Salem,vip;new,sale\n+16175550101,Bob,,vip,sale\n',
    );
    const told = () => place.ok('contacts export');
    const before = await told();
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv --on-existing update');
    const after = await told();
    const undone = await undo(place, batch);
    expect(undone).toMatchObject({ left: 0, removed: 1, restored: 1 });
    expect(await told()).toBe(before);
    const redone = await undo(place, undone.batch as string);
    expect(redone).toMatchObject({ left: 0, added: 1, restored: 1 });
    expect(await told()).toBe(after);
    expect(await undo(place, batch)).toMatchObject({ left: 0 });
    expect(await told()).toBe(before);
  });
});

describe('what stands in the way', () => {
  it('is listed, and nothing is undone, where others changed the same since', async () => {
    const place = await acmeAtWork();
    const batch = await place
      .ok('grants add bo@acme.com cy@acme.com --lines +15550101 --products blast')
      .then(lastBatch(place));
    await place.ok('grants remove bo@acme.com --products blast');
    const before = await contentsOf(place);
    const refused = await place.run(`batch undo ${batch}`);
    expect(refused).toMatchObject({ code: 6 });
    expect(refused.err).toContain('product grant bo@acme.com: blast (entry 15)');
    expect(await contentsOf(place)).toEqual(before);
    const partly = await place.run(`batch undo ${batch} --keep-going --format json`);
    expect(partly).toMatchObject({ code: 5 });
    expect(JSON.parse(partly.out)).toMatchObject({ ended: 3, left: 1 });
  });

  it('is what a fact rested on: nothing is granted on a line that is gone, nor to whoever is', async () => {
    const place = await acmeAtWork();
    const batch = await place
      .ok('grants remove bo@acme.com --lines +15550100 --products conversations')
      .then(lastBatch(place));
    await place.ok('lines remove +15550100 --confirm +15550100');
    expect((await place.run(`batch undo ${batch}`)).err).toContain('line grant bo@acme.com: +15550100 (entry 15)');
    await place.ok('users remove bo@acme.com --confirm bo@acme.com');
    expect((await place.run(`batch undo ${batch}`)).err).toContain(
      'product grant bo@acme.com: conversations (entry 16)',
    );
  });

  it('is not another batch that was undone, whichever came first', async () => {
    const place = await acmeAtWork();
    await place.ok('users set-role bo@acme.com cy@acme.com admin');
    await place.ok('users set-role bo@acme.com cy@acme.com standard');
    expect(await place.run('batch undo b14')).toMatchObject({ code: 6 });
    await place.ok('batch undo b15');
    await place.ok('batch undo b14');
    expect(await place.ok('users show bo@acme.com')).toMatch(/role +standard/);
  });

  it('is a contact that somebody edited or talked with', async () => {
    const place = await acmeAtWork();
    place.write('c.csv', 'phone,tags\n+16175550100,vip\n+16175550101,vip\n+16175550102,vip\n');
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv');
    await place.ok('contacts edit +16175550100 --tag old');
    await place.ok('conversations receive Hello --line +15550100 --from +16175550101');
    const refused = await place.run(`batch undo ${batch}`);
    expect(refused.err).toContain('contact +16175550100 (entry 15)');
    expect(refused.err).toContain('contact +16175550101 (entry 16)');
    const partly = await place.run(`batch undo ${batch} --partly --format json`);
    expect(JSON.parse(partly.out)).toMatchObject({ removed: 1, left: 2 });
  });
});

describe('who may undo', () => {
  it('is whoever may do the opposite by hand: rank and restrictions count', async () => {
    const place = await betaAtWork();
    const owners = await place.ok('users set-role bo@beta.com cy@beta.com manager').then(lastBatch(place));
    await expectRefused(place, `batch undo ${owners} --as mo@beta.com`, 'rank.not-managed');
    await expectRefused(place, `batch undo ${owners} --as bo@beta.com`, 'rank.self');
    await expectRefused(place, `batch undo ${owners} --as bill@beta.com`, 'role.lacks-action');
    await place.ok('users restrict mo@beta.com contact-deletion');
    place.write('c.csv', 'phone\n+16175550100\n');
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv');
    await expectRefused(place, `batch undo ${batch} --as mo@beta.com`, 'restriction.contact-deletion');
    await place.ok(`batch undo ${batch} --as olga@beta.com`);
  });
});

/** The batch that was the last command. */
const lastBatch = (place: Desk) => async (): Promise<string> => {
  const { batches } = await place.json<{ batches: readonly { batch: string }[] }>('batch list --limit 1');
  return batches[0]?.batch as string;
};
