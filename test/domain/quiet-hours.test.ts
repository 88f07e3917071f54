import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { areaOf } from '../../src/domain/number-areas.ts';
import { FEDERAL_RULE, STATE_RULES } from '../../src/domain/quiet-hour-rules.ts';
import { isTimeZone, ownWindow, ruleOf, windowOpensAt, zoneOf } from '../../src/domain/quiet-hours.ts';
import { offsetAt } from '../../src/domain/time-zones.ts';
import { isOpenAt } from '../../src/domain/week-hours.ts';

const NY = 'America/New_York';
const iso = (at: number) => new Date(at).toISOString();
const place = (zone: string, state: string | null = null, also: string | null = null) => ({ zone, state, also });

describe('where a recipient is', () => {
  it.each([
    ['the zone that is kept for them', '+12125550123', 'Europe/Berlin', 'Europe/Berlin', 'NY', 'contact'],
    ['the area of their number', '+13055550123', null, NY, 'FL', 'area'],
    ['that of their number where the zone kept is none', '+13055550123', 'Mars/Olympus', NY, 'FL', 'area'],
    ["the line's where the number is of another country", '+4930901820', null, 'America/Chicago', null, 'line'],
    ["the line's where the number is toll-free", '+18005550123', null, 'America/Chicago', null, 'line'],
    ["the line's where there is no number", null, null, 'America/Chicago', null, 'line'],
    ['the zone that is kept, without a number', null, 'Asia/Tokyo', 'Asia/Tokyo', null, 'contact'],
  ])('is %s', (_, phone, timeZone, zone, state, from) => {
    expect(zoneOf({ phone, timeZone }, 'America/Chicago')).toEqual({ zone, state, from, also: null });
  });

  it('is in both zones where the area of their number lies in two', () => {
    expect(zoneOf({ phone: '+18505550123', timeZone: null }, 'UTC')).toEqual({
      zone: 'America/Chicago',
      state: 'FL',
      from: 'area',
      also: NY,
    });
  });

  it('is by UTC where even the line has no zone', () => {
    expect(zoneOf({ phone: null, timeZone: null }, '').zone).toBe('UTC');
  });
});

describe('the areas of numbers', () => {
  const codes = Array.from({ length: 800 }, (_, i) => i + 200);
  const countryOf = (code: number) => {
    const number = parsePhoneNumberFromString(`+1${code}2345678`);
    return number?.getType() === 'FIXED_LINE_OR_MOBILE' ? number.country : undefined;
  };

  it('are all that the United States and Canada use, as another list has them', () => {
    const used = codes.filter((code) => ['US', 'CA', 'PR', 'VI', 'GU', 'MP', 'AS'].includes(countryOf(code) ?? ''));
    expect(used.length).toBeGreaterThan(410);
    expect(used.filter((code) => areaOf(`+1${code}5550100`) === undefined)).toEqual([]);
  });

  it('are none of other countries, and none without a place', () => {
    for (const code of [242, 246, 441, 809, 876, 500, 533, 600, 700, 800, 822, 833, 888, 900, 911, 999])
      expect(areaOf(`+1${code}5550100`)).toBeUndefined();
    for (const phone of ['', '12015550100', '+1201555010', '+120155501000', '+2015550100', '+1201555010x'])
      expect(areaOf(phone)).toBeUndefined();
  });

  it('lie in zones that exist, and in the country that the other list says', () => {
    const canadian = new Set(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'ON', 'QC', 'SK', 'YT']);
    for (const code of codes) {
      const area = areaOf(`+1${code}5550100`);
      if (area === undefined) continue;
      expect(isTimeZone(area.zone) && (area.also === null || isTimeZone(area.also))).toBe(true);
      expect(area.state).toMatch(/^[A-Z]{2}$/);
      if (countryOf(code) !== undefined) expect(countryOf(code) === 'CA').toBe(canadian.has(area.state));
    }
  });

  it('cover every state, the stricter ones among them', () => {
    const states = new Set(codes.flatMap((code) => areaOf(`+1${code}5550100`)?.state ?? []));
    expect(states.size).toBe(50 + 1 + 5 + 10);
    expect([...STATE_RULES.keys()].filter((state) => !states.has(state))).toEqual([]);
  });
});

