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

  it('activates a product again, with what was granted of it', async () => {
    const place = await acmeAtWork();
    const before = await place.ok('grants list --format csv --fields member,product');
    const batch = await place.ok('products deactivate conversations --confirm conversations').then(lastEntry(place));
    expect(await undo(place, batch)).toMatchObject({ begun: 2, left: 0 });
    expect(await place.ok('grants list --format csv --fields member,product')).toBe(before);
  });

  it('gives a role back that went, also to those who are restricted', async () => {
    const place = await betaAtWork();
    await place.ok('roles add clerk --from agent');
    await place.ok('users set-role bo@beta.com clerk');
    const batch = await place.ok('roles remove clerk --confirm clerk --move-to agent').then(lastEntry(place));
    expect(await undo(place, batch)).toMatchObject({ begun: 2, left: 0 });
    expect(await place.ok('users show bo@beta.com')).toMatch(/role +clerk/);
  });

  it('leaves what was undone from under it', async () => {
    const place = await acmeAtWork();
    const batch = await place.ok('grants remove bo@acme.com --lines +15550100').then(lastEntry(place));
    const undone = await undo(place, batch);
    const redone = await undo(place, undone.batch as string);
    const { batch: again } = await undo(place, batch);
    expect((await place.run(`batch undo ${redone.batch}`)).err).toContain(
      `line grant bo@acme.com: +15550100 (entry ${again?.slice(1)})`,
    );
  });

  it('says of rejected lines that there were some, and of what is not undone where to look', async () => {
    const place = await acmeAtWork();
    place.write('r.csv', 'email,role\ndi@acme.com,standard\nnobody,standard\ned@acme.com,king\n');
    await place.run('users invite r.csv --keep-going');
    const batch = await place.ok('audit verify').then(lastEntry(place));
    expect(await place.ok(`batch show ${batch}`)).toMatch(
      /2 +invited +member +di@acme.com.*\n\n2 lines of it were rejected, which is not kept row by row\n$/,
    );
    const made = await place.ok('teams add Sales').then(lastEntry(place));
    expect((await place.run(`batch undo ${made}`)).err).toContain(
      `hint: what it was asked to do: switchboard audit show ${made.slice(1)}; what undoes it is done by hand`,
    );
  });

  it('tells of the work that is nobody’s any more, and undoing that tells that it stays so', async () => {
    const place = await acmeAtWork();
    const { batch } = await place.json<{ batch: string }>(
      'users invite di@acme.com --role standard --lines +15550100 --products conversations --status active',
    );
    await place.ok('contacts add +16175550100 +16175550101 --assignee di@acme.com');
    await place.ok('conversations receive Hello --line +15550100 --from +16175550100');
    await place.ok('conversations claim +16175550100 --as di@acme.com');
    const told = ['1 conversation went back to the pool', '2 contacts are no longer assigned'];
    for (const flags of ['--dry-run', '']) {
      const { out, err } = await place.run(`batch undo ${batch} ${flags}`);
      for (const line of told) expect(out + err).toContain(line);
    }
    const undone = await place.ok('audit verify').then(lastEntry(place));
    expect(await place.ok(`batch show ${undone}`)).toContain('contacts 2, conversations 1');
    expect(await undo(place, undone)).toMatchObject({
      notes: ['of their work, 2 contacts, 1 conversation stay as they are by now'],
    });
  });

  it('tells what it made of memberships and roles that were there', async () => {
    const place = await acmeAtWork();
    const diff = async (batch: string) => (await place.ok(`batch diff ${batch} --format csv`)).split('\n').slice(1, -1);
    const named = await place.ok('users edit bo@acme.com --name Robert').then(lastEntry(place));
    expect(await diff(named)).toEqual(['membership,bo@acme.com,name,,Robert']);
    place.write('r.csv', 'email,role,name\nbo@acme.com,admin,Bo\ndi@acme.com,standard,Di\n');
    const { batch } = await place.json<{ batch: string }>('users invite r.csv --on-existing update');
    const told = await diff(batch);
    expect(told).toContain('membership,"di@acme.com: standard, invited",began,,');
    for (const part of ['name,Robert,Bo', 'role,standard,admin'])
      expect(told).toContain(`membership,bo@acme.com,${part}`);
    expect(told.join('\n')).not.toContain('bo@acme.com: ');
    await place.ok('roles add lead --from standard --allow audit.view');
    const edited = await place.ok('roles edit lead --deny audit.view --allow lines.add').then(lastEntry(place));
    expect(await diff(edited)).toEqual(['role,lead,audit.view,allowed,denied', 'role,lead,lines.add,denied,allowed']);
    const sent = await place.ok('users resend ivy@acme.com').then(lastEntry(place));
    expect(await diff(sent)).toEqual(['membership,ivy@acme.com,invitation,,sent again']);
  });

  it('tells of the work that went to others', async () => {
    const place = await acmeAtWork();
    await place.ok('contacts add +16175550100 --assignee bo@acme.com');
    const batch = await place.ok('users suspend bo@acme.com').then(lastEntry(place));
    expect(await undo(place, batch)).toMatchObject({ notes: ['of their work, 1 contact stay as they are by now'] });
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

describe('undoing who is on a list', () => {
  const NUMBERS = [0, 1, 2, 3].map((i) => `+1617555010${i}`);
  async function withLists(): Promise<Desk> {
    const place = await acmeAtWork();
    await place.ok('lists add sale');
    await place.ok(`contacts add ${NUMBERS.join(' ')} --tags old`);
    return place;
  }
  const onSale = async (place: Desk) =>
    (await place.ok('contacts list --list sale --format csv --fields phone')).split('\n').slice(1, -1).sort();
  const shown = async (place: Desk, batch: string) =>
    (await place.json<{ rows: readonly { outcome: string; subject: string }[] }>(`batch show ${batch}`)).rows.map(
      ({ outcome, subject }) => `${outcome} ${subject}`,
    );

  it('takes off whom it put on and puts back whom it took off, and undoing that does it again', async () => {
    const place = await withLists();
    const [a, b, c] = NUMBERS as [string, string, string, string];
    await place.ok(`lists fill sale ${a}`);
    const more = await place.ok(`lists fill sale ${a} ${b} ${c}`).then(lastBatch(place));
    expect(await shown(place, more)).toEqual([`unchanged ${a}`, `listed ${b}`, `listed ${c}`]);
    place.write('off.txt', `${a}\n${b}\n`);
    const fewer = await place.ok('lists fill sale --file off.txt --remove').then(lastBatch(place));
    expect(await place.ok(`batch diff ${fewer} --format csv`)).toContain(`contact,${a},lists,sale,\n`);
    const undone = await undo(place, fewer);
    expect(undone).toMatchObject({ listed: 2, unlisted: 0, left: 0 });
    expect(await onSale(place)).toEqual([a, b, c]);
    expect(await undo(place, more)).toMatchObject({ listed: 0, unlisted: 2, left: 0 });
    expect(await onSale(place)).toEqual([a]);
    // That b is off by now is another's doing: what was undone before is done again but for that.
    const again = await place.run(`batch undo ${undone.batch} --partly --format json`);
    expect(JSON.parse(again.out)).toMatchObject({ unlisted: 1, left: 1, leftovers: [{ says: `${b}: sale` }] });
    expect(await onSale(place)).toEqual([]);
  });

  it('tells of a filter only whom it changed, and leaves those whom others touched since', async () => {
    const place = await withLists();
    const [a, b, c, d] = NUMBERS as [string, string, string, string];
    await place.ok(`lists fill sale ${d}`);
    const batch = await place.ok('lists fill sale --where "tag = old"').then(lastBatch(place));
    expect(await shown(place, batch)).toEqual([`listed ${a}`, `listed ${b}`, `listed ${c}`]);
    await place.ok(`contacts remove ${a} --confirm ${a}`);
    await place.ok(`lists fill sale ${b} --remove`);
    await place.ok(`lists fill sale ${b}`);
    const before = await contentsOf(place);
    const refused = await place.run(`batch undo ${batch}`);
    expect(refused.err).toMatch(new RegExp(`place on list \\${a}: sale \\(entry \\d+\\)`));
    expect(refused.err).toMatch(new RegExp(`place on list \\${b}: sale \\(entry \\d+\\)`));
    expect(await contentsOf(place)).toEqual(before);
    expect(await place.run(`batch undo ${batch} --partly`)).toMatchObject({ code: 5 });
    expect(await onSale(place)).toEqual([b, d]);
    const again = await place.run(`batch undo ${batch} --partly --format json`);
    expect(JSON.parse(again.out)).toMatchObject({ unlisted: 0, left: 2 });
  });

  it('puts nobody on another list that has the number of one that is gone, nor takes anybody off it', async () => {
    const place = await withLists();
    const [a] = NUMBERS as [string];
    const filled = await place.ok(`lists fill sale ${a}`).then(lastBatch(place));
    const batch = await place.ok(`lists fill sale ${a} --remove`).then(lastBatch(place));
    await place.ok('lists remove sale --confirm sale');
    await place.ok('lists add autumn');
    expect(await place.run(`batch undo ${batch} --partly`)).toMatchObject({ code: 5 });
    const inAutumn = () => place.ok('contacts list --list autumn --format csv --fields phone');
    expect(await inAutumn()).toBe('phone\n');
    place.write('c.csv', `phone,lists\n${a},autumn\n`);
    await place.ok('contacts import c.csv --on-existing update');
    expect(await place.run(`batch undo ${filled} --partly`)).toMatchObject({ code: 5 });
    expect(await inAutumn()).toBe(`phone\n${a}\n`);
  });

  it('forgets a place on a list that is gone, also where it is undone and done again', async () => {
    const place = await withLists();
    const [a] = NUMBERS as [string];
    place.write('c.csv', `phone,tags,lists\n${a},vip,sale\n`);
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv --on-existing update');
    const undone = await undo(place, batch);
    for (const line of ['lists remove sale --confirm sale', 'lists add autumn']) await place.ok(line);
    const redone = await undo(place, undone.batch as string);
    expect(redone).toMatchObject({ restored: 1, left: 0 });
    expect(await undo(place, redone.batch as string)).toMatchObject({ restored: 1, left: 0 });
  });

  it('is for those who may fill it', async () => {
    const place = await withLists();
    const batch = await place.ok(`lists fill sale ${NUMBERS.join(' ')}`).then(lastBatch(place));
    await place.ok('roles add auditor --from standard --allow audit.view --deny lists.edit');
    await place.ok('roles add filler --from standard --allow audit.view');
    await place.ok('users set-role bo@acme.com auditor');
    await expectRefused(place, `batch undo ${batch} --as bo@acme.com`, 'role.lacks-action');
    await place.ok('users set-role bo@acme.com filler');
    expect(await undo(place, batch, '--as bo@acme.com')).toMatchObject({ unlisted: 4, left: 0 });
    expect(await onSale(place)).toEqual([]);
  });
});

describe('undoing what was done to contacts by name or filter', () => {
  const NUMBERS = [0, 1, 2].map((i) => `+1617555010${i}`);
  const [a, b, c] = NUMBERS as [string, string, string];
  async function withContacts(): Promise<Desk> {
    const place = await acmeAtWork();
    for (const line of ['fields add city', 'lists add sale', `contacts add ${a} --name "Mary Major" --set city=Boston`])
      await place.ok(line);
    await place.ok(`contacts add ${b} ${c} --tags old --assignee bo@acme.com`);
    await place.ok(`lists fill sale ${a} ${b}`);
    return place;
  }

  it.each([
    `contacts edit ${a} ${b} ${c} --tag vip --untag old --set city=Salem --time-zone Europe/London`,
    `contacts edit ${a} ${b} --tag old --untag old --set city=Salem`,
    `contacts edit ${a} --name "Mary Minor" --phone +16175550199 --email mary@example.com --unset city`,
    `contacts edit ${a} ${b} --assignee cy@acme.com --tag vip`,
    'contacts assign --where "tag = old" --nobody',
    `contacts assign ${a} ${b} --to bo@acme.com`,
    `contacts remove ${a} ${b} ${c} --confirm 3`,
    'contacts remove --where "tag = old" --confirm 2',
  ])('%s', async (line) => {
    const place = await withContacts();
    const told = async () => [
      await place.ok('contacts export'),
      await place.ok('contacts list --list sale --format csv'),
    ];
    const before = await told();
    const batch = await place.ok(line).then(lastEntry(place));
    const after = await told();
    expect(after).not.toEqual(before);
    const undone = await undo(place, batch);
    expect(undone).toMatchObject({ left: 0 });
    expect(await told()).toEqual(before);
    await undo(place, undone.batch as string);
    expect(await told()).toEqual(after);
    expect(await undo(place, batch)).toMatchObject({ left: 0 });
    expect(await told()).toEqual(before);
  });

  it('tells who was changed, and what of them', async () => {
    const place = await withContacts();
    const edited = await place.ok(`contacts edit ${a} ${b} --tag old --set city=Boston`).then(lastBatch(place));
    expect(await place.ok(`batch diff ${edited} --format csv`)).toBe(
      `what,subject,change,before,now\ncontact,${a},tags,,old\ncontact,${b},city,,Boston\n`,
    );
    const removed = await place.ok(`contacts remove ${a} ${b} --confirm 2`).then(lastBatch(place));
    expect(await place.ok(`batch show ${removed} --format csv`)).toContain(`1,removed,contact,${a},`);
    // Who gets the number that somebody had is not taken for them.
    await place.ok('contacts remove +16175550102 --confirm +16175550102');
    await place.ok('contacts add +16175550142');
    expect(await place.ok(`batch diff ${removed} --format csv`)).toContain(`contact,${a},removed`);
    expect(await place.ok(`batch diff ${edited} --format csv`)).not.toContain('+16175550142');
  });

  it('takes out whom somebody added by hand, but for whom others edited since', async () => {
    const place = await withContacts();
    const batch = await place.ok('contacts add +16175550110 +16175550111 --tags vip').then(lastBatch(place));
    expect(await place.ok(`batch diff ${batch} --format csv`)).toContain('contact,+16175550110,added,,\n');
    const undone = await undo(place, batch);
    expect(undone).toMatchObject({ removed: 2, left: 0 });
    await undo(place, undone.batch as string);
    await place.ok('contacts edit +16175550110 --tag old');
    const partly = await place.run(`batch undo ${batch} --partly --format json`);
    expect(JSON.parse(partly.out)).toMatchObject({ removed: 1, left: 1, leftovers: [{ says: '+16175550110' }] });
  });

  it('does not take out whom somebody added before that was kept', async () => {
    const place = await withContacts();
    const batch = await place.ok('contacts add +16175550110 +16175550111').then(lastBatch(place));
    await place.store.rows('delete from contact_rows returning entry');
    expect((await place.run(`batch undo ${batch}`)).err).toContain(`${batch} was contacts add, which is not undone`);
  });

  it('says of whom it changed or added that they are gone since, and who they were', async () => {
    const place = await withContacts();
    place.write('c.csv', `phone,name\n${a},Mary Minor\n+16175550150,Bob\n`);
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv --on-existing update');
    const filled = await place.ok(`lists fill sale +16175550150`).then(lastBatch(place));
    await place.ok(`contacts remove ${a} +16175550150 --confirm 2`);
    expect(await place.ok(`batch diff ${batch} --format csv`)).toBe(
      `what,subject,change,before,now\ncontact,${a},updated,,gone since\ncontact,+16175550150,added,,gone since\n`,
    );
    expect(await place.ok(`batch diff ${filled} --format csv`)).toContain('+16175550150,listed,,gone since\n');
    expect(await place.ok(`batch show ${batch} --format csv`)).toContain('3,added,contact,+16175550150,');
    place.write('d.csv', 'phone\n+16175550151\n');
    const { batch: added } = await place.json<{ batch: string }>('contacts import d.csv');
    await undo(place, added);
    expect(await place.ok(`batch show ${added} --format csv`)).toContain('2,added,contact,+16175550151,');
  });

  it('leaves whose number another has by now, and conversations that went with a contact', async () => {
    const place = await withContacts();
    const moved = await place.ok(`contacts edit ${a} --phone +16175550199`).then(lastEntry(place));
    await place.ok(`contacts add ${a}`);
    expect((await place.run(`batch undo ${moved}`)).err).toContain('contact +16175550199 (entry ');
    await place.ok(`conversations receive Hello --line +15550100 --from ${b}`);
    const removed = await place.ok(`contacts remove ${b} ${c} --confirm 2`).then(lastBatch(place));
    expect((await place.run(`batch undo ${removed}`)).err).toContain(`conversations ${b}: 1 gone`);
    const partly = await place.run(`batch undo ${removed} --partly --format json`);
    expect(partly).toMatchObject({ code: 5 });
    expect(JSON.parse(partly.out)).toMatchObject({ added: 2, left: 1 });
    expect(await place.ok('contacts list --list sale --format csv --fields phone')).toContain(b);
  });

  it('leaves alone whom it brought back before, also where another had their number', async () => {
    const place = await withContacts();
    const removed = await place.ok(`contacts remove ${a} ${b} ${c} --confirm 3`).then(lastEntry(place));
    // The first new contact has the number that the first of them had.
    await place.ok(`contacts add ${b}`);
    const first = await place.run(`batch undo ${removed} --partly --format json`);
    expect(JSON.parse(first.out)).toMatchObject({ added: 2, left: 1, leftovers: [{ says: b }] });
    const second = await place.run(`batch undo ${removed} --partly --format json`);
    expect(JSON.parse(second.out)).toMatchObject({ added: 0, left: 1, leftovers: [{ says: b }] });
  });

  it('names whom it leaves, also where they are gone and another has their number', async () => {
    const place = await withContacts();
    place.write('c.csv', 'phone\n+16175550150\n');
    const { batch } = await place.json<{ batch: string }>('contacts import c.csv');
    await place.ok('contacts remove +16175550150 --confirm +16175550150');
    await place.ok('contacts add +16175550151');
    expect((await place.run(`batch undo ${batch}`)).err).toContain(
      `contact +16175550150 (entry ${Number(batch.slice(1)) + 1})\n`,
    );
  });

  it('tells by which entry they went, or whoever they were assigned to', async () => {
    const place = await withContacts();
    const edited = await place.ok(`contacts edit ${a} ${b} --tag vip`).then(lastEntry(place));
    const filled = await place.ok(`lists fill sale ${c}`).then(lastEntry(place));
    const assigned = await place.ok(`contacts assign ${c} --to cy@acme.com`).then(lastEntry(place));
    const left = await place.ok('users suspend bo@acme.com').then(lastEntry(place));
    expect((await place.run(`batch undo ${assigned}`)).err).toContain(
      `1 thing of what ${assigned} did changed since: nothing was undone\n  contact ${c} (entry ${left.slice(1)})\nhint: nothing else of it is left to undo; see what happened: switchboard audit show ${left.slice(1)}`,
    );
    const gone = await place.ok(`contacts remove ${a} ${b} --confirm 2`).then(lastEntry(place));
    const { err } = await place.run(`batch undo ${edited}`);
    for (const one of [a, b]) expect(err).toContain(`contact ${one} (entry ${gone.slice(1)})\n`);
    await place.ok('lists remove sale --confirm sale');
    const anew = await place.ok('lists add sale').then(lastEntry(place));
    expect((await place.run(`batch undo ${filled}`)).err).toContain(`${c}: sale (entry ${anew.slice(1)})`);
  });

  it('says how much cannot be undone any more, and how many more there are than it names', async () => {
    const place = await withContacts();
    await place.ok(`contacts add ${Array.from({ length: 25 }, (_, n) => `+161755502${10 + n}`).join(' ')} --tags few`);
    await place.ok(`conversations receive Hello --line +15550100 --from ${a}`);
    const removed = await place.ok('contacts remove --where "tag = few" --confirm 25').then(lastEntry(place));
    await place.ok(`contacts add ${Array.from({ length: 25 }, (_, n) => `+161755502${10 + n}`).join(' ')}`);
    const talked = await place.ok(`contacts remove ${a} --confirm ${a}`).then(lastEntry(place));
    expect((await place.run(`batch undo ${removed}`)).err).toMatch(
      /^error: 25 things of what b\d+ did changed since: nothing was undone\n(?:.*\n)* {2}and 5 more\n/,
    );
    expect((await place.run(`batch undo ${talked}`)).err).toContain(
      `error: 1 thing of what ${talked} did cannot be undone any more: nothing was undone`,
    );
  });

  it('brings back when they were answered, whoever brings them back', async () => {
    const place = await withContacts();
    await place.ok('responders add prices --all-lines --keyword prices --reply Five --cooldown 7d');
    await place.ok(
      'roles add keeper --from standard --allow audit.view,contacts.assign,responders.view --deny contacts.delete',
    );
    await place.ok('users set-role bo@acme.com keeper');
    const answered = () => place.store.rows('select responder_id, contact_id, at from responder_answers');
    await place.ok(`conversations receive prices --line +15550100 --from ${c}`);
    const before = await answered();
    expect(before).toHaveLength(1);
    const removed = await place.ok(`contacts remove ${c} --confirm ${c}`).then(lastEntry(place));
    expect(await answered()).toEqual([]);
    const back = await place.run(`batch undo ${removed} --partly --format json --as bo@acme.com`);
    expect(back).toMatchObject({ code: 5 });
    const { batch } = JSON.parse(back.out);
    expect(await answered()).toEqual(before);
    // They go with whoever is taken out again, so that nobody has them who gets the number.
    const { batch: again } = await undo(place, batch);
    expect(await answered()).toEqual([]);
    await undo(place, again as string);
    expect(await answered()).toEqual(before);
  });

  it('takes off a list whom it put there, also where they were removed and came back', async () => {
    const place = await withContacts();
    const filled = await place.ok(`lists fill sale ${c}`).then(lastBatch(place));
    const removed = await place.ok(`contacts remove ${b} ${c} --confirm 2`).then(lastBatch(place));
    await undo(place, removed);
    expect(await undo(place, filled)).toMatchObject({ unlisted: 1, left: 0 });
    expect(await place.ok('contacts list --list sale --format csv --fields phone')).toBe(`phone\n${a}\n${b}\n`);
  });

  it('asks of whoever only has others assigned what assigning asks', async () => {
    const place = await withContacts();
    await place.ok(
      'roles add clerk --from standard --allow audit.view,contacts.assign --deny contacts.edit,lists.edit',
    );
    await place.ok('users set-role bo@acme.com clerk');
    const assigned = await place.ok(`contacts assign ${a} ${b} --to cy@acme.com`).then(lastBatch(place));
    const edited = await place.ok(`contacts edit ${c} --tag vip`).then(lastEntry(place));
    expect(await undo(place, assigned, '--as bo@acme.com')).toMatchObject({ restored: 2, left: 0 });
    expect(await place.ok(`contacts show ${b}`)).toMatch(/assignee +bo@acme.com/);
    await expectRefused(place, `batch undo ${edited} --as bo@acme.com`, 'role.lacks-action');
  });
});

describe('what stands in the way', () => {
  it('is that nobody knows what was whose, where contacts were merged', async () => {
    const place = await acmeAtWork();
    await place.ok('contacts add +16175550100 +16175550101');
    const batch = await place.ok('contacts merge +16175550100 +16175550101').then(lastEntry(place));
    const { code, err } = await place.run(`batch undo ${batch}`);
    expect(code).toBe(6);
    expect(err).toContain('which is not undone as a batch: what they had and said is one contact’s');
    expect(err).toContain('hint: add again who is another one');
  });

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

  const GRANTS = ['grants remove bo@acme.com --lines +15550100 --products conversations', 'grants list --format csv'];
  it.each([
    [GRANTS, ['lines remove +15550100 --confirm +15550100', 'lines add +15550100 --name New'], 'line grant'],
    [
      GRANTS,
      ['products deactivate conversations --confirm conversations', 'products activate conversations'],
      'product grant',
    ],
    [
      GRANTS,
      ['users remove bo@acme.com --confirm bo@acme.com', 'users invite bo@acme.com --role standard'],
      'line grant',
    ],
    [
      ['users remove bo@acme.com --confirm bo@acme.com', 'grants list --format csv'],
      ['users invite bo@acme.com --role standard'],
      'line grant',
    ],
  ])('is what a fact rested on, also where there is another by now: %j, %j', async ([does, list], since, what) => {
    const place = await acmeAtWork();
    const batch = await place.ok(does as string).then(lastEntry(place));
    const entry = Number(batch.slice(1)) + 1;
    for (const line of since) await place.ok(line);
    const before = await place.ok(list as string);
    expect((await place.run(`batch undo ${batch}`)).err).toMatch(
      new RegExp(`${what} bo@acme.com: \\S+ \\(entry ${entry}\\)`),
    );
    await place.run(`batch undo ${batch} --partly`);
    const grants = (text: string) =>
      text.split('\n').filter((line) => line.includes(what === 'product grant' ? 'conv' : '+155501'));
    expect(grants(await place.ok(list as string))).toEqual(grants(before));
  });

  it('is a role that would not have taken a restriction in between, and one that is another by now', async () => {
    const place = await betaAtWork();
    const free = await place.ok('users unrestrict bo@beta.com contacts=team').then(lastEntry(place));
    for (const role of ['manager', 'agent']) await place.ok(`users set-role bo@beta.com ${role}`);
    const entry = Number(free.slice(1)) + 1;
    expect((await place.run(`batch undo ${free}`)).err).toContain(
      `restriction bo@beta.com: contacts=team (entry ${entry})`,
    );
    for (const line of ['roles add clerk --from agent', 'users set-role cy@beta.com clerk']) await place.ok(line);
    const back = await place.ok('users set-role cy@beta.com agent').then(lastEntry(place));
    const gone = await place.ok('roles remove clerk --confirm clerk --move-to agent').then(lastEntry(place));
    await place.ok('roles add clerk --from agent');
    expect((await place.run(`batch undo ${back}`)).err).toContain(`membership cy@beta.com (entry ${gone.slice(1)})`);
  });

  it('is not what went and came back by an undo of its own', async () => {
    const place = await acmeAtWork();
    const batch = await place.ok(GRANTS[0] as string).then(lastEntry(place));
    const gone = await place.ok('lines remove +15550100 --confirm +15550100').then(lastEntry(place));
    await undo(place, gone);
    expect(await undo(place, batch)).toMatchObject({ begun: 2, left: 0 });
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

/** The entry of the last command, however little it changed. */
const lastEntry = (place: Desk) => async (): Promise<string> => {
  const { entries } = await place.json<{ entries: readonly { number: number }[] }>('audit list --limit 1');
  return `b${entries[0]?.number}`;
};

/** The batch that was the last command. */
const lastBatch = (place: Desk) => async (): Promise<string> => {
  const { batches } = await place.json<{ batches: readonly { batch: string }[] }>('batch list --limit 1');
  return batches[0]?.batch as string;
};
