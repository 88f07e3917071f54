import type { CountryCode } from 'libphonenumber-js/min';
import { invalid } from './errors.ts';

const WRITTEN = /^\+[\d .()\u00A0-]+$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** An international number as `+` and digits, by its shape alone; `(0)`, blanks, dots, dashes and parentheses fall away. */
export function e164(text: string): string | undefined {
  if (E164.test(text)) return text;
  const written = text.trim();
  if (written.length > 40 || !WRITTEN.test(written)) return undefined;
  const digits = written.replace(/\(0\)|[^+\d]/g, '');
  return E164.test(digits) ? digits : undefined;
}

/** Reads a national number as E.164. */
export type NumberingPlan = (text: string) => string | undefined;

/** The numbering plan of a country (ISO 3166, two letters); undefined where nobody knows that country. */
export async function numberingPlan(country: string): Promise<NumberingPlan | undefined> {
  const plan = await import('libphonenumber-js/min');
  const code = country.toUpperCase();
  if (!plan.isSupportedCountry(code)) return undefined;
  return (text) => {
    if (text.length > 40) return undefined;
    const found = plan.parsePhoneNumberFromString(text, { defaultCountry: code satisfies CountryCode, extract: false });
    return found?.isValid() === true ? found.number : undefined;
  };
}

/** Any number as E.164: an international one by its shape, a national one by the numbering plan of `country`. */
export async function phone(text: string, country?: string): Promise<string | undefined> {
  const international = e164(text);
  if (international !== undefined || country === undefined || text.length > 40) return international;
  return (await numberingPlan(country))?.(text);
}

/** A country by its two letters, in capitals, whose national numbers can be read; another word is none. */
export async function countryCode(typed: string): Promise<string> {
  const code = typed.trim().toUpperCase();
  const plan = await import('libphonenumber-js/min');
  if (plan.isSupportedCountry(code)) return code;
  throw invalid('unknown-country', `there is no country "${typed.trim()}"`, {
    hint: 'write its two letters (ISO 3166): US, DE, CH',
  });
}
