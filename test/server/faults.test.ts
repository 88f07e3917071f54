// A server that fails in the middle: its process, itself, or the wire. Its own keeper's, for others share the run's.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { serverStore } from '../support/databases.ts';
import { acme, type Desk } from '../support/desk.ts';
import { type Ended, NO_STACK, rosterOf, runProcess } from '../support/program.ts';
import { type Cut, wireTo } from '../support/proxy.ts';
import { ROUNDS } from '../support/rounds.ts';

const TIMES = ROUNDS(3, 50);
const PATIENCE = 40_000 + TIMES * 30_000;
const PEOPLE = 150;

/** What a command does, and how often what it makes is there. */
interface Kind {
  readonly name: string;
  readonly words: (place: Desk, round: number) => readonly string[];
  readonly there: (place: Desk, round: number) => Promise<number>;
  readonly whole: number;
  /** How many commits come before the one that matters: a bulk command ends its staging with one. */
  readonly before?: number;
}

const counted = async (place: Desk, query: string, ...values: readonly unknown[]): Promise<number> =>
  (await place.store.rows<{ n: number }>(query, values))[0]?.n ?? -1;

const invited = (place: Desk, like: string) =>
  counted(
    place,
    'select count(*) as n from memberships m join users u on u.id = m.user_id where u.email like $1 and until is null',
    like,
  );

const founding = (owner: string): Omit<Kind, 'name'> => ({
  words: (_, round) => ['workspaces', 'create', `Team ${round}`, '--owner', owner],
  there: (place, round) => counted(place, 'select count(*) as n from workspaces where slug = $1', `team-${round}`),
  whole: 1,
});

const KINDS: readonly Kind[] = [
  {
    name: 'an import',
    words: (place, round) => {
      place.write(`r${round}.csv`, rosterOf(PEOPLE, `r${round}x`));
      return ['users', 'invite', `r${round}.csv`];
    },
    there: (place, round) => invited(place, `r${round}x%`),
    whole: PEOPLE,
    before: 1,
  },
  {
    name: 'a new line',
    words: (_, round) => ['lines', 'add', `+1555${1000000 + round}`],
    there: (place, round) =>
      counted(place, 'select count(*) as n from lines where address = $1', `+1555${1000000 + round}`),
    whole: 1,
  },
  { name: 'another workspace', ...founding('ada@acme.com') },
  { name: 'a workspace for somebody else', ...founding('zed@acme.com') },
];

/** Where a command acts: what is not about a new workspace is about the first. */
const at = (words: readonly string[]) => (words[0] === 'workspaces' ? words : [...words, '--workspace', 'acme']);

/** What a command that was struck may say at its end, and what must then be so. */
async function judged(place: Desk, kind: Kind, round: number, id: string, ended: Ended): Promise<string> {
  const where = `${kind.name}, round ${round}: exit ${ended.code}: ${ended.err}`;
  expect(ended.err, where).toMatch(NO_STACK);
  const there = await kind.there(place, round);
  expect([0, kind.whole], where).toContain(there);
  expect([0, 7], where).toContain(ended.code);
  // Done and said so; not done and said so; or it is not known, and that is said.
  if (ended.code === 0) expect(there, where).toBe(kind.whole);
  else if (!/before it said whether/.test(ended.err)) expect(there, where).toBe(0);
  else expect(ended.err, where).toContain(`--operation-id ${id}`);
  return where;
}

/** The very same command once more: it does what is to be done, or nothing. */
async function retried(place: Desk, kind: Kind, round: number, words: readonly string[], where: string) {
  const before = await kind.there(place, round);
  const again = await runProcess(place, words);
  expect(again, where).toMatchObject({ code: 0 });
  if (before > 0) expect(again.out + again.err, where).toMatch(/already|done before|is not done/);
  expect(await kind.there(place, round), where).toBe(kind.whole);
  const id = words[words.indexOf('--operation-id') + 1];
  const entries = await place.store.rows('select number from entries where operation_id = $1', [id]);
  expect(entries, where).toHaveLength(1);
}

const wellOf = async (place: Desk) => {
  const owned = `select w.slug, u.email from workspaces w join memberships m on m.workspace_id = w.id and m.since = 1
    join users u on u.id = m.user_id`;
  for (const { slug, email } of await place.store.rows<{ slug: string; email: string }>(owned)) {
    await place.ok(`audit verify --workspace ${slug} --as ${email}`);
  }
};

describe('the process of a server that works for a command is ended at any moment', () => {
  it.each(KINDS)(
    'during $name',
    async (kind) => {
      const place = await acme();
      // How long it takes untouched, so that the moments are spread over it.
      const begun = performance.now();
      await place.ok(at(kind.words(place, 9999)));
      const { database } = place.store as ReturnType<typeof serverStore>;
      const takes = performance.now() - begun + 150;
      let hits = 0;
      // A quick one may be over, or not there yet, each time: then it is looked for moment by moment.
      const moment = (round: number) =>
        round < TIMES ? 100 + (takes * ((round * 7 + 3) % TIMES)) / TIMES : 50 + 15 * (round - TIMES);
      for (let round = 0; round < TIMES || (hits === 0 && round < TIMES + 20); round++) {
        const id = `killed-at-${round}`;
        const words = [...at(kind.words(place, round)), '--operation-id', id];
        const running = runProcess(place, words);
        await pause(moment(round));
        const struck = await place.store.rows<{ ended: boolean }>(
          "select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name = 'switchboard' and datname = $1",
          [database],
        );
        hits += struck.length;
        const where = await judged(place, kind, round, id, await running);
        await retried(place, kind, round, words, where);
      }
      expect(hits).toBeGreaterThan(0);
      await wellOf(place);
    },
    PATIENCE,
  );
});

const STAGING = { ...(KINDS[0] as Kind), name: 'the staging of an import', before: 0 };

describe('the wire is cut at the commit', () => {
  it.each([...KINDS, STAGING].flatMap((kind) => (['answer', 'question'] as Cut[]).map((cut) => ({ ...kind, cut }))))(
    'of $name, and the $cut is lost',
    async ({ cut, ...kind }) => {
      const place = await acme();
      const { SWITCHBOARD_DB: direct = '' } = await place.environment([]);
      const wire = await wireTo(Number(new URL(direct).port));
      const wired = new URL(direct);
      wired.port = String(wire.port);
      for (let round = 0; round < TIMES; round++) {
        const id = `cut-off-at-${round}`;
        const words = [...at(kind.words(place, round)), '--operation-id', id];
        wire.arm(cut, kind.before);
        const ended = await runProcess(place, words, { env: { SWITCHBOARD_DB: wired.href } });
        expect(wire.cuts()).toBe(round + 1);
        const where = await judged(place, kind, round, id, ended);
        await retried(place, kind, round, words, where);
      }
      await wellOf(place);
    },
    PATIENCE,
  );
});
