import { median, type Series } from './rounds.ts';

/** A number with as many digits as mean something: three. */
export function short(number: number): string {
  if (Number.isNaN(number)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number) || 1)));
  const rounded = digits > 0 ? number : Number(number.toPrecision(3));
  return rounded.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 2),
    maximumFractionDigits: Math.min(digits, 2),
  });
}

/** Milliseconds, as seconds once there are thousands of them. */
export const time = (ms: number): string => (ms < 1000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`);

/** The median and the least of a series, in milliseconds or seconds. */
export const times = ({ times }: Series): [string, string] => [time(median(times)), time(Math.min(...times))];

/** A ratio beside its target. */
export const against = (value: number, target: number): string =>
  `≤ ${target}: ${value <= target ? 'met' : '**missed**'}`;
