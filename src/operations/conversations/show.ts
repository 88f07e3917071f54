import { conversationQuestions, conversationsInSight, type SeenConversation } from '../../access/conversations.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { rfc3339 } from '../../domain/time.ts';
import { consentHistory } from '../../store/consent.ts';
import { conversationShown, threadOf } from '../../store/conversation-lists.ts';
import { count, text } from '../input.ts';
import { consentAnswer, consentNow } from './consents.ts';
import { conversationAnswer } from './shown.ts';

/** Something that was said or done in a conversation; `by` is the contact, a member, or a responder. */
export interface ThreadAnswer {
  readonly message: number;
  readonly kind: string;
  readonly by: string | null;
  readonly text: string;
  readonly at: string;
  /** What the channel knows it by. */
  readonly id: string | null;
}

/** A conversation with what was said and done in it, the oldest first, and what the contact agreed to on its line. */
export const showConversation = query({
  name: 'conversations show',
  needs: ['conversations.view'],
  input: {
    conversation: text(),
    /** How many of the latest messages and events; 0: all. */
    limit: count(),
  },
  asks: ({ conversation }, sight) => conversationQuestions(sight, 'conversations.view', [conversation]),
  does: async (pass, { conversation, limit }) => {
    const { db, connection, workspace, actor } = pass;
    const [row] = (await conversationsInSight(pass, 'conversations.view', [conversation])) as [SeenConversation];
    const reached = reachOf(actor, 'conversations.view');
    const shown = await conversationShown(db, workspace.id, reached, row.conversation_id);
    const address = addressOn(row.resource.line?.kind ?? '', row);
    const history = await consentHistory(connection, workspace.id, row.line_id, address);
    const thread = await threadOf(db, workspace.id, row.conversation_id, limit === 0 ? 0 : limit + 1);
    const latest = limit === 0 ? thread : thread.slice(0, limit);
    return {
      ...conversationAnswer(shown),
      note: shown.note,
      category: shown.category,
      version: shown.version,
      consent: consentNow(history),
      consents: history.map(consentAnswer),
      messages: latest
        .map(({ id, kind, body, at, author, responder, message_key }): ThreadAnswer => {
          return {
            message: id,
            kind,
            by: kind === 'in' ? conversationAnswer(shown).contact : (author ?? responder),
            text: body,
            at: rfc3339(at),
            id: message_key,
          };
        })
        .toReversed(),
      /** Whether there is more before what is shown. */
      isCut: thread.length > latest.length,
    };
  },
});
