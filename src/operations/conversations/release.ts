import { claimQuestions, conversationsInSight } from '../../access/conversations.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { conversations } from '../input.ts';
import { countsOf, nameOf } from './acted.ts';

/** Gives claimed conversations back to the pool. */
export const releaseConversations = change({
  name: 'conversations release',
  needs: ['conversations.release', 'conversations.oversee'],
  input: { conversations: conversations() },
  asks: ({ conversations }, sight) => claimQuestions(sight, 'conversations.release', conversations),
  does: async (pass, input) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.release', input.conversations);
    const held = rows.filter(({ claimed_by }) => claimed_by !== null);
    const answer = {
      conversations: rows.map((row) => ({
        conversation: nameOf(row),
        state: row.state === 'claimed' ? 'open' : row.state,
        claimedBy: null,
        change: held.includes(row) ? 'released' : 'unchanged',
      })),
    };
    if (held.length === 0) return new Unapplied(answer, 'unchanged');
    const freed = held.map(({ conversation_id: id }) => ({ id, state: 'open' as const, claimedBy: null }));
    await changeConversations(connection, workspace.id, entry, freed);
    const events = held.map(({ conversation_id: conversation }) => {
      return { conversation, kind: 'event' as const, body: 'released', at: now, author: actor.userId };
    });
    await say(connection, workspace.id, entry, events);
    return answer;
  },
  counts: countsOf,
});
