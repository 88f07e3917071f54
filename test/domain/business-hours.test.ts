import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessHours, hoursText, isWithin, nextOpening } from '../../src/domain/business-hours.ts';

const NY = 'America/New_York';
const OFFICE = businessHours('mon-fri 09:00-17:00; sat 10:00-14:00');
const at = (text: string) => Date.parse(text);

describe('hours are read, and written in one way', () => {
  it.each([
    ['mon-fri 09:00-17:00; sat 10:00-14:00', 'mon-fri 09:00-17:00; sat 10:00-14:00'],
    ['MON-FRI 9-17', 'mon-fri 09:00-17:00'],
    ['monday - friday: 9:00 - 17:00 ;', 'mon-fri 09:00-17:00'],
    ['sat 10-14; mon-fri 9-12, 13-17', 'mon-fri 09:00-12:00,13:00-17:00; sat 10:00-14:00'],
    ['mon,wed,fri 8-12', 'mon 08:00-12:00; wed 08:00-12:00; fri 08:00-12:00'],
    ['sat-mon 8-12', 'mon 08:00-12:00; sat,sun 08:00-12:00'],
    ['fri 22:00-02:00', 'fri 22:00-24:00; sat 00:00-02:00'],
    ['sat 22-24; sun 20-4', 'mon 00:00-04:00; sat 22:00-24:00; sun 20:00-24:00'],
    ['mon 9-12; mon 11-15; mon 15-16', 'mon 09:00-16:00'],
    ['mon-sun 0-24', 'always'],
    ['Always', 'always'],
    ['closed', 'closed'],
  ])('%j → %j', (text, canonical) => {
    expect(hoursText(businessHours(text))).toBe(canonical);
    expect(businessHours(canonical)).toEqual(businessHours(text));
  });

  it.each([
    ['', 'is no hours'],
    ['mon-fri', 'names no'],
    ['09:00-17:00', 'names no days'],
    ['mno 9-17', '“mno” is no day'],
    ['mon-wed-fri 9-17', 'is no range of days'],
    ['mon 9-9', '“9-9” is no stretch of a day'],
    ['mon 9-25', '“9-25” is no stretch of a day'],
    ['mon 9', '“9” is no stretch of a day'],
    ['mon 9:60-17', '“9:60-17” is no stretch of a day'],
    ['mon 24:00-2:00', 'is no stretch of a day'],
    ['mo 9-17', '“mo” is no day'],
    ['mon 9-17;'.repeat(1000), 'is no hours'],
  ])('%.20j: %s', (text, message) => {
    expect(() => businessHours(text)).toThrow(
      expect.objectContaining({ code: 'bad-hours', message: expect.stringContaining(message) }),
    );
  });

  it('what was written is read back', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 96 })).filter(([a, b]) => a !== b);
    const clock = (n: number) => `${Math.floor(n / 4)}:${String((n % 4) * 15).padStart(2, '0')}`;
    const rule = fc
      .tuple(fc.constantFrom('mon', 'tue', 'sat', 'sun', 'mon-fri', 'sat-mon', 'tue,thu'), span)
      .map(([days, [from, to]]) => `${days} ${clock(from)}-${clock(to)}`);
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (rules) => {
        const hours = businessHours(rules.join('; '));
        expect(businessHours(hoursText(hours))).toEqual(hours);
      }),
    );
  });
});

describe('an instant is within hours by the clocks of a zone', () => {
  it.each([
    ['2026-11-26T14:00:00Z', true, 'Thursday, 9 sharp'],
    ['2026-11-26T13:59:59.999Z', false, 'just before'],
    ['2026-11-26T22:00:00Z', false, 'Thursday, 17 sharp'],
    ['2026-11-28T18:59:59.999Z', true, 'Saturday, just before 14'],
    ['2026-11-29T16:00:00Z', false, 'Sunday'],
  ])('%s: %s (%s)', (time, within) => expect(isWithin(OFFICE, at(time), NY)).toBe(within));

  it('always, or never', () => {
    expect(isWithin(businessHours('always'), at('2026-11-29T03:00:00Z'), NY)).toBe(true);
    expect(isWithin(businessHours('closed'), at('2026-11-26T15:00:00Z'), NY)).toBe(false);
  });
});

describe('it opens next', () => {
  it.each([
    ['now', 'mon-fri 09:00-17:00', '2026-11-26T15:00:00Z', '2026-11-26T15:00:00.000Z'],
    ['tomorrow', 'mon-fri 09:00-17:00', '2026-11-26T23:00:00Z', '2026-11-27T14:00:00.000Z'],
    ['after the weekend', 'mon-fri 09:00-17:00', '2026-11-27T23:00:00Z', '2026-11-30T14:00:00.000Z'],
    ['in a week', 'thu 09:00-10:00', '2026-11-26T15:00:00Z', '2026-12-03T14:00:00.000Z'],
    ['an hour sooner, once clocks went forward', 'sun 09:00-17:00', '2026-03-07T22:00:00Z', '2026-03-08T13:00:00.000Z'],
    ['as clocks go forward over it', 'sun 02:30-04:00', '2026-03-08T05:00:00Z', '2026-03-08T07:00:00.000Z'],
    [
      'a week on, where clocks leap over all of it',
      'sun 02:15-02:45',
      '2026-03-08T05:00:00Z',
      '2026-03-15T06:15:00.000Z',
    ],
    ['again, as clocks go back into it', 'sun 01:00-01:30', '2026-11-01T05:45:00Z', '2026-11-01T06:00:00.000Z'],
  ])('%s', (_, hours, time, opens) => {
    expect(new Date(nextOpening(businessHours(hours), at(time), NY)!).toISOString()).toBe(opens);
  });

  it('never, where it is closed', () => expect(nextOpening(businessHours('closed'), 0, NY)).toBeUndefined());
});
