import { invalid } from './errors.ts';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const LONGEST = 100 * 366 * UNITS.d;

/** Milliseconds of a duration such as `90s`, `30m`, `12h`, `7d`, `2w` or `1h30m`. */
export function duration(text: string): number {
  const written = text.trim().toLowerCase();
  if (!/^(?:\d{1,9}[smhdw])+$/.test(written)) {
    throw invalid('bad-duration', `“${text}” is no duration`, {
      hint: 'write a number and s, m, h, d or w: 7d, 12h, 90s',
    });
  }
  let total = 0;
  for (const [, count, unit] of written.matchAll(/(\d+)([smhdw])/g))
    total += Number(count) * UNITS[unit as keyof typeof UNITS];
  if (total > LONGEST) throw invalid('bad-duration', `“${text}” is longer than a hundred years`);
  return total;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** The instant (milliseconds, UTC) of a date, which begins at midnight UTC, or of an RFC 3339 time. */
export function instant(text: string): number {
  const found = DATE.exec(text.trim()) ?? DATE_TIME.exec(text.trim());
  if (found === null) {
    throw invalid('bad-time', `“${text}” is no date or time`, { hint: 'write 2026-11-21 or 2026-11-21T19:30:00Z' });
  }
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', sign, aheadHours = 0, aheadMinutes = 0] =
    found;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  const told =
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(aheadHours) < 24 &&
    Number(aheadMinutes) < 60;
  if (!real || !told) throw invalid('bad-time', `“${text}” is not in the calendar or on the clock`);
  const ahead = (Number(aheadHours) * UNITS.h + Number(aheadMinutes) * UNITS.m) * (sign === '-' ? -1 : 1);
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return at.getTime() + Number(hour) * UNITS.h + Number(minute) * UNITS.m + Number(second) * UNITS.s + ms - ahead;
}

/** An instant as RFC 3339 in UTC, without a fraction where there is none. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** Milliseconds as a duration that `duration` reads back: `1d`, `1h30m`, `0s`; parts of a second are left out. */
export function durationText(ms: number): string {
  let left = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.floor(left / UNITS[unit]);
    left -= count * UNITS[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
