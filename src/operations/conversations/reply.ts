import { claimQuestions, conversationsInSight, type SeenConversation } from '../../access/conversations.ts';
import { change } from '../../access/operation.ts';
import { refuseOptedOut } from '../../access/opted-out.ts';
import { type LineResource, workspaceItself } from '../../access/resource.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { invalid } from '../../domain/errors.ts';
import { addressedBy, type LineKind } from '../../domain/line-kinds.ts';
import { outgoing } from '../../domain/message-said.ts';
import { segmentsOf } from '../../domain/segments.ts';
import { changeConversations, say } from '../../store/conversations.ts';
import { boolean, list, optional, read, string, text } from '../input.ts';
import { nameOf, refuseEnded } from './acted.ts';
import { templateWords } from './wording.ts';

/** Writes to a contact, unless they opted out of the line. */
export const replyInConversation = change({
  name: 'conversations reply',
  needs: ['conversations.reply', 'conversations.oversee', 'templates.view'],
  input: {
    conversation: text(),
    text: optional(read(outgoing)),
    /** A template in place of a text; `with` gives its variables values: `first_name=Ada`. */
    template: optional(text()),
    with: optional(list(string())),
    /** Opens a conversation that has ended. */
    reopen: boolean(),
  },
  asks: async ({ conversation, template }, sight) => {
    const asks = await claimQuestions(sight, 'conversations.reply', [conversation]);
    return template === undefined ? asks : [...asks, { needs: 'templates.view', on: workspaceItself }];
  },
  does: async (pass, { conversation, text: typed, template, with: given = [], reopen }) => {
    const { connection, workspace, entry, actor, now } = pass;
    const rows = await conversationsInSight(pass, 'conversations.reply', [conversation]);
    const row = rows[0] as SeenConversation;
    if (!reopen) refuseEnded(rows);
    const line = row.resource.line as LineResource;
    await refuseOptedOut(connection, workspace.id, line, addressOn(line.kind ?? '', row));
    const body = template === undefined ? typed : await templateWords(pass, template, row.id, given);
    if (body === undefined) throw invalid('usage', 'say what to write: a text, or a template');
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
  // What was said stays in the thread, where it can be deleted: the ledger keeps what is never forgotten.
  summary: ({ text: body, with: _given, ...input }) => ({ ...input, characters: body?.length }),
  counts: ({ segments }) => ({ replied: 1, ...(segments && { segments: segments.segments }) }),
});
