import { contactsInSight } from '../../access/contacts.ts';
import { lineInSight } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { membersNamed } from '../../access/people.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { teamsMeant } from '../../access/teams.ts';
import { invalid } from '../../domain/errors.ts';
import { instant } from '../../domain/time.ts';
import {
  type ConversationCursor,
  conversationsQuery,
  countConversations,
  type ListedConversation,
} from '../../store/conversation-lists.ts';
import { CONVERSATION_STATES } from '../../store/conversations.ts';
import { boolean, count, email, list, names, optional, picklist, text } from '../input.ts';
import { type ConversationAnswer, conversationAnswer } from './shown.ts';

/** The conversations within the acting user's reach, the latest first: filtered, counted, page by page or streamed whole. */
export const listConversations = query({
  name: 'conversations list',
  needs: ['conversations.view'],
  input: {
    lines: optional(names()),
    states: optional(list(picklist(CONVERSATION_STATES, `a state is ${CONVERSATION_STATES.join(', ')}`))),
    claimedBy: optional(email()),
    mine: boolean(),
    unclaimed: boolean(),
    contact: optional(text()),
    teams: optional(names()),
    since: optional(text()),
    counts: boolean(),
    limit: count(),
    after: optional(text(200)),
  },
  asks: () => [{ needs: 'conversations.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { db, workspace, actor } = pass;
    if ([input.mine, input.unclaimed, input.claimedBy !== undefined].filter(Boolean).length > 1) {
      throw invalid('usage', 'say one of --mine, --unclaimed and --claimed-by', { hint: 'they shut each other out' });
    }
    const lines = [];
    for (const line of input.lines ?? []) lines.push((await lineInSight(pass, 'conversations.view', line)).id);
    const [holder] = input.claimedBy === undefined ? [] : await membersNamed(pass, [input.claimedBy]);
    const [contact] = input.contact === undefined ? [] : await contactsInSight(pass, 'contacts.view', [input.contact]);
    const teams = await teamsMeant(pass, input.teams ?? []);
    const reached = reachOf(actor, 'conversations.view');
    const filter = {
      lineIds: input.lines && lines,
      states: input.states,
      claimedBy: input.mine ? actor.userId : input.unclaimed ? null : holder?.subject.userId,
      contactId: contact?.id,
      teamIds: input.teams && teams.map(({ id }) => id),
      since: input.since === undefined ? undefined : instant(input.since),
    };
    if (input.counts) {
      const nobody: readonly ConversationAnswer[] = [];
      const found = await countConversations(db, workspace.id, reached, filter);
      return { conversations: nobody, count: found, next: null };
    }
    const after = input.after === undefined ? undefined : readCursor(input.after);
    const rows = (limit: number) => conversationsQuery(db, workspace.id, reached, filter, after, limit);
    if (input.limit === 0) return { conversations: answers(rows(0).stream()), count: null, next: null };
    const found = await rows(input.limit + 1).execute();
    const page = found.slice(0, input.limit);
    const last = found.length > input.limit ? page.at(-1) : undefined;
    return { conversations: page.map(conversationAnswer), count: null, next: last ? writeCursor(last) : null };
  },
});

async function* answers(rows: AsyncIterable<ListedConversation>): AsyncGenerator<ConversationAnswer> {
  for await (const row of rows) yield conversationAnswer(row);
}

const writeCursor = ({ latest, id }: ConversationCursor): string =>
  Buffer.from(JSON.stringify([latest, id])).toString('base64url');

function readCursor(typed: string): ConversationCursor {
  try {
    const [latest, id] = JSON.parse(Buffer.from(typed, 'base64url').toString()) as [number, number];
    if (Number.isSafeInteger(latest) && Number.isSafeInteger(id)) return { latest, id };
  } catch {}
  throw invalid('bad-cursor', 'that is no place in a list', { hint: 'pass on what the page before said as "next"' });
}
