import { nameKey } from '../../domain/contact-name.ts';
import { emailKey } from '../../domain/email.ts';
import { invalid } from '../../domain/errors.ts';
import type { ContactWhole } from '../../store/contact-details.ts';
import type { ContactParts, FieldValues } from '../../store/contacts.ts';
import { namesOf, readEmail, readPhone } from './parts.ts';

/** What an edit says of the contact's own row. */
interface Said {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly country?: string | undefined;
}

/** Whether an edit says what can only be said of one contact. */
export const isOfOne = ({ phone, email, name, firstName, lastName }: Said): boolean =>
  [phone, email, name, firstName, lastName].some((part) => part !== undefined);

/** The parts of a contact that an edit changes; an address must remain, by which it is known. */
export async function changesOf(contact: ContactWhole, said: Said): Promise<Partial<ContactParts>> {
  const names = namesOf(said);
  const [first, last] = [names.first, names.last].map((part, i) =>
    part === undefined ? (i === 0 ? contact.first_name : contact.last_name) : part,
  ) as [string | null, string | null];
  const phone = said.phone === undefined ? undefined : said.phone.trim() && (await readPhone(said.phone, said.country));
  const email = said.email === undefined ? undefined : said.email.trim() && readEmail(said.email);
  if (!(phone ?? contact.phone) && !(email ?? contact.email)) {
    throw invalid('usage', 'a number or an e-mail address must remain, by which the contact is known');
  }
  return {
    ...(phone !== undefined && { phone: phone || null }),
    ...(email !== undefined && { email: email || null, email_key: emailKey(email) ?? null }),
    ...(Object.keys(names).length > 0 && { first_name: first, last_name: last, name_key: nameKey(first, last) }),
    ...(said.timeZone !== undefined && { time_zone: said.timeZone }),
  };
}

interface Present {
  readonly contacts: readonly ContactWhole[];
  readonly values: readonly { readonly contact_id: number; readonly field_id: number; readonly value: string }[];
  readonly tags: readonly { readonly contact_id: number; readonly tag: string }[];
}

interface Wanted {
  readonly parts: Partial<ContactParts>;
  readonly values: FieldValues;
  readonly unset: readonly number[];
  readonly tags: { readonly put: readonly string[]; readonly dropped: readonly string[] };
}

/** Whether a contact is not so already as it is wanted. */
export function differs(id: number, present: Present, { parts, values, unset, tags }: Wanted): boolean {
  const whole = present.contacts.find((one) => one.id === id);
  const row: Record<string, unknown> = { ...whole, assignee: whole?.assignee_id };
  const { name_key: _, ...shown } = parts;
  const held = new Map(present.values.filter((one) => one.contact_id === id).map((one) => [one.field_id, one.value]));
  const on = new Set(present.tags.filter((one) => one.contact_id === id).map(({ tag }) => tag));
  return (
    Object.entries(shown).some(([key, value]) => row[key] !== value) ||
    values.some(([field, value]) => held.get(field) !== value) ||
    unset.some((field) => held.has(field)) ||
    tags.put.some((tag) => !on.has(tag)) ||
    tags.dropped.some((tag) => on.has(tag))
  );
}
