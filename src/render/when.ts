const SECOND = 1000;
const UNITS = [
  ['year', 365.25 * 86_400 * SECOND],
  ['month', 30.4375 * 86_400 * SECOND],
  ['day', 86_400 * SECOND],
  ['hour', 3600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
] as const;

/** A time as seen from `now`, both in milliseconds: `3 minutes ago`, `in 7 days`, `now`. The same words in every locale. */
export function fromNow(time: number, now: number): string {
  const distance = Math.abs(time - now);
  for (const [at, [unit, size]] of UNITS.entries()) {
    // Rounded as a person would, and never `60 minutes`: that is the next unit's 1.
    const count = Math.round(distance / size);
    const finer = UNITS[at + 1];
    if (count === 0 || (finer !== undefined && Math.round(distance / finer[1]) * finer[1] < size)) continue;
    const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return time < now ? `${words} ago` : `in ${words}`;
  }
  return 'now';
}
