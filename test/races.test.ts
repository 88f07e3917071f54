// Races between real processes. The workspace lives through all rounds of a test, and each round puts its cast back.
import { describe, expect, it } from 'vitest';
import { contentsOf, type EntryRow, entriesOf } from './support/contents.ts';
import { acme, beta, type Desk } from './support/desk.ts';
import { NO_STACK, runProcess } from './support/program.ts';
import { ROUNDS } from './support/rounds.ts';

const RACES = ROUNDS(10, 200);
const PATIENCE = 30_000 + RACES * 2_000;

/** Runs lines as processes of their own, all at once; answers their exit codes. None may end in a stack. */
async function race(place: Desk, lines: readonly string[]): Promise<(number | null)[]> {
  const ended = await Promise.all(lines.map((line) => runProcess(place, line.split(' '))));
  for (const { err } of ended) expect(err).toMatch(NO_STACK);
  return ended.map(({ code }) => code);
}

/** The entries that were written since, in order. */
async function entriesSince(place: Desk, before: number): Promise<readonly EntryRow[]> {
  return (await entriesOf(place)).filter(({ number }) => number > before);
}

const done = (entries: readonly EntryRow[]): string[] =>
  entries.filter(({ outcome }) => outcome === 'done').map(({ actor, operation }) => `${operation} by ${actor}`);

/** The role that somebody holds now, with the status. */
async function standing(place: Desk): Promise<ReadonlyMap<string, string>> {
  const { users = [], memberships = [] } = await contentsOf(place);
  const emails = new Map(users.map(({ id, email }) => [id, email as string]));
  const now = memberships.filter(({ until }) => until === null);
  return new Map(
    now.map(({ user_id, role, status }) => [emails.get(user_id) as string, `${String(status)} ${String(role)}`]),
  );
}

const numbersWithoutGap = (entries: readonly EntryRow[]) =>
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, i) => i + 1));

describe('who is at the top', () => {
  it.each([
    { company: acme, at: 'acme.com', top: 'admin', less: 'standard' },
    { company: beta, at: 'beta.com', top: 'owner', less: 'manager' },
  ])(
    'of two $top s who take each other down, one does',
    async ({ company, at, top, less }) => {
      const place = await company();
      const pair = [`ada@${at}`, `al@${at}`] as const;
      await place.ok(`users invite ${pair[1]} --role ${top}`);
      await place.ok(`users accept --as ${pair[1]}`);
      const ways = ['set-role', 'suspend', 'remove'];
      for (let round = 0; round < RACES / 2; round++) {
        const way = ways[round % ways.length];
        const taking = (other: string, by: string) =>
          `users ${way} ${other} ${way === 'set-role' ? less : way === 'remove' ? `--confirm ${other}` : ''} --as ${by}`.replaceAll(
            / +/g,
            ' ',
          );
        const codes = await race(place, [taking(pair[1], pair[0]), taking(pair[0], pair[1])]);
        const where = `round ${round}, ${way}: ${codes.join()}`;
        expect(
          [
            [0, 3],
            [0, 6],
            [3, 0],
            [6, 0],
          ],
          where,
        ).toContainEqual(codes);
        const held = await standing(place);
        expect(
          pair.filter((one) => held.get(one) === `active ${top}`),
          where,
        ).toEqual([pair[codes.indexOf(0)]]);
        const [winner, loser] = codes[0] === 0 ? pair : pair.toReversed();
        if (way === 'set-role') await place.ok(`users set-role ${loser} ${top} --as ${winner}`);
        else if (way === 'suspend') await place.ok(`users reactivate ${loser} --as ${winner}`);
        else {
          await place.ok(`users invite ${loser} --role ${top} --as ${winner}`);
          await place.ok(`users accept --as ${loser}`);
        }
      }
      numbersWithoutGap(await entriesOf(place));
      await place.ok('audit verify');
    },
    PATIENCE,
  );
});

