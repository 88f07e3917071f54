import { invalid } from './errors.ts';
import { areaOf } from './number-areas.ts';
import { FEDERAL_RULE, type QuietHourRule, STATE_RULES } from './quiet-hour-rules.ts';
import { isTimeZone } from './time-zones.ts';
import { clockMinute, narrowed, opensAt, type Span, type Week } from './week-hours.ts';

export { isTimeZone } from './time-zones.ts';

/** Where a recipient is taken to be: `also` is a second zone in which their number's area lies, and `from` whence we know. */
export interface Place {
  readonly zone: string;
  readonly state: string | null;
  readonly from: 'contact' | 'area' | 'line';
  readonly also?: string | null;
}

/** A workspace's own hours for sending, as `09:00` and `18:00`. */
export interface OwnWindow {
  readonly from: string;
  readonly to: string;
}

/**
 * The zone and the state of a recipient: the zone that is kept for them, else that of their number's area, else the line's.
 * The state is that of the number, whatever zone is kept: laws presume that whoever has its number lives there.
 */
export function zoneOf(
  recipient: { readonly phone: string | null; readonly timeZone: string | null },
  lineZone: string,
): Place {
  const area = recipient.phone === null ? undefined : areaOf(recipient.phone);
  const state = area?.state ?? null;
  if (recipient.timeZone !== null && isTimeZone(recipient.timeZone))
    return { zone: recipient.timeZone, state, from: 'contact', also: null };
  if (area !== undefined) return { zone: area.zone, state, from: 'area', also: area.also };
  return { zone: isTimeZone(lineZone) ? lineZone : 'UTC', state: null, from: 'line', also: null };
}

/** The law that says when a recipient in that state may be written to. */
export const ruleOf = (state: string | null): QuietHourRule => (state && STATE_RULES.get(state)) || FEDERAL_RULE;

/**
 * When a message that is due at `at` may go out: `at` itself inside the hours of the law, else the instant at which they
 * begin; a workspace's own window narrows them and never widens. `Infinity` where the two leave no hour at all, which
 * `ownWindow` refuses for the country, and a stricter state may still bring about.
 */
export function windowOpensAt(
  at: number,
  { zone, state, also = null }: Pick<Place, 'zone' | 'state' | 'also'>,
  own?: OwnWindow,
): number {
  const week = weekOf(state, own);
  for (let now = at; now - at <= MOST_WAIT; ) {
    const here = opensAt(week, now, zone);
    if (also === null || here === Number.POSITIVE_INFINITY) return here;
    // The workspace's window is kept in one zone, the law in both.
    now = opensAt(ruleOf(state).week, here, also);
    if (now === here) return here;
  }
  return Number.POSITIVE_INFINITY;
}

/** Reads a workspace's own window; throws `bad-window` where it is none, or leaves nothing of the law's hours. */
export function ownWindow({ from, to }: OwnWindow): Span {
  const span = spanOf({ from, to });
  if (span === undefined)
    throw invalid('bad-window', `“${from}-${to}” is no stretch of a day`, { hint: 'write it as 09:00-18:00' });
  if (narrowed(FEDERAL_RULE.week, span).every((day) => day.length === 0))
    throw invalid('bad-window', `from ${from} to ${to} no message may go out`, {
      hint: `the law lets them go out between 08:00 and 21:00 (${FEDERAL_RULE.source})`,
    });
  return span;
}

/** Who has not come into a common hour of two zones in two weeks never will. */
const MOST_WAIT = 15 * 86_400_000;
const MOST_KEPT = 1_000;
const CLOSED: Week = [];

const weeks = new Map<string, Week>();

function weekOf(state: string | null, own: OwnWindow | undefined): Week {
  const { week } = ruleOf(state);
  if (own === undefined) return week;
  const key = `${state} ${own.from} ${own.to}`;
  const known = weeks.get(key);
  if (known !== undefined) return known;
  const span = spanOf(own);
  const narrow = span === undefined ? CLOSED : narrowed(week, span);
  if (weeks.size < MOST_KEPT) weeks.set(key, narrow);
  return narrow;
}

function spanOf({ from, to }: OwnWindow): Span | undefined {
  const [begins, ends] = [clockMinute(from), clockMinute(to)];
  return begins !== undefined && ends !== undefined && begins < ends ? { from: begins, to: ends } : undefined;
}
