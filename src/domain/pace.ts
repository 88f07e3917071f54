/**
 * Segments a second that a line may hand over unless its gateway agreed on more, as of 2026-11. Those of text lines are
 * what US carriers and gateways commonly give; that of every other channel is ours, and WhatsApp's default
 * (developers.facebook.com, WhatsApp Business Platform, "Throughput", 2026-05-21).
 */
const RATES = { longCode: 1, tollFree: 25, shortCode: 100, elsewhere: 80 } as const;

/** The toll-free numbers of the North American plan (NANPA, 2026-11). */
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/;
const SHORT_CODE = /^\+?\d{3,6}$/;

/** How many segments a second a line may hand over. */
export function rateOf(line: { readonly kind: string; readonly address: string }): number {
  if (line.kind !== 'sms') return RATES.elsewhere;
  if (SHORT_CODE.test(line.address)) return RATES.shortCode;
  return TOLL_FREE.test(line.address) ? RATES.tollFree : RATES.longCode;
}

/** How long so many segments take at a rate of so many a second: milliseconds, rounded up. */
export const duration = (segments: number, rate: number): number => Math.ceil((segments * 1000) / rate);