describe('an invitation', () => {
  it(
    'that is accepted three times at once is accepted once, in one entry',
    async () => {
      const place = await acme();
      const people = Array.from({ length: RACES }, (_, i) => `p${i}@acme.com`);
      await place.ok(['users', 'invite', ...people]);
      for (const one of people) {
        const before = (await entriesOf(place)).length;
        const codes = await race(place, Array(3).fill(`users accept --as ${one}`));
        expect(
          codes.toSorted((a, b) => Number(a) - Number(b)),
          one,
        ).toEqual([0, 6, 6]);
        expect(done(await entriesSince(place, before)), one).toEqual([`users accept by ${one}`]);
      }
      const held = await standing(place);
      expect(people.filter((one) => held.get(one) !== 'active standard')).toEqual([]);
      await place.ok('audit verify');
    },
    PATIENCE,
  );

  it(
    'that is taken back while it is accepted is one or the other',
    async () => {
      const place = await acme();
      const people = Array.from({ length: RACES }, (_, i) => `p${i}@acme.com`);
      await place.ok(['users', 'invite', ...people]);
      for (const one of people) {
        const before = (await entriesOf(place)).length;
        const [accepted, revoked] = await race(place, [
          `users accept --as ${one}`,
          `users revoke ${one} --confirm ${one}`,
        ]);
        const where = `${one}: ${accepted}, ${revoked}`;
        expect(
          [accepted, revoked].filter((code) => code === 0),
          where,
        ).toHaveLength(1);
        expect((await standing(place)).get(one), where).toBe(accepted === 0 ? 'active standard' : undefined);
        expect(done(await entriesSince(place, before)), where).toHaveLength(1);
      }
      await place.ok('audit verify');
    },
    PATIENCE,
  );
});

describe('what is looked at before it is written', () => {
  it(
    'is granted once by two who grant the same',
    async () => {
      const place = await acme();
      await place.ok('users invite al@acme.com --role admin');
      await place.ok('users accept --as al@acme.com');
      await place.ok('lines add +15550100');
      const people = Array.from({ length: RACES }, (_, i) => `p${i}@acme.com`);
      await place.ok(['users', 'invite', ...people]);
      for (const one of people) {
        const before = (await entriesOf(place)).length;
        const grant = `grants add ${one} --lines +15550100 --products blast`;
        expect(await race(place, [grant, `${grant} --as al@acme.com`]), one).toEqual([0, 0]);
        expect(done(await entriesSince(place, before)), one).toHaveLength(1);
      }
      const { line_grants = [], product_grants = [] } = await contentsOf(place);
      expect([line_grants.length, product_grants.length]).toEqual([RACES, RACES]);
      await place.ok('audit verify');
    },
    PATIENCE,
  );

  it(
    'is invited once by two who invite the same',
    async () => {
      const place = await acme();
      for (let round = 0; round < RACES; round++) {
        const one = `p${round}@acme.com`;
        const before = (await entriesOf(place)).length;
        expect(await race(place, Array(2).fill(`users invite ${one}`)), one).toEqual([0, 0]);
        expect(done(await entriesSince(place, before)), one).toHaveLength(1);
      }
      expect(await standing(place)).toHaveProperty('size', RACES + 1);
      await place.ok('audit verify');
    },
    PATIENCE,
  );

  it(
    'is never written by an admin after the entry that took them down',
    async () => {
      const place = await acme();
      await place.ok('users invite al@acme.com --role admin');
      await place.ok('users accept --as al@acme.com');
      const writes = ['lines add +1555{}', 'users invite p{}@acme.com --role admin', 'users invite q{}@acme.com'];
      let late = 0;
      for (let round = 0; round < RACES; round++) {
        const before = (await entriesOf(place)).length;
        const write = writes[round % writes.length]?.replace('{}', `${5550100 + round}`);
        const [down, wrote] = await race(place, ['users set-role al@acme.com standard', `${write} --as al@acme.com`]);
        const entries = await entriesSince(place, before);
        const where = `round ${round}: ${JSON.stringify(entries)}`;
        const fall = entries.findIndex(({ operation }) => operation === 'users set-role');
        const refused = entries[fall + 1]?.outcome === 'refused' && entries[fall + 1]?.actor === 'al@acme.com';
        expect([down, wrote], where).toEqual([0, refused ? 3 : 0]);
        expect(
          entries.slice(fall + 1).filter(({ actor, outcome }) => actor === 'al@acme.com' && outcome === 'done'),
          where,
        ).toEqual([]);
        if (refused) late++;
        await place.ok('users set-role al@acme.com admin');
      }
      // Neither came first all the time: it was a race.
      if (RACES > 50) expect([0, RACES]).not.toContain(late);
      await place.ok('audit verify');
    },
    PATIENCE,
  );
});

