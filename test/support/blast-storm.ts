import { expect } from 'vitest';
import { blastTo, type Ran } from './blasts.ts';
import { chance } from './chance.ts';
import type { Desk } from './desk.ts';
import { type Behaviour, gateway } from './gateway.ts';
import { start } from './program.ts';

/** How hard a run of a blast is tried. `knowsKeys`: the gateway takes a key once. */
export interface Storm {
  readonly people: number;
  readonly kills: number;
  readonly deaths: number;
  readonly knowsKeys: boolean;
  /** How long a run may work before it is killed: at most so many milliseconds. */
  readonly patience: number;
  readonly seed: string;
}

/** What came of a storm. */
export interface Aftermath {
  readonly posts: number;
  readonly taken: number;
  readonly twice: number;
  readonly killed: number;
  readonly runs: number;
  readonly seconds: number;
  /** How many may be in doubt: those of whose post nothing was heard, and those under way when a run was killed or the gateway died. */
  readonly doubtful: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Keys that the gateway took and that the report does not know of, and the other way round. */
  readonly unknown: number;
  readonly invented: number;
}

/** Contacts are laid down past the program: what is tried here is the handing over. */
async function crowd(people: number): Promise<Desk> {
  const place = await blastTo(1, 'Hi {first_name|there}, it is spring');
  await place.store.meddle(
    `insert into contacts (workspace_id, id, phone, name_key, version, made, changed)
     with recursive n(i) as (select 2 union all select i + 1 from n where i < ${people})
     select 1, i, '+4479' || substr('00000000' || i, -8), '', 1, 1, 1 from n`,
    `insert into contact_tags (workspace_id, contact_id, tag)
     with recursive n(i) as (select 2 union all select i + 1 from n where i < ${people}) select 1, i, 'vip' from n`,
  );
  await place.ok('blasts edit spring --rate 1000000');
  await place.ok('blasts send spring');
  return place;
}

const AT_ONCE = 16;

const BAD: readonly Behaviour[] = [
  { does: 'answers', status: 500 },
  { does: 'answers', status: 503 },
  { does: 'answers', status: 429, after: '0' },
  { does: 'dawdles', milliseconds: 40 },
  { does: 'lost' },
  { does: 'deaf' },
];

/** Runs a blast against a gateway that fails, dawdles and dies, and kills the run again and again. */
export async function storm({ people, kills, deaths, knowsKeys, patience, seed }: Storm): Promise<Aftermath> {
  const place = await crowd(people);
  const random = chance(seed);
  const drawn = (below: number) => ((random(2)[0] ?? 0) * 256 + (random(1)[0] ?? 0)) % below;
  let broken = 0;
  const there = await gateway({
    knowsKeys,
    behaves: () => {
      const n = drawn(1000);
      if (n >= 60 && n < 64) broken++;
      return n < 60 ? (BAD[n % 4] as Behaviour) : n < 64 ? (BAD[4 + (n % 2)] as Behaviour) : { does: 'takes' };
    },
  });
  const words = ['blasts', 'run', 'spring', '--transport', 'http', '--url', there.url, '--format', 'json'];
  if (knowsKeys) words.push('--idempotent-gateway');
  const begun = performance.now();
  let [killed, runs] = [0, 0];
  let last: Ran | undefined;
  for (let dies = deaths; runs < kills * 4 + 20; ) {
    // By a clock that goes: what is to be tried again later is due at the next run.
    const now = new Date(Date.parse('2026-11-21T12:00:00Z') + ++runs * 600_000).toISOString();
    const { child, ended } = start(place, [...words, '--now', now]);
    const timer = setTimeout(() => killed < kills && child.kill('SIGKILL'), 400 + drawn(patience));
    const death = dies > 0 ? setTimeout(() => void there.die(drawn(300)), 300 + drawn(patience)) : undefined;
    if (dies > 0) dies--;
    const { code, signal, out, err } = await ended;
    clearTimeout(timer);
    clearTimeout(death);
    if (signal === 'SIGKILL') killed++;
    else if (code === 0) last = JSON.parse(out) as Ran;
    else throw new Error(`a run ended with ${code}: ${err}`);
    if (last?.blasts.some(({ state }) => state === 'completed')) break;
  }
  const told = new Map(
    (
      await place.store.rows<{ message_key: string; state: string }>('select message_key, state from blast_messages')
    ).map((row) => [row.message_key, row.state]),
  );
  const { outcomes } = await place.json<{ outcomes: Record<string, number> }>('blasts show spring');
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(people);
  const keys = [...there.taken.keys()];
  return {
    posts: there.posted.length,
    taken: there.taken.size,
    twice: [...there.taken.values()].filter((times) => times > 1).length,
    killed,
    runs,
    doubtful: broken + (killed + deaths) * AT_ONCE,
    seconds: Math.round((performance.now() - begun) / 1000),
    outcomes,
    unknown: keys.filter((key) => !['handed', 'uncertain'].includes(told.get(key) ?? '')).length,
    invented: [...told].filter(([key, state]) => state === 'handed' && !there.taken.has(key)).length,
  };
}
