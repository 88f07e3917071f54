import { invalid } from './errors.ts';
import { clockMinute, clockTime, DAY, everyDay, isOpenAt, opensAt, type Span, type Week } from './week-hours.ts';
import { nearest } from './words.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const LONGEST = 500;
const FORM = 'write days and times, parted by ;: mon-fri 09:00-17:00; sat 10:00-14:00; or always, or closed';

/**
 * Reads `mon-fri 09:00-17:00; sat 10:00-14:00`, `always` or `closed` (case does not count). Days and times may be listed
 * with commas; times that end before they begin run into the next day. Throws `bad-hours`.
 */
export function businessHours(text: string): Week {
  const written = text.trim().toLowerCase();
  if (written === 'always') return everyDay(0, DAY);
  if (written === 'closed') return DAYS.map(() => []);
  if (written === '' || written.length > LONGEST) throw bad(`“${written.slice(0, 40)}” is no hours`);
  const week: Span[][] = DAYS.map(() => []);
  for (const rule of written.split(';').filter((part) => part.trim() !== '')) addRule(week, rule.trim());
  return week.map(joined);
}

/** Business hours in their one canonical writing, which `businessHours` reads back. */
export function hoursText(week: Week): string {
  const times = week.map((spans) => spans.map(({ from, to }) => `${clockTime(from)}-${clockTime(to)}`).join(','));
  if (times.every((time) => time === '')) return 'closed';
  if (times.every((time) => time === `00:00-${clockTime(DAY)}`)) return 'always';
  const rules: string[] = [];
  // A week is read from Monday on.
  for (let day = 1; day <= 7; ) {
    const time = times[day % 7] ?? '';
    let last = day;
    while (last < 7 && times[(last + 1) % 7] === time) last++;
    if (time !== '') rules.push(`${daysFrom(day, last)} ${time}`);
    day = last + 1;
  }
  return rules.join('; ');
}

/** Whether an instant lies within business hours, by the clocks of a zone. */
export const isWithin = (hours: Week, at: number, zone: string): boolean => isOpenAt(hours, at, zone);

/** The first instant, not before `at`, that lies within business hours; nothing where it is always closed. */
export function nextOpening(hours: Week, at: number, zone: string): number | undefined {
  const opening = opensAt(hours, at, zone);
  return opening === Number.POSITIVE_INFINITY ? undefined : opening;
}

function daysFrom(first: number, last: number): string {
  const [from, to] = [DAYS[first % 7], DAYS[last % 7]];
  if (first === last) return String(from);
  return `${from}${last - first === 1 ? ',' : '-'}${to}`;
}

function addRule(week: Span[][], rule: string): void {
  const [, days = '', times = ''] = /^([^\d]*?)[\s:]*(\d.*)$/.exec(rule) ?? [];
  if (days === '' || times === '') throw bad(`“${rule.slice(0, 40)}” names no ${days === '' ? 'days' : 'times'}`);
  const named = days.split(',').flatMap((range) => daysOf(range.trim()));
  for (const span of times.split(',').map((time) => spanOf(time.trim())))
    for (const day of named) {
      week[day]?.push({ from: span.from, to: Math.min(span.to, DAY) });
      if (span.to > DAY) week[(day + 1) % 7]?.push({ from: 0, to: span.to - DAY });
    }
}

function daysOf(range: string): number[] {
  const [first = 0, last = first, ...more] = range.split('-').map((word) => dayOf(word.trim()));
  if (more.length > 0) throw bad(`“${range.slice(0, 40)}” is no range of days`);
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
}

function dayOf(word: string): number {
  const day = NAMES.findIndex((name) => word.length >= 3 && name.startsWith(word));
  if (day >= 0) return day;
  const near = nearest(word, NAMES);
  throw bad(`“${word.slice(0, 40)}” is no day`, near ? `did you mean “${near.slice(0, 3)}”?` : FORM);
}

/** One stretch from a day's midnight on; one that ends after the next midnight goes beyond the day. */
function spanOf(time: string): Span {
  const [from, to, ...more] = time.split('-').map(clockMinute);
  if (from === undefined || to === undefined || more.length > 0 || from === to || from === DAY)
    throw bad(`“${time.slice(0, 40)}” is no stretch of a day`);
  return { from, to: to < from ? to + DAY : to };
}

function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (span.from === span.to) continue;
    if (last === undefined || last.to < span.from) apart.push(span);
    else apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return apart;
}

const bad = (message: string, hint = FORM) => invalid('bad-hours', message, { hint });
