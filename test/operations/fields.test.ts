import { describe, expect, it } from 'vitest';
import { acme, type Desk } from '../support/desk.ts';
import { failure } from '../support/failure.ts';

const fields = async (place: Desk) => (await place.json<{ fields: { field: string }[] }>('fields list')).fields;

describe('fields add', () => {
  it('takes five kinds, and choices only with the kind that has them', async () => {
    const place = await acme();
    await place.ok('fields add city');
    await place.ok('fields add age --kind number');
    await place.ok('fields add "renewed on" --kind date');
    await place.ok('fields add insured --kind yes/no');
    await place.ok('fields add plan --choices "free,silver ,gold"');
    expect(await fields(place)).toMatchObject([
      { field: 'age', kind: 'number', choices: null, contacts: 0, by: 'ada@acme.com' },
      { field: 'city', kind: 'text' },
      { field: 'insured', kind: 'yes-no' },
      { field: 'plan', kind: 'choice', choices: ['free', 'silver', 'gold'] },
      { field: 'renewed on', kind: 'date' },
    ]);
    expect(await failure(place, 'fields add size --choices a,b --kind text')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'fields add size --kind choice')).toMatchObject({ exit: 2, code: 'bad-choices' });
    expect(await failure(place, 'fields add size --choices a,A')).toMatchObject({ exit: 2, code: 'bad-choices' });
    expect(await failure(place, 'fields add size --kind dat')).toMatchObject({ hint: 'did you mean "date"?' });
  });

  it('refuses a name that is there in another spelling, that every contact has, or that files leave out', async () => {
    const place = await acme();
    await place.ok('fields add "renewed on"');
    for (const name of ['Renewed_On', 'renewed-on', ' RENEWED  ON ']) {
      expect(await failure(place, ['fields', 'add', name])).toMatchObject({ exit: 6, code: 'field-exists' });
    }
    for (const name of ['phone', 'E-Mail', 'First Name', 'time zone', 'List', 'tags']) {
      expect(await failure(place, ['fields', 'add', name])).toMatchObject({ exit: 2, code: 'name-reserved' });
    }
    for (const name of ['_id', '', '--', 'a=b', 'a,b', 'a{b}', 'a\u202Eb', 'x'.repeat(81)]) {
      expect(await failure(place, ['fields', 'add', '--', name])).toMatchObject({ exit: 2, code: 'bad-name' });
    }
    expect(await fields(place)).toHaveLength(1);
  });
});

describe('fields edit', () => {
  it('renames a field, as its next version, but not into another', async () => {
    const place = await acme();
    await place.ok('fields add city');
    await place.ok('fields add plan');
    expect(await place.json('fields edit CITY --name City')).toMatchObject({ field: 'City', change: 'edited' });
    expect(await place.json('fields show city')).toMatchObject({ field: 'City', version: 2 });
    expect(await place.json('fields edit city --name City')).toMatchObject({ change: 'unchanged' });
    expect(await failure(place, 'fields edit city --name Plan')).toMatchObject({ exit: 6, code: 'field-exists' });
    expect(await failure(place, 'fields edit city')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'fields edit city --choices a')).toMatchObject({ exit: 2, code: 'usage' });
    expect(await failure(place, 'fields edit citi --name x')).toMatchObject({ exit: 4, code: 'unknown-field' });
  });

  it('adds, orders and renames choices', async () => {
    const place = await acme();
    await place.ok('fields add plan --choices free,silver,gold');
    const edited = async (flags: string) =>
      (await place.json<{ choices: string[] }>(`fields edit plan ${flags}`)).choices;
    expect(await edited('--choices gold,free,silver,platinum')).toEqual(['gold', 'free', 'silver', 'platinum']);
    expect(await edited('--replace silver=Silver')).toEqual(['gold', 'free', 'Silver', 'platinum']);
    expect(await edited('--replace platinum=gold')).toEqual(['gold', 'free', 'Silver']);
    expect(await failure(place, 'fields edit plan --replace bronze=gold')).toMatchObject({ code: 'unknown-choice' });
    expect(await failure(place, 'fields edit plan --choices gold --replace free=bronze')).toMatchObject({
      code: 'unknown-choice',
      hint: 'add it to --choices: gold,bronze',
    });
  });
});

describe('choices that contacts have', () => {
  it('are not dropped silently, but replaced, and counted', async () => {
    const place = await acme();
    await place.ok('fields add plan --choices free,silver,gold');
    await place.ok('contacts add +16175550100 +16175550101 --set plan=silver');
    await place.ok('contacts add +16175550102 --set plan=gold');
    expect(await failure(place, 'fields edit plan --choices free,platinum')).toMatchObject({
      exit: 6,
      code: 'choice-in-use',
      message: '1 contact has "gold", 2 contacts have "silver": a choice in use is not dropped',
    });
    const line = 'fields edit plan --choices free,Gold,silver+ --replace silver=gold,gold=silver+';
    expect(await place.json(line)).toMatchObject({ choices: ['free', 'Gold', 'silver+'], replaced: 3 });
    expect(await place.json('fields show plan')).toMatchObject({
      contacts: 3,
      choices: [
        { choice: 'free', contacts: 0 },
        { choice: 'Gold', contacts: 2 },
        { choice: 'silver+', contacts: 1 },
      ],
    });
    expect(await place.json('contacts show +16175550100')).toMatchObject({ fields: { plan: 'Gold' } });
    expect(await place.json('fields remove plan --confirm plan')).toMatchObject({ contacts: 3 });
    expect(await place.json('contacts show +16175550100')).toMatchObject({ fields: {} });
  });
});

describe('a field that a segment asks for', () => {
  it('keeps its name and what is asked for of it until the segment does not', async () => {
    const place = await acme();
    await place.ok('fields add plan --choices free,silver,gold');
    const filter = JSON.stringify([[{ about: 'field', which: 'plan', holds: '=', values: ['gold'] }]]);
    await place.store.meddle(`insert into lists values (1, 1, 'Golden', null, '${filter}', 0, 1, 1, 1)`);
    for (const line of ['edit plan --name tier', 'edit plan --replace gold=free', 'remove plan --confirm plan']) {
      expect(await failure(place, `fields ${line}`)).toMatchObject({
        exit: 6,
        code: 'field-in-use',
        message: expect.stringMatching(/is asked for by the segment "Golden"$/),
      });
    }
    await place.ok('fields edit plan --name Plan --choices free,gold');
    expect(await place.json('contacts list --list golden')).toMatchObject({ contacts: [] });
    await place.store.meddle('delete from lists');
    await place.ok('fields remove plan --confirm plan');
  });
});

describe('fields', () => {
  it('are seen and changed by those who may, and a Manager does not remove them', async () => {
    const place = await acme();
    await place.ok('fields add city');
    await place.ok('users invite bo@acme.com --status active');
    for (const line of ['list', 'show city', 'add x', 'edit city --name y', 'remove city --confirm city']) {
      expect(await failure(place, `fields ${line} --as bo@acme.com`)).toMatchObject({
        exit: 3,
        code: 'role.lacks-action',
      });
    }
    expect(await failure(place, 'fields remove city')).toMatchObject({ exit: 2, code: 'not-confirmed' });
    expect(await place.json('fields remove city --confirm city')).toMatchObject({ change: 'removed', contacts: 0 });
    expect(await fields(place)).toEqual([]);
  });
});
