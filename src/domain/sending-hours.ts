import { type OwnWindow, windowOpensAt, zoneOf } from './quiet-hours.ts';

/** A zone that is kept for somebody (empty for none), and the area of their number (`+1201`, empty elsewhere). */
export interface Somewhere {
  readonly zone: string;
  readonly area: string;
}

/** A workspace's own hours for sending as a setting holds them: `09:00-18:00`. */
export function windowOf(quietHours: string | null): OwnWindow | undefined {
  const [from, to] = quietHours?.split('-') ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** When those who are somewhere may be written to, not before `at`; `Infinity` where that is never. */
export function opensFor({ zone, area }: Somewhere, at: number, lineZone: string, own: OwnWindow | undefined): number {
  const phone = area === '' ? null : `${area}5550100`;
  return windowOpensAt(at, zoneOf({ phone, timeZone: zone === '' ? null : zone }, lineZone), own);
}

/** The area of a number, as `Somewhere` has it. */
export const areaIn = (address: string): string => (/^\+1\d{10}$/.test(address) ? address.slice(0, 5) : '');
