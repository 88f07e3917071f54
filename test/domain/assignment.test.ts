import { describe, expect, it } from 'vitest';
import { chosen } from '../../src/domain/assignment.ts';

const of = (...loads: readonly (readonly [name: string, load: number])[]) =>
  loads.map(([emailKey, load], i) => ({ userId: i + 1, emailKey, load }));

describe('conversations are dealt out', () => {
  it('to each in turn by e-mail address, after whoever had the turn last', () => {
    const team = of(['cy', 9], ['bo', 0], ['di', 0]);
    const after = (last: string | null) => chosen('round-robin', team, last)?.emailKey;
    expect([null, 'bo', 'cy', 'di'].map(after)).toEqual(['bo', 'cy', 'di', 'bo']);
  });

  it('after the place of one who is in the team no longer', () => {
    expect(chosen('round-robin', of(['bo', 0], ['di', 0]), 'cy')?.emailKey).toBe('di');
    expect(chosen('round-robin', of(['bo', 0], ['di', 0]), 'zoe')?.emailKey).toBe('bo');
  });

  it('to whoever has the least to do, in turn where several have as little', () => {
    const team = of(['bo', 2], ['cy', 1], ['di', 1]);
    expect(chosen('least-loaded', team, null)?.emailKey).toBe('cy');
    expect(chosen('least-loaded', team, 'cy')?.emailKey).toBe('di');
    expect(chosen('least-loaded', team, 'di')?.emailKey).toBe('cy');
  });

  it('to nobody where nothing is dealt out, or nobody is there', () => {
    expect(chosen('off', of(['bo', 0]), null)).toBeUndefined();
    expect(chosen('least-loaded', [], 'bo')).toBeUndefined();
  });
});
