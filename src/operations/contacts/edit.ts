import { minLength, pipe } from 'valibot';
import { assigningTo, staysInSight } from '../../access/assigning.ts';
import { contactName, contactQuestions, contactsInSight, findContacts } from '../../access/contacts.ts';
import { type Asks, change, Unapplied } from '../../access/operation.ts';
import { readTag } from '../../domain/contact-tag.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { timeZone } from '../../domain/time-zones.ts';
import { contactsById, tagsById, valuesById } from '../../store/contact-details.ts';
import { keepEdited } from '../../store/contact-keeping.ts';
import { changeContacts, dropTags, giveValues, putTags, takeValues } from '../../store/contacts.ts';
import { fieldsOf } from '../../store/fields.ts';
import { email, list, optional, read, string, text } from '../input.ts';
import { changesOf, differs, isOfOne } from './changes.ts';
import { namePart } from './parts.ts';
import { fieldIn, readValues } from './values.ts';

/** Changes one contact or several; what is said of one alone, as a name or an address, only one. */
export const editContacts = change({
  name: 'contacts edit',
  needs: ['contacts.edit', 'contacts.assign'],
  input: {
    contacts: pipe(list(text()), minLength(1, 'name at least one contact')),
    /** An empty text takes a number, an address, a name or a time zone away. */
    phone: optional(string()),
    email: optional(string()),
    name: optional(string()),
    firstName: optional(read(namePart)),
    lastName: optional(read(namePart)),
    timeZone: optional(read((typed) => (typed.trim() === '' ? null : timeZone(typed)))),
    country: optional(text(2)),
    set: optional(list(string())),
    unset: optional(list(text())),
    tag: optional(list(read(readTag))),
    untag: optional(list(read(readTag))),
    /** Null assigns to nobody, or to no team. */
    assignee: optional(email()),
    team: optional(text()),
  },
  asks: async ({ contacts, assignee, team }, sight): Promise<Asks<'contacts.edit' | 'contacts.assign'>> => {
    const edits = await contactQuestions(sight, 'contacts.edit', contacts);
    if (assignee === undefined && team === undefined) return edits;
    return [...edits, ...(await contactQuestions(sight, 'contacts.assign', contacts))];
  },
  does: async (pass, input) => {
    const { db, connection, workspace, entry, actor } = pass;
    const rows = await contactsInSight(pass, 'contacts.edit', input.contacts);
    if (rows.length > 1 && isOfOne(input)) {
      throw invalid('usage', 'names and addresses are changed of one contact, and these are several');
    }
    const fields = input.set || input.unset ? await fieldsOf(connection, workspace.id) : [];
    const values = readValues(fields, input.set ?? []);
    const unset = (input.unset ?? []).map((word) => fieldIn(fields, word).id);
    const tags = { put: input.tag ?? [], dropped: input.untag ?? [] };
    const to = await assigningTo(pass, { member: input.assignee, team: input.team });
    for (const row of rows) staysInSight(actor, 'contacts.edit', row, to);
    const all = rows.map(({ id }) => id);
    const present = {
      contacts: await contactsById(connection, workspace.id, all),
      values: await valuesById(connection, workspace.id, all),
      tags: await tagsById(connection, workspace.id, all),
    };
    const [only] = present.contacts;
    const parts = { ...(only && (await changesOf(only, input))), ...to };
    if (
      Object.keys(parts).length === 0 &&
      [values, unset, tags.put, tags.dropped].every(({ length }) => length === 0)
    ) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'see what can be: switchboard contacts edit --help',
      });
    }
    if (only) await unlikeOthers(pass, only, parts);
    const ids = all.filter((id) => differs(id, present, { parts, values, unset, tags }));
    const edited = rows.map((row) => ({
      contact: contactName(row.id === only?.id ? { ...row, ...parts } : row),
      change: ids.includes(row.id) ? 'edited' : 'unchanged',
    }));
    if (ids.length === 0) return new Unapplied({ edited }, 'unchanged');
    await keepEdited(connection, { workspaceId: workspace.id, entry }, ids, tags);
    await changeContacts(db, workspace.id, entry, ids, parts);
    await takeValues(db, workspace.id, ids, unset);
    await giveValues(db, workspace.id, ids, values);
    await dropTags(db, workspace.id, ids, tags.dropped);
    await putTags(db, workspace.id, ids, tags.put);
    return { edited };
  },
  counts: ({ edited }) => ({ edited: edited.filter((one) => one.change === 'edited').length }),
});

interface Known {
  readonly id: number;
  readonly phone: string | null;
  readonly email_key: string | null;
}

/** Refuses an address by which another contact is known already. */
async function unlikeOthers(
  pass: Parameters<typeof findContacts>[0],
  now: Known,
  { phone = now.phone, email_key = now.email_key }: Partial<Known>,
): Promise<void> {
  const word = phone ?? email_key;
  if (word === null || word === (now.phone ?? now.email_key)) return;
  const [other] = await findContacts(pass, [word]);
  if (other === undefined || other.id === now.id) return;
  throw conflict('contact-exists', `there is another contact ${contactName(other)}`, {
    hint: `see it: switchboard contacts show ${shellWord(contactName(other))}`,
  });
}
