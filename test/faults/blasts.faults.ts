import { expect, it } from 'vitest';
import { storm } from '../support/blast-storm.ts';

it.each([
  ['takes whatever it is posted', false],
  ['knows keys', true],
])('a blast of 50,000, killed ten times, to a gateway that fails, dawdles, dies and %s', async (what, knowsKeys) => {
  const people = 50_000;
  const after = await storm({ people, kills: 10, deaths: 6, knowsKeys, patience: 5000, seed: `full ${knowsKeys}` });
  console.log(`F9: a gateway that ${what}: ${JSON.stringify(after)}`);
  expect(after).toMatchObject({ twice: 0, unknown: 0, invented: 0, killed: 10 });
  const { handed = 0, uncertain = 0 } = after.outcomes;
  expect(handed + uncertain).toBe(people);
  if (knowsKeys) expect([after.taken, uncertain]).toEqual([people, 0]);
  else expect(uncertain).toBeLessThanOrEqual(after.doubtful);
});
