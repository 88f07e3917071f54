import { claimQuestions, conversationsInSight } from '../../access/conversations.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { noted } from '../../domain/message-said.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { conversations, optional, read, text } from '../input.ts';
import { countsOf, nameOf } from './acted.ts';

/** Ends conversations: nobody holds them any more, and they open again when the contact writes. */
export const endConversations = change({
  name: 'conversations end',
  needs: ['conversations.end', 'conversations.oversee'],
  input: {
    conversations: conversations(),
    /** What came of it, among members. */
    note: optional(read(noted)),
    /** What it was about, in a word. */
    category: optional(text(80)),
  },
  asks: ({ conversations }, sight) => claimQuestions(sight, 'conversations.end', conversations),
  does: async (pass, { note, category, ...input }) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.end', input.conversations);
    const going = rows.filter(({ state }) => state !== 'ended');
    const answer = {
      conversations: rows.map((row) => ({
        conversation: nameOf(row),
        state: 'ended',
        claimedBy: null,
        change: going.includes(row) ? 'ended' : 'unchanged',
      })),
    };
    if (going.length === 0) return new Unapplied(answer, 'unchanged');
    const ended = going.map(({ conversation_id: id }) => {
      return { id, state: 'ended' as const, claimedBy: null, note, category };
    });
    await changeConversations(connection, workspace.id, entry, ended);
    const body = category === undefined ? 'ended' : `ended: ${category}`;
    const events = going.flatMap(({ conversation_id: conversation }) => {
      const from = { conversation, at: now, author: actor.userId };
      const said = { ...from, kind: 'event' as const, body };
      return note === undefined ? [said] : [{ ...from, kind: 'note' as const, body: note }, said];
    });
    await say(connection, workspace.id, entry, events);
    return answer;
  },
  summary: ({ note, ...input }) => ({ ...input, ...(note !== undefined && { noted: note.length }) }),
  counts: countsOf,
});
