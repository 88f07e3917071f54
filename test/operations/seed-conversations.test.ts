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
