import { type Failure, invalid, missing } from '../domain/errors.ts';
import type { ConversationRow } from '../store/records.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { conversationRecord, conversationsMeant, type SeenConversation } from './conversation-names.ts';
import type { Asks, Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { type LineResource, on, type Resource } from './resource.ts';

/**
 * Any conversation on a line, whoever answers for the contact: what is done to those that are not known yet. Who sees only
 * some records does nothing to them.
 */
export const anyConversation = (line: LineResource): Resource =>
  on({ line, record: { name: line.name, kind: 'conversation', assignee: 0, team: 0, author: 0 } });

/**
 * The questions about conversations that are looked at or acted on, named LINE/CONTACT, or CONTACT where they have only
 * one. To someone who may do this to no conversation nothing is looked up.
 */
export async function conversationQuestions<N extends Action>(
  sight: Sight,
  needs: N,
  words: readonly string[],
): Promise<Asks<N>> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return [refused];
  const rows = await conversationsInSight(sight, needs, words);
  return rows.map(({ resource }) => ({ needs, on: resource })) as unknown as Asks<N>;
}

/** The same where what somebody else has claimed is acted on too: that is asked about besides. */
export async function claimQuestions<N extends Action>(
  sight: Sight,
  needs: N,
  words: readonly string[],
): Promise<Asks<N | 'conversations.oversee'>> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return [refused];
  const rows = await conversationsInSight(sight, needs, words);
  return rows.flatMap(({ resource, claimed_by }) => [
    { needs, on: resource },
    ...(claimed_by === null || claimed_by === sight.actor.userId
      ? []
      : [{ needs: 'conversations.oversee' as const, on: resource }]),
  ]) as unknown as Asks<N | 'conversations.oversee'>;
}

/** The conversations that words mean, each once, if the acting user may see them; all that are missing are named. */
export async function conversationsInSight(
  sight: Sight,
  needs: Action,
  words: readonly string[],
): Promise<SeenConversation[]> {
  const meant = await conversationsMeant(sight, words);
  const seen = meant.map((rows, i) =>
    onlyOne(
      words[i] as string,
      rows.filter(({ resource }) => seesRecord(sight.actor, resource, needs)),
    ),
  );
  const unseen = words.filter((_, i) => seen[i] === undefined);
  if (unseen.length === 0) {
    return [...new Map(seen.flatMap((row) => (row ? [[row.conversation_id, row] as const] : []))).values()];
  }
  const named = unseen.map((word) => `"${word}"`).join(', ');
  throw missing('unknown-conversation', `there is no conversation ${named} in ${sight.workspace.slug}`, {
    hint: 'see them: switchboard conversations list',
    details: { conversations: unseen },
  });
}

/** The one of these that a word means; several must be told apart. */
function onlyOne(word: string, found: readonly SeenConversation[]): SeenConversation | undefined {
  if (found.length > 1) throw severalConversations(word, found);
  return found[0];
}

const severalConversations = (word: string, rows: readonly ConversationRow[]): Failure =>
  invalid('which-conversation', `"${word}" has ${rows.length} conversations`, {
    hint: `name one with its line: ${rows
      .slice(0, 5)
      .map((row) => conversationRecord(row).name)
      .join(', ')}`,
  });
