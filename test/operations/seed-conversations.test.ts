import { expect, it } from 'vitest';
import { run } from '../../src/access/gate.ts';
import type { SeedAnswer } from '../../src/cli/seed/seeding.ts';
import { knownConversations } from '../../src/operations/conversations/known.ts';
import { type Desk, desk } from '../support/desk.ts';
import { sessionAt } from '../support/statements.ts';

const LINE = '+15550100';
const phones = Array.from({ length: 40 }, (_, i) => `+1617555${String(1000 + i)}`);

/** A document with a conversation of each of so many contacts. */
const documentOf = (many: number, more: readonly object[] = []): string =>
  JSON.stringify({
    workspace: { slug: 'acme', name: 'Acme', model: 'standard-admin', owner: 'ada@acme.com' },
    products: ['conversations'],
    lines: [{ address: LINE, kind: 'sms' }],
    contacts: phones.map((phone) => ({ phone })),
    conversations: [
      ...phones.slice(0, many).map((contact, i) => ({
        line: LINE,
        contact,
        state: i % 3 === 0 ? 'ended' : 'open',
        messages: [
          { at: '2026-11-20T15:00:00Z', kind: 'in', body: `Hello ${i}` },
          { at: '2026-11-20T15:01:00Z', kind: 'reply', body: `Hi ${i}`, author: 'ada@acme.com' },
        ],
      })),
      ...more,
    ],
  });

function office(document: string): Desk {
  const place = desk({ SWITCHBOARD_AS: 'ada@acme.com' });
  place.write('acme.json', document);
  return place;
}

const applied = (place: Desk): Promise<SeedAnswer> => place.json<SeedAnswer>('seed apply acme.json');

it('many conversations are laid down as one, those that are there are left alone, and only what is new is said', async () => {
  const place = office(documentOf(30));
  const { steps, unchanged } = await applied(place);
  expect(steps.filter(({ kind }) => kind === 'conversations')).toMatchObject([
    { change: 'make', name: '30 conversations', rows: 30 },
  ]);
  expect(await place.ok('seed apply acme.json')).toContain('nothing to do');
  const stranger = {
    line: LINE,
    contact: '+16175559999',
    messages: [{ at: '2026-11-21T15:00:00Z', kind: 'in', body: 'Anyone?' }],
  };
  place.write('acme.json', documentOf(32, [stranger]).replace('Hi 7', 'Hi there 7'));
  const again = await applied(place);
  expect(again.steps).toMatchObject([
    {
      change: 'make',
      name: `${LINE}/${phones[30]}`,
      what: [
        { what: 'state', to: 'ended' },
        { what: 'messages', to: 2 },
      ],
    },
    { change: 'make', name: `${LINE}/${phones[31]}` },
    { change: 'edit', name: `${LINE}/${phones[7]}`, what: [{ what: 'reply', to: 'Hi there 7' }] },
    { change: 'make', name: `${LINE}/+16175559999`, what: [{ what: 'in', to: 'Anyone?' }] },
  ]);
  expect(again.unchanged).toBe(unchanged + 29 + phones.length + 3);
  expect(await place.json(`conversations show ${LINE}/${phones[0]}`)).toMatchObject({
    state: 'ended',
    messages: [{ text: 'Hello 0' }, { text: 'Hi 0', by: 'ada@acme.com' }],
  });
});

it('to know of many takes as many statements as to know of one', async () => {
  const place = office(documentOf(30));
  await place.ok('seed apply acme.json');
  const counted = async (some: readonly string[]): Promise<readonly [there: number, statements: number]> => {
    let count = 0;
    let there = 0;
    const session = { ...(await sessionAt(place)), onStatement: () => void count++ };
    await run(knownConversations, { conversations: some.map((phone) => `${LINE}/${phone}`) }, session, {
      done: async ({ answer }) => {
        there = answer.known.filter((one) => one.there !== undefined).length;
      },
      judged: async () => {},
      repeated: async () => {},
    });
    return [there, count];
  };
  const [, one] = await counted(phones.slice(0, 1));
  expect(await counted(phones)).toEqual([30, one]);
});

const [first = '', second = ''] = phones;
const said = (body: string, more: object = {}) => ({ at: '2026-11-22T10:00:00Z', kind: 'reply', body, ...more });
const write = (place: Desk, ...conversations: readonly object[]) =>
  place.write('x.json', JSON.stringify({ workspace: { slug: 'acme' }, conversations }));

it('what another member is to have answered is not said in the name of whoever acts', async () => {
  const place = office(documentOf(1));
  await place.ok('seed apply acme.json');
  for (const author of ['bo@acme.com', 'nobody@acme.com']) {
    write(place, { line: LINE, contact: first, messages: [said('from bo', { author })] });
    expect(await place.run('seed apply x.json')).toMatchObject({
      code: 6,
      err: expect.stringContaining(`${author} is to have answered "from bo", and ada@acme.com would have\nhint: apply`),
    });
  }
  write(place, { line: LINE, contact: first, messages: [said('mine', { author: 'Ada@acme.com' })] });
  await place.ok('seed apply x.json');
  expect(await place.json(`conversations show ${LINE}/${first}`)).toMatchObject({
    messages: [{}, {}, { text: 'reopened' }, { text: 'mine', by: 'ada@acme.com' }],
  });
});

it('a conversation with nobody is refused', async () => {
  const place = office(documentOf(1));
  await place.ok('seed apply acme.json');
  for (const one of [
    { line: '+15550177', state: 'ended' },
    { line: LINE, state: 'claimed', claimedBy: 'ada@acme.com' },
  ]) {
    write(place, { contact: '+12125550999', ...one });
    expect(await place.run('seed plan x.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('x.json:1:'),
    });
    expect((await place.run('seed plan x.json')).err).toContain(
      'there is no contact +12125550999, and nothing that they wrote',
    );
  }
});

it('what became of a conversation stays, and is told', async () => {
  const place = office(documentOf(2));
  await place.ok('seed apply acme.json');
  await place.ok(`conversations claim ${LINE}/${second}`);
  const ended = { line: LINE, contact: first };
  const [has, its] = [`the conversation ${LINE}/${first} has ended`, ': its category and its note stay'];
  for (const [more, told] of [
    [{ ...ended, state: 'claimed', claimedBy: 'ada@acme.com' }, `${has}, and stays so`],
    [{ ...ended, state: 'open' }, `${has}, and stays so`],
    [{ ...ended, state: 'ended', category: 'billing' }, `${has}${its}`],
    [{ ...ended, state: 'ended', note: 'paid' }, `${has}${its}`],
    [{ line: LINE, contact: second, state: 'open' }, `${LINE}/${second} is claimed by ada@acme.com, and stays so`],
  ] as const) {
    write(place, more);
    expect(await place.ok('seed apply x.json')).toContain(`${told}\nnothing to do: 2 unchanged`);
  }
});
