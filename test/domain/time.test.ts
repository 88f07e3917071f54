import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, durationText, instant, rfc3339 } from '../../src/domain/time.ts';

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1h30m', 5_400_000],
    [' 7D ', 604_800_000],
    ['0s', 0],
  ])('%s', (text, ms) => expect(duration(text)).toBe(ms));

  it.each([
    [0, '0s'],
    [5_400_000, '1h30m'],
    [86_400_000, '1d'],
    [694_861_999, '8d1h1m1s'],
  ])('%d milliseconds are written %s, which is read back', (ms, text) => {
    expect(durationText(ms)).toBe(text);
    expect(duration(text)).toBe(ms - (ms % 1000));
  });

  it.each(['', '7', 'd', '7 d', '-7d', '1.5h', '7y', '7dd', '99999999w', '9'.repeat(100_000)])(
    '%.20j is none',
    (text) => {
      expect(() => duration(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'bad-duration' }));
    },
  );
});

describe('instants', () => {
  it.each([
    ['2026-11-21', '2026-11-21T00:00:00Z'],
    ['2026-11-21T19:30:00Z', '2026-11-21T19:30:00Z'],
    ['2026-11-21t19:30:00z', '2026-11-21T19:30:00Z'],
    ['2026-11-21 19:30:00+01:30', '2026-11-21T18:00:00Z'],
    ['2026-11-21T19:30:00-05:00', '2026-11-22T00:30:00Z'],
    ['2026-11-21T19:30:00.25Z', '2026-11-21T19:30:00.250Z'],
    ['2026-11-21T19:30:00.123456789Z', '2026-11-21T19:30:00.123Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['0001-01-01', '0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('%s', (text, written) => expect(rfc3339(instant(text))).toBe(written));

  it.each([
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2025-02-29',
    '2026-11-21T19:30',
    '2026-11-21T19:30:00',
    '2026-11-21T24:00:00Z',
    '2026-11-21T19:60:00Z',
    '2026-11-21T19:30:60Z',
    '2026-11-21T19:30:00+25:00',
    '21.11.2026',
    '1790000000',
  ])('%j is none', (text) => {
    expect(() => instant(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'bad-time' }));
  });

  it('what is written is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
        expect(instant(rfc3339(ms))).toBe(ms);
      }),
    );
  });
});
