import { maxLength, minLength, pipe } from 'valibot';
import { barred } from '../../access/barred.ts';
import { contactName, contactQuestions, contactsInSight } from '../../access/contacts.ts';
import { decide } from '../../access/decide.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { takingOf } from '../../domain/contact-merge.ts';
import { invalid } from '../../domain/errors.ts';
import { dropContacts, giveValues, inherit, rewriteContact, uniteLists, uniteTags } from '../../store/contact-merge.ts';
import { list, text } from '../input.ts';
import { mergedOf } from './merged.ts';
import { mergeConsents } from './merging-consents.ts';
import { mergeConversations } from './merging-conversations.ts';

const MOST = 50;
const ASSIGNMENT = ['assignee', 'team'];

/**
 * Makes several contacts one: what others have, said and agreed to becomes that of the one who is kept. Nothing that was
 * said is lost, and where one of them opted out, the one who is kept has.
 */
export const mergeContacts = change({
  name: 'contacts merge',
  needs: ['contacts.edit', 'contacts.delete', 'contacts.assign'],
  input: {
    keep: text(),
    others: pipe(list(text()), minLength(1, 'name another one'), maxLength(MOST, `name ${MOST} at most`)),
    /** Whose value is kept, where it is not that of the one who is kept: `email=+15550124`. */
    take: list(text()),
  },
  asks: async ({ keep, others, take }, sight) => {
    const assigns = take.map(takingOf).some(({ field }) => ASSIGNMENT.includes(field.toLowerCase()));
    const needs = ['contacts.edit', 'contacts.delete', ...(assigns ? (['contacts.assign'] as const) : [])] as const;
    const [refused, ...more] = barred(sight.actor, needs);
    if (refused) return [refused, ...more];
    const edits = await contactQuestions(sight, 'contacts.edit', [keep, ...others]);
    const deletes = edits.slice(1).map(({ on }) => ({ needs: 'contacts.delete', on }) as const);
    const moves = assigns ? edits.map(({ on }) => ({ needs: 'contacts.assign', on }) as const) : [];
    return [...edits, ...deletes, ...moves];
  },
  does: async (pass, input) => {
    const { connection, workspace, actor, entry } = pass;
    const [kept] = await contactsInSight(pass, 'contacts.edit', [input.keep]);
    const rows = await contactsInSight(pass, 'contacts.edit', input.others);
    if (kept === undefined || rows.some(({ id }) => id === kept.id)) {
      throw invalid('same-contact', `${input.keep} cannot become part of itself`, {
        hint: 'name the contact that is kept first, and behind it others',
      });
    }
    const others = rows.map(({ id }) => id);
    const assigns = decide(actor, 'contacts.assign', workspaceItself).allowed;
    const { contact, values, filled, before } = await mergedOf(
      pass,
      [kept.id, ...others],
      input.take.map(takingOf),
      assigns,
    );
    const names = new Map(before.map((row) => [row.id, contactName(row)]));
    const optedOut = await mergeConsents(pass, contact, before);
    const { moved, joined } = await mergeConversations(pass, kept.id, others);
    const lists = await uniteLists(connection, workspace.id, entry, kept.id, others);
    const tags = await uniteTags(connection, workspace.id, kept.id, others);
    const blastMessages = await inherit(connection, workspace.id, kept.id, others);
    await giveValues(connection, workspace.id, kept.id, others, values);
    await dropContacts(connection, workspace.id, others);
    await rewriteContact(connection, workspace.id, entry, contact);
    return {
      contact: contactName(contact),
      merged: rows.map(contactName),
      /** What the contact got from others. */
      filled: filled.map(({ field, from }) => ({ field, from: names.get(from) ?? '' })),
      tags,
      lists,
      /** How many conversations of others are its own now, and how many of them became part of another on their line. */
      conversations: moved,
      joined,
      blastMessages,
      /** The lines on which it stands opted out now, since one of the others did. */
      optedOut,
      change: 'merged',
    };
  },
  counts: ({ merged, tags, lists, conversations, blastMessages, optedOut }) => ({
    ...{ merged: merged.length, tags, lists, conversations, blastMessages },
    optedOut: optedOut.length,
  }),
});
