import { conversationQuestions, conversationsInSight } from '../../access/conversations.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { conflict } from '../../domain/errors.ts';
import { listed } from '../../domain/words.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { holdersOf } from '../../store/holders.ts';
import { conversations } from '../input.ts';
import { countsOf, nameOf, refuseEnded } from './acted.ts';

/** Takes conversations that nobody has claimed. One that somebody else holds is a conflict that names them. */
export const claimConversations = change({
  name: 'conversations claim',
  needs: ['conversations.claim'],
  input: { conversations: conversations() },
  asks: ({ conversations }, sight) => conversationQuestions(sight, 'conversations.claim', conversations),
  does: async (pass, input) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.claim', input.conversations);
    refuseEnded(rows);
    const held = rows.filter(({ claimed_by }) => claimed_by !== null && claimed_by !== actor.userId);
    if (held.length > 0) {
      const holders = await holdersOf(connection, workspace.id, held);
      const told = held.map((row) => ({ conversation: nameOf(row), claimedBy: holders.get(row.claimed_by) ?? null }));
      throw conflict('claimed-already', `${listed(told.map(saysHeld))}`, {
        hint: `they can release it, or hand it over: switchboard conversations transfer ${told[0]?.conversation} --to ${actor.email}`,
        details: { conversations: told },
      });
    }
    const free = rows.filter(({ claimed_by }) => claimed_by === null);
    const answer = {
      conversations: rows.map((row) => ({
        conversation: nameOf(row),
        state: 'claimed',
        claimedBy: actor.email,
        change: free.includes(row) ? 'claimed' : 'unchanged',
      })),
    };
    if (free.length === 0) return new Unapplied(answer, 'unchanged');
    const claimed = free.map(({ conversation_id: id }) => ({ id, state: 'claimed' as const, claimedBy: actor.userId }));
    await changeConversations(connection, workspace.id, entry, claimed);
    const events = free.map(({ conversation_id: conversation }) => {
      return { conversation, kind: 'event' as const, body: 'claimed', at: now, author: actor.userId };
    });
    await say(connection, workspace.id, entry, events);
    return answer;
  },
  counts: countsOf,
});

const saysHeld = ({ conversation, claimedBy }: { conversation: string; claimedBy: string | null }): string =>
  `${conversation} is claimed by ${claimedBy ?? 'somebody'} already`;
