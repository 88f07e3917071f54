import { describe, expect, it } from 'vitest';
import { LINE_KINDS } from '../../src/domain/line-kinds.ts';
import { duration, rateOf } from '../../src/domain/pace.ts';

describe('a line hands over so many segments a second', () => {
  it.each([
    ['sms', '+12015550123', 1],
    ['sms', '+4930901820', 1],
    ['sms', '+18005550123', 25],
    ['sms', '+18885550123', 25],
    ['sms', '+18225550123', 1],
    ['sms', '+4980055501', 1],
    ['sms', '12345', 100],
    ['sms', '741741', 100],
    ['whatsapp', '+12015550123', 80],
    ['telegram', '@acme', 80],
  ])('%s %s: %i', (kind, address, rate) => expect(rateOf({ kind, address })).toBe(rate));

  it('whatever its kind', () => {
    for (const kind of LINE_KINDS) expect(rateOf({ kind, address: '+12015550123' })).toBeGreaterThan(0);
  });
});

it('so many segments take so long', () => {
  expect(duration(0, 1)).toBe(0);
  expect(duration(90, 1)).toBe(90_000);
  expect(duration(100, 25)).toBe(4_000);
  expect(duration(1, 80)).toBe(13);
});
