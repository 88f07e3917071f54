import { emailKey } from './email.ts';
import { e164, phone } from './phone.ts';

/**
 * The word by which a contact is known: its number as E.164, or the key of its e-mail address. A national number is read
 * by the numbering plan of `country` (ISO 3166, two letters); nothing where it is neither.
 */
export async function contactWord(typed: string, country?: string): Promise<string | undefined> {
  const text = typed.trim();
  const found = e164(text) ?? emailKey(text);
  return found !== undefined || country === undefined ? found : phone(text, country);
}
