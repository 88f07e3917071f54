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

/** What a document says of contacts: rows by the same words, with the names of the fields by the numbers that stand for them. */
interface RowsSaid {
  readonly rows: ReadonlyMap<string, ContactRow>;
  readonly fields: readonly string[];
  /** Whether it says something of a column: of what a file has no column for it says nothing. */
  readonly says: (column: string) => boolean;
}

/** The rows of the document. */
export async function rowsSaid(site: Site): Promise<RowsSaid | undefined> {
  const said = await contactsSaid(site);
  if (said === undefined) return undefined;
  const there = await site.hand.ask(listFields, {}, ({ fields }) => fields);
  const fields = there.map(({ field: name, kind, choices }, id) => ({ id, name, kind, choices }));
  const country = await countryOf(site);
  const rows = new Map<string, ContactRow>();
  const { columns, rows: batches } = said.read({ fields, country, plan: undefined });
  for await (const { understood } of batches) {
    for (const row of understood) rows.set(keyOf(row.phone, row.emailKey), row);
  }
  const known = Object.keys(columns);
  const says = (column: string) =>
    known.length === 0 || known.includes(column) || (known.includes('name') && column.endsWith('_name'));
  return { rows, fields: fields.map(({ name }) => name), says };
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
    const tags = (now.tags ?? []) as readonly string[];
    const untag = tags.filter((tag) => said.says('tags') && !row.tags?.includes(tag));
    const held = new Set(row.values?.map(([id]) => said.fields[id]));
    const unset = said.fields.filter((name) => said.says(name) && (now[name] ?? null) !== null && !held.has(name));
    const goes = (column: string, wanted: string | null) =>
      said.says(column) && now[column] !== null && wanted === null ? '' : undefined;
    const parts = {
      firstName: goes('first_name', row.firstName),
      lastName: goes('last_name', row.lastName),
      timeZone: goes('time_zone', row.timeZone),
    };
    const about = { change: 'edit', kind: 'contacts', name: word } as const;
    const left = tags.filter((tag) => !untag.includes(tag));
    const gone = (what: string, column: string): Difference => ({ what, from: now[column] ?? null, to: null });
    const what: Difference[] = [
      ...(untag.length > 0 ? [{ what: 'tags', from: tags, to: left.length > 0 ? left : null }] : []),
      ...unset.map((name) => gone(name, name)),
      ...(parts.firstName === '' ? [gone('first name', 'first_name')] : []),
      ...(parts.lastName === '' ? [gone('last name', 'last_name')] : []),
      ...(parts.timeZone === '' ? [gone('time zone', 'time_zone')] : []),
    ];
    if (what.length > 0) {
      // As it is typed: an empty zone is read as none.
      const input = { contacts: [word], ...parts, unset, untag } as unknown as Parameters<typeof editContacts.does>[1];
      yield step({ ...about, what }, async () => editContacts, input);
    }
    const member = said.says('assignee') ? row.assignee : (now.assignee as string | null);
    const team = said.says('team') ? row.team : (now.team as string | null);
    if ((now.assignee === null || member !== null) && (now.team === null || team !== null)) continue;
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
    if (member === null && team === null) continue;
    yield step({ ...about, what: [] }, async () => assignContactsTo, {
      contacts: [word],
      where: undefined,
      search: undefined,
      member: member ?? undefined,
      team: team ?? undefined,
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
