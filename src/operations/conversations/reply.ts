import { claimQuestions, conversationsInSight, type SeenConversation } from '../../access/conversations.ts';
import { change } from '../../access/operation.ts';
import { refuseOptedOut } from '../../access/opted-out.ts';
import type { LineResource } from '../../access/resource.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { addressedBy, type LineKind } from '../../domain/line-kinds.ts';
import { outgoing } from '../../domain/message-said.ts';
import { segmentsOf } from '../../domain/segments.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { boolean, read, text } from '../input.ts';
import { nameOf, refuseEnded } from './acted.ts';

/** Writes to a contact, unless they opted out of the line. */
export const replyInConversation = change({
  name: 'conversations reply',
  needs: ['conversations.reply', 'conversations.oversee'],
  input: {
    conversation: text(),
    text: read(outgoing),
    /** Opens a conversation that has ended. */
    reopen: boolean(),
  },
  asks: ({ conversation }, sight) => claimQuestions(sight, 'conversations.reply', [conversation]),
  does: async (pass, { conversation, text: body, reopen }) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.reply', [conversation]);
    const row = rows[0] as SeenConversation;
    if (!reopen) refuseEnded(rows);
    const line = row.resource.line as LineResource;
    await refuseOptedOut(connection, workspace.id, line, addressOn(line.kind ?? '', row));
    const { conversation_id: id, claimed_by: claimedBy } = row;
    const reopened = row.state === 'ended';
    const state = reopened ? 'open' : (row.state as 'open' | 'claimed');
    await changeConversations(connection, workspace.id, entry, [
      { id, state, claimedBy, latest: now, ...(reopened && { opened: now }) },
    ]);
    const from = { conversation: id, at: now, author: actor.userId };
    await say(connection, workspace.id, entry, [
      ...(reopened ? [{ ...from, kind: 'event' as const, body: 'reopened' }] : []),
      { ...from, kind: 'reply', body },
    ]);
    const isText = addressedBy(line.kind as LineKind) === 'phone';
    return {
      conversation: nameOf(row),
      reply: body,
      state,
      reopened,
      /** What it costs as text messages; null on channels that do not count so. */
      segments: isText ? segmentsOf(body) : null,
    };
  },
  counts: ({ segments }) => ({ replied: 1, ...(segments && { segments: segments.segments }) }),
});
