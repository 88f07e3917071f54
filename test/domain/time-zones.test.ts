import { describe, expect, it } from 'vitest';
import { isTimeZone, offsetAt, timeZone } from '../../src/domain/time-zones.ts';

const HOUR = 3_600_000;

describe('a time zone is a name of the IANA database', () => {
  it.each(['America/New_York', 'Europe/Berlin', 'UTC', 'america/new_york', 'US/Eastern', 'Asia/Kolkata'])(
    '%s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', ' ', '+02:00', 'Mars/Olympus', 'New York', '__proto__', 'x'.repeat(100_000), 'UTC\n'])(
    '%.20j is none',
    (name) => expect(isTimeZone(name)).toBe(false),
  );

  it('and is kept as the database writes it', () => {
    expect(timeZone(' america/new_york ')).toBe('America/New_York');
    expect(timeZone('UTC')).toBe('UTC');
  });

  it.each([
    ['America/NewYork', 'America/New_York'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['berlin', 'Europe/Berlin'],
  ])('%s is near to %s', (word, near) => {
    expect(() => timeZone(word)).toThrow(
      expect.objectContaining({ code: 'unknown-time-zone', hint: `did you mean “${near}”?` }),
    );
  });
});

describe('clocks are ahead of UTC by so many hours', () => {
  it.each([
    ['America/New_York', '2026-01-15T12:00:00Z', -5],
    ['America/New_York', '2026-03-08T06:59:59.999Z', -5],
    ['America/New_York', '2026-03-08T07:00:00Z', -4],
    ['America/New_York', '2026-11-01T05:59:59.999Z', -4],
    ['America/New_York', '2026-11-01T06:00:00Z', -5],
    ['America/Phoenix', '2026-07-15T12:00:00Z', -7],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', 5.75],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 10.5],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', 11],
    ['Europe/Berlin', '1969-12-31T23:59:59Z', 1],
    ['nowhere', '2026-01-01T00:00:00Z', 0],
  ])('%s at %s: %d', (zone, at, hours) => expect(offsetAt(zone, Date.parse(at))).toBe(hours * HOUR));

  it('which change on a quarter of an hour only, everywhere, from 2023 on', () => {
    const changes = Intl.supportedValuesOf('timeZone').flatMap((zone) =>
      [...Array(15 * 12).keys()].flatMap((month) => {
        const from = Date.UTC(2023, month, 1);
        const to = Date.UTC(2023, month + 1, 1);
        return offsetAt(zone, from) === offsetAt(zone, to) ? [] : [changeOf(zone, from, to)];
      }),
    );
    expect(changes.length).toBeGreaterThan(1000);
    expect(changes.filter((change) => change % (15 * 60_000) !== 0)).toEqual([]);
  }, 60_000);
});

/** The second at which a zone's clocks change, by asking the calendar itself. */
function changeOf(zone: string, from: number, to: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (at: number) => format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  const before = offset(from);
  let [low, high] = [from / 1000, to / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}
