import { barred } from '../../access/barred.ts';
import { contactRecord, findContacts } from '../../access/contacts.ts';
import { conversationsMeant, type SeenConversation } from '../../access/conversation-names.ts';
import { type Ask, type Asks, query, type Sight } from '../../access/operation.ts';
import { seesRecord } from '../../access/record-sight.ts';
import { on, workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { endingsOf, saidIn } from '../../store/conversation-lists.ts';
import { holdersOf } from '../../store/holders.ts';
import { list, text } from '../input.ts';

/** A conversation as far as it is compared: what was said in it, the oldest first. */
export interface Thread {
  readonly state: string;
  readonly claimedBy: string | null;
  readonly category: string | null;
  readonly note: string | null;
  readonly messages: readonly { readonly kind: string; readonly text: string; readonly at: string }[];
}

/** What is there of a conversation that may not be there, as far as the acting user sees it. */
export interface KnownConversation {
  readonly isContact: boolean;
  readonly there: Thread | undefined;
}

/** What is known of many conversations, named LINE/CONTACT: whether each is there, and what was said in it. */
export const knownConversations = query({
  name: 'conversations known',
  needs: ['conversations.view'],
  input: { conversations: list(text()) },
  asks: async ({ conversations }, sight): Promise<Asks<'conversations.view'>> => {
    const needs = 'conversations.view';
    const [refused] = barred(sight.actor, [needs]);
    if (refused) return [refused];
    const asked = new Map<string, Ask<typeof needs>>([['', { needs, on: workspaceItself }]]);
    for (const row of await seenOf(sight, conversations)) {
      if (row) asked.set(`${row.line_id} ${row.assignee} ${row.team_id}`, { needs, on: row.resource });
    }
    return [...asked.values()] as unknown as Asks<typeof needs>;
  },
  does: async (pass, { conversations }) => {
    const { connection, workspace, actor } = pass;
    const seen = await seenOf(pass, conversations);
    const words = conversations.map((word) => word.slice(word.lastIndexOf('/') + 1));
    const contacts = await findContacts(pass, words);
    const rows = seen.filter((row) => row !== undefined);
    const ids = rows.map(({ conversation_id }) => conversation_id);
    const said = Map.groupBy(await saidIn(connection, workspace.id, ids), ({ conversation_id }) => conversation_id);
    const endings = new Map((await endingsOf(connection, workspace.id, ids)).map((row) => [row.id, row]));
    const holders = await holdersOf(connection, workspace.id, rows);
    const known = seen.map((row, i): KnownConversation => {
      const contact = contacts[i];
      const isContact = contact !== undefined && seesRecord(actor, on({ record: contactRecord(contact) }));
      if (row === undefined) return { isContact, there: undefined };
      const messages = (said.get(row.conversation_id) ?? []).map(({ kind, body, at }) => ({
        kind,
        text: body,
        at: rfc3339(at),
      }));
      const { category = null, note = null } = endings.get(row.conversation_id) ?? {};
      const claimedBy = holders.get(row.claimed_by ?? 0) ?? null;
      return { isContact, there: { state: row.state, claimedBy, category, note, messages } };
    });
    return { known };
  },
});

/** The conversation that each word means, where there is one that the acting user may see. */
async function seenOf(sight: Sight, words: readonly string[]): Promise<(SeenConversation | undefined)[]> {
  const meant = await conversationsMeant(sight, words);
  return meant.map((rows) => rows.find(({ resource }) => seesRecord(sight.actor, resource)));
}
