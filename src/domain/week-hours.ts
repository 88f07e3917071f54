import { offsetAt, QUARTER } from './time-zones.ts';

/** A stretch of a local day, in minutes since its midnight: open from `from` until just before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When it is open on each day of a week, Sunday first; the spans of a day are in order and apart. */
export type Week = readonly (readonly Span[])[];

/** The minutes of a day. */
export const DAY = 24 * 60;

const MINUTE = 60_000;
const DAY_MS = DAY * MINUTE;
const UNIX_BEGAN_ON = 4;

/** The minute of the day that `9`, `9:30`, `09:30` or `24:00` says, or nothing. */
export function clockMinute(text: string): number | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text.trim()) ?? [];
  const told = Number(hour) * 60 + Number(minute);
  return told <= DAY ? told : undefined;
}

/** A minute of the day as `09:30`. */
export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A week in which every day has the same hours. */
export const everyDay = (from: number, to: number): Week => Array.from({ length: 7 }, () => [{ from, to }]);

/** What of a week lies within a stretch of each day. */
export const narrowed = (week: Week, { from, to }: Span): Week =>
  week.map((day) =>
    day
      .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
      .filter((span) => span.from < span.to),
  );

/** Whether it is open at an instant, by the clocks of a zone. */
export const isOpenAt = (week: Week, at: number, zone: string): boolean => waitAt(week, at + offsetAt(zone, at)) === 0;

/**
 * The first instant, not before `at`, at which it is open by the clocks of a zone; `Infinity` where it never is.
 * Where clocks go forward over an opening, it opens as they do; where they go back into open hours, it is open again.
 */
export function opensAt(week: Week, at: number, zone: string): number {
  for (let now = at; ; ) {
    const offset = offsetAt(zone, now);
    const opening = now + waitAt(week, now + offset);
    if (opening === now || opening === Number.POSITIVE_INFINITY || offsetAt(zone, opening) === offset) return opening;
    now = changeBetween(zone, now, opening, offset);
  }
}

/** How long until it opens, by a clock that nobody moves. */
function waitAt(week: Week, local: number): number {
  const day = Math.floor(local / DAY_MS);
  const into = local - day * DAY_MS;
  for (let ahead = 0; ahead <= 7; ahead++) {
    const spans = week[(((day + UNIX_BEGAN_ON + ahead) % 7) + 7) % 7] ?? [];
    for (const { from, to } of spans) {
      const begins = ahead * DAY_MS + from * MINUTE;
      if (into < ahead * DAY_MS + to * MINUTE) return Math.max(0, begins - into);
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The instant after `from`, and not after `to`, at which a zone's clocks leave an offset. */
function changeBetween(zone: string, from: number, to: number, offset: number): number {
  let before = Math.floor(from / QUARTER);
  let after = Math.floor(to / QUARTER);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle * QUARTER) === offset) before = middle;
    else after = middle;
  }
  return after * QUARTER;
}
