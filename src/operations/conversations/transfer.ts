import { claimQuestions, conversationsInSight } from '../../access/conversations.ts';
import { whyNotTake } from '../../access/handover.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import type { Subject } from '../../access/subject.ts';
import { noted } from '../../domain/message-said.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { conversations, email, optional, read } from '../input.ts';
import { countsOf, nameOf, refuseEnded } from './acted.ts';

/** Hands conversations to a member, who must be able to take them: role, product, line and sight are decided for them. */
export const transferConversations = change({
  name: 'conversations transfer',
  needs: ['conversations.transfer', 'conversations.oversee'],
  input: {
    conversations: conversations(),
    to: email(),
    /** What whoever takes it should know. */
    note: optional(read(noted)),
  },
  asks: ({ conversations }, sight) => claimQuestions(sight, 'conversations.transfer', conversations),
  does: async (pass, { to, note, ...input }) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.transfer', input.conversations);
    refuseEnded(rows);
    const taker = (await membersNamed(pass, [to]))[0]?.subject as Subject;
    const moving = rows.filter(({ claimed_by }) => claimed_by !== taker.userId);
    const failure = whyNotTake(taker, moving);
    if (failure) throw failure;
    const answer = {
      conversations: rows.map((row) => ({
        conversation: nameOf(row),
        state: 'claimed',
        claimedBy: taker.email,
        change: moving.includes(row) ? 'transferred' : 'unchanged',
      })),
    };
    if (moving.length === 0) return new Unapplied(answer, 'unchanged');
    const moved = moving.map(({ conversation_id: id }) => ({ id, state: 'claimed' as const, claimedBy: taker.userId }));
    await changeConversations(connection, workspace.id, entry, moved);
    const events = moving.flatMap(({ conversation_id: conversation }) => {
      const from = { conversation, at: now, author: actor.userId };
      const said = { ...from, kind: 'event' as const, body: `transferred to ${taker.email}` };
      return note === undefined ? [said] : [{ ...from, kind: 'note' as const, body: note }, said];
    });
    await say(connection, workspace.id, entry, events);
    return answer;
  },
  summary: ({ note, ...input }) => ({ ...input, ...(note !== undefined && { noted: note.length }) }),
  counts: countsOf,
});
