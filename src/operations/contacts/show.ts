import { contactQuestions, contactsInSight } from '../../access/contacts.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { wholeName } from '../../domain/contact-name.ts';
import { rfc3339 } from '../../domain/time.ts';
import {
  type ContactWhole,
  consentsOfContact,
  contactsById,
  conversationsOfContact,
  listsOfContact,
  tagsById,
  valuesById,
} from '../../store/contact-details.ts';
import type { ContactRow } from '../../store/records.ts';
import { text } from '../input.ts';

/** One contact whole: values, tags, lists, what they agreed to and talked about on the lines within reach, who changed it. */
export const showContact = query({
  name: 'contacts show',
  needs: ['contacts.view'],
  input: { contact: text() },
  asks: ({ contact }, sight) => contactQuestions(sight, 'contacts.view', [contact]),
  does: async (pass, { contact }) => {
    const { connection, workspace, actor } = pass;
    const [{ id }] = (await contactsInSight(pass, 'contacts.view', [contact])) as [ContactRow];
    const [whole] = (await contactsById(connection, workspace.id, [id])) as [ContactWhole];
    const values = await valuesById(connection, workspace.id, [id]);
    const tags = await tagsById(connection, workspace.id, [id]);
    const lists = await listsOfContact(connection, workspace.id, id);
    const consents = await consentsOfContact(connection, workspace.id, id, reachOf(actor, 'contacts.view'));
    const talks = await conversationsOfContact(connection, workspace.id, id, reachOf(actor, 'conversations.view'));
    return {
      phone: whole.phone,
      email: whole.email,
      name: wholeName(whole.first_name, whole.last_name),
      first_name: whole.first_name,
      last_name: whole.last_name,
      assignee: whole.assignee,
      team: whole.team,
      time_zone: whole.time_zone,
      fields: Object.fromEntries(values.map(({ field, value }) => [field, value])),
      tags: tags.map(({ tag }) => tag),
      lists: lists.map(({ name }) => name),
      consents: consents.map(({ at, ...consent }) => ({ ...consent, at: rfc3339(at) })),
      conversations: talks.map(({ latest, claimed_by, ...talk }) => ({
        ...talk,
        claimedBy: claimed_by,
        latest: rfc3339(latest),
      })),
      version: whole.version,
      added: rfc3339(whole.made_at),
      addedBy: whole.made_by,
      addedEntry: whole.made,
      changed: rfc3339(whole.changed_at),
      changedBy: whole.changed_by,
      changedEntry: whole.changed,
    };
  },
});
