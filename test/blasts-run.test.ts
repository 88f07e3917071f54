import { expect, it } from 'vitest';
import { storm } from './support/blast-storm.ts';
import { blastTo } from './support/blasts.ts';
import { gateway } from './support/gateway.ts';
import { start } from './support/program.ts';

it.each([
  ['that takes whatever it is posted: what is in doubt stays so', false],
  ['that knows keys: nothing is in doubt', true],
])(
  'a run is killed at any moment against a gateway %s, and no key is taken twice, none is lost',
  async (_, knowsKeys) => {
    const after = await storm({ people: 2000, kills: 4, deaths: 2, knowsKeys, patience: 600, seed: String(knowsKeys) });
    expect(after).toMatchObject({ twice: 0, unknown: 0, invented: 0 });
    const { handed = 0, uncertain = 0 } = after.outcomes;
    expect(handed + uncertain).toBe(2000);
    if (knowsKeys) expect([after.taken, uncertain]).toEqual([2000, 0]);
    else expect(uncertain).toBeLessThanOrEqual(after.doubtful);
  },
  60_000,
);

it('a run that is interrupted keeps what it was told, and leaves nothing in hand and nothing in doubt', async () => {
  const place = await blastTo(200);
  await place.ok('blasts edit spring --rate 1000000');
  await place.ok('blasts send spring');
  const there = await gateway({ behaves: () => ({ does: 'dawdles', milliseconds: 60 }) });
  const { child, ended } = start(place, ['blasts', 'run', 'spring', '--transport', 'http', '--url', there.url]);
  while (there.posted.length < 40) await new Promise((done) => setTimeout(done, 10));
  child.kill('SIGINT');
  const { code, err } = await ended;
  expect(code, err).toBe(130);
  expect(err).toContain('what became of the messages in hand is kept');
  const { outcomes } = await place.json<{ outcomes: Record<string, number> }>('blasts show spring');
  expect(outcomes).toMatchObject({
    handed: there.taken.size,
    waiting: 200 - there.taken.size,
    claimed: 0,
    uncertain: 0,
  });
  expect(there.taken.size).toBeLessThan(200);
  expect(await place.json(`blasts run spring --transport http --url ${there.url}`)).toMatchObject({
    blasts: [{ state: 'completed', outcomes: { handed: 200 } }],
  });
  expect([...there.taken.values()].every((times) => times === 1)).toBe(true);
});
