import type { ContactRow } from '../../../domain/contact-row.ts';
import { emailKey } from '../../../domain/email.ts';
import { e164 } from '../../../domain/phone.ts';
import { assignContactsTo } from '../../../operations/contacts/assign.ts';
import { editContacts } from '../../../operations/contacts/edit.ts';
import { exportContacts } from '../../../operations/contacts/export.ts';
import { removeContacts } from '../../../operations/contacts/remove.ts';
import { listFields } from '../../../operations/fields/list.ts';
import { showSettings } from '../../../operations/settings/show.ts';
import { all, type Site } from '../site.ts';
import { atOnce, type Difference, type Steps, step } from '../step.ts';
import { contactsSaid } from './contacts.ts';

/** A contact as a file of them tells it. */
type Told = Readonly<Record<string, string | readonly string[] | null>>;

/** The contacts there, each by the word by which it is known. */
async function contactsThere({ hand }: Site): Promise<Map<string, Told>> {
  const rows = await hand.ask(exportContacts, { where: [], lists: [] }, ({ contacts }) => all(contacts));
  return new Map((rows as Told[]).map((row) => [keyOf(row.phone as string | null, row.email as string | null), row]));
}

const keyOf = (phone: string | null, email: string | null): string =>
  phone === null ? (emailKey(email ?? '') ?? email ?? '') : (e164(phone) ?? phone);

/** The rows of the document by the same words, with the names of the fields by the numbers that stand for them. */
export async function rowsSaid(
  site: Site,
): Promise<{ rows: Map<string, ContactRow>; fields: readonly string[] } | undefined> {
  const said = await contactsSaid(site);
  if (said === undefined) return undefined;
  const there = await site.hand.ask(listFields, {}, ({ fields }) => fields);
  const fields = there.map(({ field: name, kind, choices }, id) => ({ id, name, kind, choices }));
  const country = await countryOf(site);
  const rows = new Map<string, ContactRow>();
  for await (const { understood } of said.read({ fields, country, plan: undefined }).rows) {
    for (const row of understood) rows.set(keyOf(row.phone, row.emailKey), row);
  }
  return { rows, fields: fields.map(({ name }) => name) };
}

/** Whose national numbers a file of contacts means: as the import knows it. */
async function countryOf({ document, hand }: Site): Promise<string | null> {
  const said = document.settings?.country;
  if (said !== undefined) return said;
  const settings = await hand.ask(showSettings, {}, (answer) => answer.settings);
  return (settings.find(({ setting }) => setting === 'country')?.value ?? null) as string | null;
}

/**
 * Takes from contacts what the document does not give them: tags, values of fields, names, zones, whom they belong to. Then
 * removes those that it does not name.
 */
export async function* contactsPruned(site: Site): Steps {
  const said = await rowsSaid(site);
  if (said === undefined) return;
  const there = await contactsThere(site);
  for (const [word, now] of there) {
    const row = said.rows.get(word);
    if (row === undefined) continue;
    const untag = ((now.tags ?? []) as readonly string[]).filter((tag) => !row.tags?.includes(tag));
    const held = new Set(row.values?.map(([id]) => said.fields[id]));
    const unset = said.fields.filter((name) => now[name] !== null && now[name] !== undefined && !held.has(name));
    const empty = (there: string, wanted: string | null) => (now[there] !== null && wanted === null ? '' : undefined);
    const parts = {
      firstName: empty('first_name', row.firstName),
      lastName: empty('last_name', row.lastName),
      timeZone: empty('time_zone', row.timeZone),
    };
    const about = { change: 'edit', kind: 'contacts', name: word } as const;
    const what: Difference[] = [
      ...(untag.length > 0 ? [{ what: 'tags', from: untag, to: null }] : []),
      ...unset.map((name) => ({ what: name, from: now[name] ?? null, to: null })),
      ...Object.entries(parts).flatMap(([part, value]) => (value === '' ? [{ what: part, from: null, to: '' }] : [])),
    ];
    if (what.length > 0) {
      // As it is typed: an empty zone is read as none.
      const input = { contacts: [word], ...parts, unset, untag } as unknown as Parameters<typeof editContacts.does>[1];
      yield step({ ...about, what }, async () => editContacts, input);
    }
    if ((now.assignee === null || row.assignee !== null) && (now.team === null || row.team !== null)) continue;
    const told = {
      what: 'assigned',
      from: [now.assignee, now.team].filter((one) => one !== null) as string[],
      to: null,
    };
    yield step({ ...about, what: [told] }, async () => assignContactsTo, {
      contacts: [word],
      where: undefined,
      search: undefined,
      member: undefined,
      team: undefined,
      nobody: true,
    });
    if (row.assignee === null && row.team === null) continue;
    yield step({ ...about, what: [] }, async () => assignContactsTo, {
      contacts: [word],
      where: undefined,
      search: undefined,
      member: row.assignee ?? undefined,
      team: row.team ?? undefined,
      nobody: false,
    });
  }
  const going = [...there.keys()].filter((word) => !said.rows.has(word));
  for (const contacts of atOnce(going)) {
    const name = contacts.length === 1 ? (contacts[0] as string) : `${contacts.length} contacts`;
    const input = { contacts: [...contacts], where: undefined, search: undefined, expected: undefined };
    yield step({ change: 'remove', kind: 'contacts', name, rows: contacts.length }, async () => removeContacts, input);
  }
}
