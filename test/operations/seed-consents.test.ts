import { expect, it } from 'vitest';
import { run } from '../../src/access/gate.ts';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { type LaidConsent, layConsents } from '../../src/operations/conversations/lay-consents.ts';
import { type Desk, desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

const LINE = '+15550100';
const phones = Array.from({ length: 60 }, (_, i) => `+1617555${String(1000 + i)}`);

/** A document of contacts, of whom the even ones said yes and the odd ones said no, but for some who changed their minds. */
const documentOf = (changed: readonly number[] = []): string =>
  JSON.stringify({
    workspace: { slug: 'acme', name: 'Acme', model: 'standard-admin', owner: 'ada@acme.com' },
    products: ['conversations'],
    lines: [{ address: LINE, kind: 'sms', name: 'Front desk' }],
    contacts: phones.map((phone, i) => ({
      phone,
      consents: { 'Front desk': (i % 2 === 0) === changed.includes(i) ? 'opted-out' : 'opted-in' },
    })),
  });

function office(): Desk {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('acme.json', documentOf());
  return place;
}

const stepsOf = async (place: Desk) => (await place.json<SeedAnswer>('seed apply acme.json')).steps;

it('what everybody agreed to is one change; a few that differ are told one by one', async () => {
  const place = office();
  expect(await stepsOf(place)).toContainEqual(
    expect.objectContaining({ change: 'edit', kind: 'contacts', name: '60 consents', rows: 60 }),
  );
  const { entries } = await place.json<{ entries: { operation: string; counts: object }[] }>('audit list');
  expect(entries.filter(({ operation }) => operation === 'conversations lay-consents')).toMatchObject([
    { counts: { set: 60, unchanged: 0 } },
  ]);
  expect(await place.ok('seed apply acme.json')).toContain('nothing to do');
  place.write('acme.json', documentOf([3, 8]));
  expect(await stepsOf(place)).toMatchObject([
    { name: `${LINE}/${phones[3]}`, what: [{ what: 'consent', from: 'opted-out', to: 'opted-in' }] },
    { name: `${LINE}/${phones[8]}`, what: [{ what: 'consent', from: 'opted-in', to: 'opted-out' }] },
  ]);
  // What was said before stays in the history.
  expect(await place.json(`conversations consent ${LINE}/${phones[3]}`)).toMatchObject({
    consent: 'opted-in',
    consents: [{ state: 'opted-in', until: null }, { state: 'opted-out' }],
  });
  expect(await place.json(`conversations consent ${LINE}/${phones[4]}`)).toMatchObject({
    consent: 'opted-in',
    consents: [{ until: null }],
  });
});

it('it takes as many statements for many contacts as for one, also where they changed their minds', async () => {
  const place = office();
  await place.ok('seed apply acme.json');
  const consents = phones.map((contact, i) => ({
    line: LINE,
    contact,
    state: i % 2 === 0 ? ('opted-out' as const) : ('opted-in' as const),
  }));
  const counted = async (some: readonly LaidConsent[]): Promise<number> => {
    let count = 0;
    const session = { ...(await sessionAt(place)), onStatement: () => void count++ };
    await run(layConsents, { consents: [...some], reason: 'seed' }, session, {
      done: async ({ answer }) => expect(answer.laid.length).toBe(some.length),
      judged: async () => {},
      repeated: async () => {},
    });
    return count;
  };
  const one = await counted(consents.slice(0, 1));
  expect(await counted(consents.slice(1))).toBe(one);
});

it('who may not change contacts sets nothing, and the right is named', async () => {
  const place = office();
  await place.ok('seed apply acme.json');
  await place.ok('roles add clerk --from standard --deny contacts.edit --lines all --products all');
  await place.ok('users invite bo@acme.com --role clerk --status active');
  place.write(
    'acme.json',
    JSON.stringify({
      workspace: { slug: 'acme' },
      contacts: [{ phone: phones[0], consents: { [LINE]: 'opted-out' } }],
    }),
  );
  const { code, err } = await place.run('seed apply acme.json --as bo@acme.com');
  expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('contacts.edit') });
});

it('what contacts in a file beside the document agreed to stands in the document, and what is wrong with it in its place', async () => {
  const place = office();
  const headed = (
    consents: string,
  ) => `workspace: { slug: acme, name: Acme, model: standard-admin, owner: ada@acme.com }
products: [conversations]
lines: [{ address: "${LINE}", name: Front desk }]
contacts:
  file: people.csv
  consents:
    ${consents}
`;
  place.write('people.csv', `phone\n${phones[0]}\n${phones[1]}\n`);
  place.write('acme.yaml', headed(`Front desk: { opted-in: ["${phones[0]}"], opted-out: ["${phones[1]}"] }`));
  await place.ok('seed apply acme.yaml');
  expect(await place.ok('seed apply acme.yaml')).toContain('nothing to do');
  expect(await place.json(`conversations consent ${LINE}/${phones[1]}`)).toMatchObject({ consent: 'opted-out' });
  place.write('acme.yaml', headed(`Front desk: { opted-in: ["${phones[0]}", "${phones[1]}"] }`));
  expect((await place.json<SeedAnswer>('seed plan acme.yaml')).steps).toMatchObject([
    { name: `${LINE}/${phones[1]}`, what: [{ from: 'opted-out', to: 'opted-in' }], place: 'acme.yaml:7:46' },
  ]);
  const faults = async (consents: string) => {
    place.write('acme.yaml', headed(consents));
    return (await place.run('seed check acme.yaml --format csv --fields line,path,code')).out
      .trim()
      .split('\n')
      .slice(1);
  };
  expect(await faults(`Front desk: { opted-in: [12], opted: [] }`)).toEqual([
    '7,"contacts.consents[""Front desk""].opted-in[0]",bad-phone',
    '7,"contacts.consents[""Front desk""].opted",unknown-key',
  ]);
  const both = `opted-in: ["${phones[0]}"], opted-out: ["${phones[0]}"]`;
  expect(await faults(`{ Front desk: { ${both} }, "${LINE}": {} }`)).toEqual([
    '7,"contacts.consents[""Front desk""].opted-out[0]",duplicate',
    `7,"contacts.consents[""${LINE}""]",duplicate`,
  ]);
  place.write('acme.yaml', headed('"+15550199": {}'));
  expect(await place.ok('seed check acme.yaml')).toContain('the document makes no line “+15550199”');
});

it('who said no is not opted in by a document, and that is told; on an empty database it is as it says', async () => {
  const place = office();
  await place.ok('seed apply acme.json');
  await place.ok(`conversations receive STOP --line ${LINE} --from ${phones[0]}`);
  await place.ok(`conversations set-consent ${LINE}/${phones[2]} opted-out --reason called`);
  expect(await place.ok('seed apply acme.json')).toContain(
    `${LINE}/${phones[0]} and ${LINE}/${phones[2]} stay opted-out, which no document said: only conversations set-consent takes that back\nnothing to do`,
  );
  for (const i of [0, 2]) {
    expect(await place.json(`conversations consent ${LINE}/${phones[i]}`)).toMatchObject({ consent: 'opted-out' });
  }
  const text = await place.ok('seed export');
  const other = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  other.write('acme.yaml', text);
  await other.ok('seed apply acme.yaml');
  expect(await other.ok('seed export')).toBe(text);
});
