import { describe, expect, it } from 'vitest';
import { acquainted } from '../support/acquaintances.ts';
import { entriesOf } from '../support/contents.ts';
import { acme, beta, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

const preview = (place: Desk, line: string) => place.json<Record<string, unknown>>(`templates preview ${line}`);

describe('templates add', () => {
  it('takes a text, or a file as it is but for its last line end', async () => {
    const place = await acme();
    place.write('sent.txt', 'Dear {name},\r\nit is on its way.\r\n');
    expect(await place.json('templates add sent --file sent.txt')).toMatchObject({
      body: 'Dear {name},\nit is on its way.',
      variables: ['name'],
    });
    await place.ok(['templates', 'add', 'piped', '--file', '-'], 'Hello {First Name|you}\n');
    expect(await place.json('templates show piped')).toMatchObject({
      body: 'Hello {First Name|you}',
      variables: ['first_name'],
    });
    expect(await failure(place, 'templates add none')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'templates add both text --file sent.txt')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'templates add lost --file snet.txt')).toMatchObject({ exit: 4, code: 'no-such-file' });
  });

  it('refuses a variable that nobody knows, naming the nearest, and takes a custom field for one', async () => {
    const place = await acme();
    const add = ['templates', 'add', 'bill', 'Your {Customer No|number} is due, {frist_name}'];
    expect(await failure(place, add)).toMatchObject({
      exit: 2,
      code: 'unknown-variable',
      message: 'there are no variables {customer_no} and {frist_name} in acme',
      hint: 'did you mean {first_name}?',
    });
    await place.store.meddle(
      `insert into fields (workspace_id, id, name, kind, version, made, changed) values (1, 1, 'Customer No', 'text', 1, 1, 1)`,
    );
    await place.ok(['templates', 'add', 'bill', 'Your {customer-no|number} is due, {first_name}']);
  });

  it('refuses braces that mean nothing, saying where, and what no reader sees', async () => {
    const place = await acme();
    expect(await failure(place, ['templates', 'add', 'odd', 'Hi {first_name'])).toMatchObject({
      exit: 2,
      code: 'bad-body',
      message: expect.stringContaining('column 4'),
    });
    for (const body of ['', ' ', 'a\u202Eb', 'a\u0007b', 'x'.repeat(4001)]) {
      expect(await failure(place, ['templates', 'add', 'odd', body])).toMatchObject({ exit: 2, code: 'bad-body' });
    }
  });

  it('refuses a name that is taken, whatever the case, and one that would part in lists', async () => {
    const place = await acme();
    await place.ok('templates add hours text');
    expect(await failure(place, 'templates add HOURS text')).toMatchObject({ exit: 6, code: 'template-exists' });
    expect(await failure(place, 'templates add a,b text')).toMatchObject({ exit: 2, code: 'bad-name' });
    await place.ok('templates add days text');
    expect(await failure(place, 'templates edit days --name Hours')).toMatchObject({ exit: 6 });
    expect(await place.ok('templates list -q')).toBe('days\nhours\n');
  });
});

describe('templates edit and remove', () => {
  it('are the next version, and write nothing where nothing would change', async () => {
    const place = await acme();
    await place.ok('templates add hours text');
    const { length } = await entriesOf(place);
    expect(await place.json('templates edit Hours --body text')).toMatchObject({ change: 'unchanged' });
    expect(await entriesOf(place)).toHaveLength(length);
    await place.ok('templates edit Hours --body other');
    expect(await place.json('templates show hours')).toMatchObject({ body: 'other', version: 2 });
    expect(await failure(place, 'templates edit hours')).toMatchObject({ exit: 2, code: 'usage' });
    await place.ok('templates remove hours --confirm hours');
    expect(await failure(place, 'templates show hours')).toMatchObject({ exit: 4, code: 'unknown-template' });
  });

  it('are not for those who only use templates', async () => {
    const place = await beta();
    await place.ok('users invite cy@beta.com --role agent --status active');
    await place.ok('templates add hours "Hi {first_name|there}"');
    expect(await place.ok('templates list -q --as cy@beta.com')).toBe('hours\n');
    await place.ok('templates preview hours --as cy@beta.com');
    for (const line of ['add a b', 'edit hours --body b', 'remove hours --confirm hours']) {
      const refused = await failure(place, `templates ${line} --as cy@beta.com`);
      expect(refused).toMatchObject({ exit: 3, code: 'role.lacks-action' });
    }
  });
});

describe('templates preview', () => {
  it('fills in what is known of a contact, names what is missing, and counts what it takes to send', async () => {
    const place = await acme();
    await acquainted(place, [
      { phone: '+15550123', first: 'Di', last: 'Doe' },
      { phone: '+15550124', email: 'x@example.com' },
    ]);
    await place.store.meddle(
      `insert into fields (workspace_id, id, name, kind, version, made, changed) values (1, 1, 'City', 'text', 1, 1, 1)`,
      `insert into contact_values (workspace_id, contact_id, field_id, value) values (1, 1, 1, 'Łódź')`,
    );
    await place.ok(['templates', 'add', 'news', '{name|Hello}: news from {city}, {{free}}']);
    expect(await preview(place, 'news --contact +15550123')).toMatchObject({
      text: 'Di Doe: news from Łódź, {free}',
      encoding: 'UCS-2',
      segments: 1,
      forcing: ['Ł', 'ó', 'ź'],
      missing: [],
    });
    expect(await preview(place, 'news --contact x@example.com')).toMatchObject({
      contact: '+15550124',
      text: 'Hello: news from {city}, {free}',
      encoding: 'GSM-7',
      missing: ['city'],
    });
    expect(await preview(place, 'news')).toMatchObject({ text: 'Hello: news from {city}, {free}', missing: ['city'] });
  });

  it('does not tell of contacts beyond the acting user’s sight', async () => {
    const place = await beta();
    await place.ok('users invite cy@beta.com --role agent --status active');
    await place.ok('users restrict cy@beta.com contacts=self');
    await acquainted(place, [{ phone: '+15550123', first: 'Di' }]);
    await place.ok('templates add hours "Hi {first_name|there}"');
    const hidden = await failure(place, 'templates preview hours --contact +15550123 --as cy@beta.com');
    const never = await failure(place, 'templates preview hours --contact +15550129 --as cy@beta.com');
    expect(hidden).toMatchObject({ exit: 4, code: 'unknown-contact' });
    expect(JSON.stringify(never)).toBe(JSON.stringify(hidden).replaceAll('+15550123', '+15550129'));
  });
});
