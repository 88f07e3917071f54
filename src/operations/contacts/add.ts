import { assigningTo, staysInSight } from '../../access/assigning.ts';
import { contactName, findContacts } from '../../access/contacts.ts';
import { type Asks, change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { Subject } from '../../access/subject.ts';
import { nameKey } from '../../domain/contact-name.ts';
import { readTag } from '../../domain/contact-tag.ts';
import { emailKey } from '../../domain/email.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { timeZone } from '../../domain/time-zones.ts';
import { keepAdded } from '../../store/contact-keeping.ts';
import { giveValues, makeContacts, putTags } from '../../store/contacts.ts';
import { fieldsOf } from '../../store/fields.ts';
import { settingsOf } from '../../store/settings.ts';
import { email, list, optional, read, string, text } from '../input.ts';
import { type Address, namePart, namesOf, readAddress, readEmail, readPhone } from './parts.ts';
import { readValues } from './values.ts';

const MOST = 200;

/** Adds one contact or several, by number or e-mail address. Names and a second address are said of one alone. */
export const addContacts = change({
  name: 'contacts add',
  needs: ['contacts.add', 'contacts.assign'],
  input: {
    /** Numbers and e-mail addresses. */
    addresses: list(text()),
    phone: optional(text()),
    email: optional(text()),
    name: optional(read((typed) => typed)),
    firstName: optional(read(namePart)),
    lastName: optional(read(namePart)),
    tags: optional(list(read(readTag))),
    /** `field=value` each. */
    set: optional(list(string())),
    assignee: optional(email()),
    team: optional(text()),
    timeZone: optional(read(timeZone)),
    country: optional(text(2)),
  },
  asks: ({ assignee, team }): Asks<'contacts.add' | 'contacts.assign'> =>
    assignee === undefined && team === undefined
      ? [{ needs: 'contacts.add', on: workspaceItself }]
      : [
          { needs: 'contacts.add', on: workspaceItself },
          { needs: 'contacts.assign', on: workspaceItself },
        ],
  does: async (pass, input) => {
    const { db, connection, workspace, entry, actor } = pass;
    const country = input.country ?? (await settingsOf(connection, workspace.id)).country ?? undefined;
    const addresses = await addressesOf(input, country);
    const names = namesOf(input);
    if (addresses.length > 1 && Object.keys(names).length > 0) {
      throw invalid('usage', 'a name is said of one contact, and these are several', {
        hint: 'add them one by one, or from a file: switchboard contacts import FILE',
      });
    }
    const [first, last] = [names.first ?? null, names.last ?? null];
    const values = readValues(input.set ? await fieldsOf(connection, workspace.id) : [], input.set ?? []);
    const to = ownWhereNarrowed(actor, await assigningTo(pass, { member: input.assignee, team: input.team }));
    const contacts = addresses.map((address) => ({
      ...{ phone: address.phone ?? null, email: address.email ?? null },
      email_key: address.email === undefined ? null : (emailKey(address.email) ?? null),
      ...{ first_name: first, last_name: last, name_key: nameKey(first, last) },
      ...{ assignee: to.assignee ?? null, team_id: to.team_id ?? null, time_zone: input.timeZone ?? null },
    }));
    for (const contact of contacts) staysInSight(actor, 'contacts.add', contact, {});
    const there = (await findContacts(pass, contacts.map(contactName))).flatMap((row) =>
      row ? [contactName(row)] : [],
    );
    if (there.length > 0) throw taken(there);
    const ids = await makeContacts(connection, db, workspace.id, entry, contacts);
    // Whoever sees only some contacts is told no more than that the address is taken.
    if (ids.length === 0) throw taken(contacts.map(contactName));
    await keepAdded(db, { workspaceId: workspace.id, entry }, ids);
    await giveValues(db, workspace.id, ids, values);
    await putTags(db, workspace.id, ids, input.tags ?? []);
    return { added: contacts.map((contact) => ({ contact: contactName(contact), change: 'added' })) };
  },
  counts: ({ added }) => ({ added: added.length }),
});

/** A narrowed member sees what they add: it is assigned to them, unless it is to a team or another of theirs. */
const ownWhereNarrowed = (actor: Subject, to: Awaited<ReturnType<typeof assigningTo>>) =>
  actor.visibility === 'all' || Object.keys(to).length > 0 ? to : { assignee: actor.userId };

const taken = (contacts: readonly string[]) =>
  conflict('contact-exists', `there is a contact ${contacts.slice(0, 5).join(', ')} already`, {
    hint: `see it: switchboard contacts show ${shellWord(contacts[0] as string)}`,
    details: { contacts },
  });

/** The addresses of the contacts to be added, each once. */
async function addressesOf(
  {
    addresses,
    phone,
    email: address,
  }: { addresses: readonly string[]; phone?: string | undefined; email?: string | undefined },
  country: string | undefined,
): Promise<Address[]> {
  const said: Address = {
    ...(phone !== undefined && { phone: await readPhone(phone, country) }),
    ...(address !== undefined && { email: readEmail(address) }),
  };
  const found: Address[] = [];
  for (const typed of addresses) found.push(await readAddress(typed, country));
  const [only = {}] = found;
  if (found.length <= 1) {
    const twice = (['phone', 'email'] as const).find((part) => only[part] !== undefined && said[part] !== undefined);
    if (twice !== undefined) throw invalid('usage', `which ${twice}: ${only[twice]}, or ${said[twice]} of --${twice}?`);
    const whole = { ...only, ...said };
    if (Object.keys(whole).length > 0) return [whole];
    throw invalid('usage', 'who is to be added?', { hint: 'name a number or an e-mail address: +16175550100' });
  }
  if (Object.keys(said).length > 0)
    throw invalid('usage', '--phone and --email are said of one contact, and these are several');
  if (found.length > MOST) {
    throw invalid('usage', `name ${MOST} at most`, { hint: 'for more, use a file: switchboard contacts import FILE' });
  }
  return [...new Map(found.map((one) => [one.phone ?? emailKey(one.email ?? ''), one])).values()];
}