describe('a message waits for the hours of the law', () => {
  it.each([
    // 2026-11-26 is a Thursday, 28 a Saturday, 29 a Sunday.
    ['inside', place(NY), '2026-11-26T15:00:00Z', '2026-11-26T15:00:00.000Z'],
    ['at 8 sharp', place(NY), '2026-11-26T13:00:00Z', '2026-11-26T13:00:00.000Z'],
    ['a millisecond before 8', place(NY), '2026-11-26T12:59:59.999Z', '2026-11-26T13:00:00.000Z'],
    ['a millisecond before 21', place(NY), '2026-11-27T01:59:59.999Z', '2026-11-27T01:59:59.999Z'],
    ['at 21 sharp', place(NY), '2026-11-27T02:00:00Z', '2026-11-27T13:00:00.000Z'],
    ['at 20 in Florida', place(NY, 'FL'), '2026-11-27T01:00:00Z', '2026-11-27T13:00:00.000Z'],
    ['at 8 in Connecticut', place(NY, 'CT'), '2026-11-26T13:00:00Z', '2026-11-26T14:00:00.000Z'],
    ['on Sunday morning in Texas', place('America/Chicago', 'TX'), '2026-11-29T16:00:00Z', '2026-11-29T18:00:00.000Z'],
    [
      'on Saturday morning in Texas',
      place('America/Chicago', 'TX'),
      '2026-11-28T16:00:00Z',
      '2026-11-28T16:00:00.000Z',
    ],
    ['on Friday evening in Rhode Island', place(NY, 'RI'), '2026-11-27T23:00:00Z', '2026-11-28T15:00:00.000Z'],
    ['on Sunday evening in Rhode Island', place(NY, 'RI'), '2026-11-29T22:00:00Z', '2026-11-30T14:00:00.000Z'],
    ['in Tokyo', place('Asia/Tokyo'), '2026-11-26T13:00:00Z', '2026-11-26T23:00:00.000Z'],
    ['in Nepal', place('Asia/Kathmandu'), '2026-11-26T00:00:00Z', '2026-11-26T02:15:00.000Z'],
    ['the night the clocks go forward', place(NY), '2026-03-08T03:00:00Z', '2026-03-08T12:00:00.000Z'],
    ['the night the clocks go back', place(NY), '2026-11-01T02:00:00Z', '2026-11-01T13:00:00.000Z'],
    [
      'in an area of two zones, before 8 in the later',
      place('America/Chicago', null, 'America/Denver'),
      '2026-11-26T14:00:00Z',
      '2026-11-26T15:00:00.000Z',
    ],
    [
      'in an area of two zones, at 21 in the earlier',
      place('America/Chicago', null, NY),
      '2026-11-27T02:00:00Z',
      '2026-11-27T14:00:00.000Z',
    ],
  ])('%s', (_, where, at, opens) => expect(iso(windowOpensAt(Date.parse(at), where))).toBe(opens));

  it.each([
    ['later', '09:00', '18:00', '2026-11-26T13:00:00Z', '2026-11-26T14:00:00.000Z'],
    ['shorter', '09:00', '18:00', '2026-11-26T23:00:00Z', '2026-11-27T14:00:00.000Z'],
    ['never wider', '00:00', '24:00', '2026-11-27T02:00:00Z', '2026-11-27T13:00:00.000Z'],
    ['never earlier', '06:00', '10:00', '2026-11-26T11:00:00Z', '2026-11-26T13:00:00.000Z'],
  ])("a workspace's own hours make it %s", (_, from, to, at, opens) => {
    expect(iso(windowOpensAt(Date.parse(at), place(NY), { from, to }))).toBe(opens);
  });

  it('for ever, where its own hours leave nothing of those of a stricter state', () => {
    const at = Date.parse('2026-11-26T13:00:00Z');
    expect(windowOpensAt(at, place(NY, 'RI'), { from: '18:00', to: '20:00' })).toBe(Number.POSITIVE_INFINITY);
    for (const where of [place(NY), place(NY, null, 'America/Chicago')])
      expect(windowOpensAt(at, where, { from: 'x', to: '20:00' })).toBe(Number.POSITIVE_INFINITY);
    expect(windowOpensAt(at, place('America/Chicago', null, 'America/Denver'), { from: '08:00', to: '09:00' })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('of its own, unless they are none or leave nothing', () => {
    expect(ownWindow({ from: '9:00', to: '18:30' })).toEqual({ from: 540, to: 1110 });
    for (const own of [
      { from: '18:00', to: '09:00' },
      { from: '25:00', to: '26:00' },
      { from: '', to: '' },
    ])
      expect(() => ownWindow(own)).toThrow(expect.objectContaining({ code: 'bad-window' }));
    expect(() => ownWindow({ from: '21:00', to: '23:00' })).toThrow(/no message may go out/);
  });

  const anywhere = fc.record({
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    state: fc.constantFrom(null, ...STATE_RULES.keys()),
  });
  const anytime = fc.integer({ min: Date.UTC(2023), max: Date.UTC(2040) });

  it('never sends it early, never outside them, and never later than need be', () => {
    fc.assert(
      fc.property(anywhere, anytime, (where, at) => {
        const opens = windowOpensAt(at, where);
        const { week } = ruleOf(where.state);
        expect(opens).toBeGreaterThanOrEqual(at);
        expect(isOpenAt(week, opens, where.zone)).toBe(true);
        if (opens > at) expect(isOpenAt(week, opens - 1, where.zone)).toBe(false);
        for (let quarter = Math.ceil(at / 900_000) * 900_000; quarter < opens; quarter += 900_000)
          if (isOpenAt(week, quarter, where.zone)) throw new Error(`${iso(quarter)} would have done`);
      }),
      { numRuns: 500 },
    );
  });

  it("whatever its own hours, inside the law's", () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 });
    const clock = (n: number) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(anywhere, anytime, minute, minute, (where, at, from, to) => {
        const opens = windowOpensAt(at, where, { from: clock(from), to: clock(to) });
        if (opens === Number.POSITIVE_INFINITY) return;
        const local = (opens + offsetAt(where.zone, opens)) % 86_400_000;
        expect(isOpenAt(ruleOf(where.state).week, opens, where.zone)).toBe(true);
        expect(local >= from * 60_000 && local < to * 60_000).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it('no state is laxer than the country', () => {
  const [federal] = FEDERAL_RULE.week[0] ?? [];
  for (const [state, { week, source }] of STATE_RULES) {
    expect(week.length, state).toBe(7);
    expect(source, state).not.toBe('');
    for (const { from, to } of week.flat()) expect(from >= federal!.from && to <= federal!.to, state).toBe(true);
  }
});
