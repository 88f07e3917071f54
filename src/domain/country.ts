import { invalid } from './errors.ts';

/** A country as ISO 3166 writes it, in two letters. */
export function readCountry(typed: string): string {
  const code = typed.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return code;
  throw invalid('bad-country', `"${typed}" is no country`, { hint: 'write two letters, as US or DE' });
}
