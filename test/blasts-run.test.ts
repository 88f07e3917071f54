import { expect, it } from 'vitest';
import { storm } from './support/blast-storm.ts';

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