describe('what people write, and who answers', () => {
  it(
    'is claimed by one of those who claim it at once, and the others hear by whom',
    async () => {
      const place = await acme();
      await place.ok('lines add +15550100');
      const people = ['bo@acme.com', 'cy@acme.com', 'di@acme.com'];
      await place.ok(['users', 'invite', ...people, '--role', 'admin', '--status', 'active']);
      for (let round = 0; round < RACES; round++) {
        const contact = `+1555${1_000_000 + round}`;
        await place.ok(`conversations receive Hello --line +15550100 --from ${contact}`);
        const before = (await entriesOf(place)).length;
        const codes = await race(
          place,
          people.map((one) => `conversations claim ${contact} --as ${one}`),
        );
        const where = `round ${round}: ${codes.join()}`;
        expect(
          codes.toSorted((a, b) => Number(a) - Number(b)),
          where,
        ).toEqual([0, 6, 6]);
        const winner = people[codes.indexOf(0)];
        expect(done(await entriesSince(place, before)), where).toEqual([`conversations claim by ${winner}`]);
        const [held] = (
          await place.json<{ conversations: { claimedBy: string }[] }>(`conversations list --contact ${contact}`)
        ).conversations;
        expect(held?.claimedBy, where).toBe(winner);
      }
      await place.ok('audit verify');
    },
    PATIENCE,
  );

  it(
    'is taken in once, however often a gateway hands it in at once',
    async () => {
      const place = await acme();
      await place.ok('lines add +15550100');
      for (let round = 0; round < RACES; round++) {
        const contact = `+1555${1_000_000 + round}`;
        const line = `conversations receive STOP --line +15550100 --from ${contact} --id m${round}`;
        expect(await race(place, Array(3).fill(line)), contact).toEqual([0, 0, 0]);
      }
      const { contacts = [], conversations = [], messages = [], consents = [] } = await contentsOf(place);
      expect([contacts.length, conversations.length, consents.length]).toEqual([RACES, RACES, RACES]);
      // The word, what it did, and one confirmation.
      expect(messages).toHaveLength(3 * RACES);
      await place.ok('audit verify');
    },
    PATIENCE,
  );

  it(
    'is never left with somebody who was removed while they claimed it',
    async () => {
      const place = await acme();
      await place.ok('lines add +15550100');
      await place.ok('conversations receive Hello --line +15550100 --from +15550123');
      for (let round = 0; round < RACES / 2; round++) {
        const one = `p${round}@acme.com`;
        await place.ok(`users invite ${one} --role admin --status active`);
        const [claimed, removed] = await race(place, [
          `conversations claim +15550123 --as ${one}`,
          `users remove ${one} --confirm ${one}`,
        ]);
        expect([0, 3], one).toContain(claimed);
        expect(removed, one).toBe(0);
        expect((await contentsOf(place)).conversations?.map(({ claimed_by }) => claimed_by)).toEqual([null]);
      }
      await place.ok('audit verify');
    },
    PATIENCE,
  );
});
