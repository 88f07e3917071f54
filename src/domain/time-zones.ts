import { invalid } from './errors.ts';
import { once } from './once.ts';
import { nearest } from './words.ts';

/** Since 2023 every zone has changed its offset on a quarter of an hour, and the database foresees nothing else. */
export const QUARTER = 15 * 60_000;

const LONGEST = 64;
const MOST_KEPT = 20_000;

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();
const offsets = new Map<string, Map<number, number>>();
let kept = 0;

/** Whether a name is one of the IANA time zone database, whatever its case; an offset such as `+02:00` is none. */
export const isTimeZone = (name: string): boolean => formatterOf(name) !== undefined;

/** The IANA name that a word means, written as the database writes it; an unknown one names the nearest. */
export function timeZone(word: string): string {
  const name = word.trim();
  const found = bySmallLetters().get(name.toLowerCase());
  if (found !== undefined) return found;
  const formatter = formatterOf(name);
  if (formatter !== undefined) return formatter.resolvedOptions().timeZone;
  const near = nearest(name, zones()) ?? zones().find((zone) => cityOf(zone) === cityOf(name));
  throw invalid('unknown-time-zone', `there is no time zone “${name.slice(0, LONGEST)}”`, {
    hint: near ? `did you mean “${near}”?` : 'write it as the IANA database does: America/New_York, Europe/Berlin, UTC',
  });
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; a zone that is none counts as UTC. */
export function offsetAt(zone: string, at: number): number {
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  const known = offsets.get(zone)?.get(quarter);
  return known ?? keep(zone, quarter, offsetOf(formatterOf(zone), quarter));
}

const zones = once(() => Intl.supportedValuesOf('timeZone'));
const bySmallLetters = once(() => new Map(zones().map((zone) => [zone.toLowerCase(), zone])));
const cityOf = (zone: string): string =>
  zone
    .slice(zone.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(zone)) return formatters.get(zone);
  if (zone.length > LONGEST || !/^[A-Za-z]/.test(zone)) return undefined;
  const found = formatterFor(zone);
  if (formatters.size < MOST_KEPT) formatters.set(zone, found);
  return found;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function offsetOf(formatter: Intl.DateTimeFormat | undefined, at: number): number {
  if (formatter === undefined) return 0;
  const told: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(at)) told[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = told;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

function keep(zone: string, quarter: number, offset: number): number {
  if (kept++ > MOST_KEPT) {
    offsets.clear();
    kept = 0;
  }
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone.set(quarter, offset));
  return offset;
}
