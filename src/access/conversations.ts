import { type Failure, invalid, missing } from '../domain/errors.ts';
import { type ConversationRow, conversationsOf } from '../store/records.ts';
import { linesById } from '../store/subjects.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { contactName, contactRecord, findContacts } from './contacts.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Asks, Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { type LineResource, on, type RecordResource, type Resource } from './resource.ts';

/** A conversation as the gates see it, beside its line. */
const conversationRecord = (row: ConversationRow): RecordResource => ({
  ...contactRecord(row),
  name: `${row.address}/${contactName(row)}`,
  kind: 'conversation',
});

/** A conversation with what the gates ask about it. */
export interface SeenConversation extends ConversationRow {
  readonly resource: Resource;
}

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

/** The conversation that a word means among those that are `seen`; several that one contact has must be told apart. */
export async function findConversation(
  sight: Sight,
  word: string,
  seen: (row: SeenConversation) => boolean,
): Promise<SeenConversation | undefined> {
  const [meant = []] = await conversationsMeant(sight, [word]);
  return onlyOne(word, meant.filter(seen));
}

/** The one of these that a word means; several must be told apart. */
function onlyOne(word: string, found: readonly SeenConversation[]): SeenConversation | undefined {
  if (found.length > 1) throw severalConversations(word, found);
  return found[0];
}

/** What each of these words may mean, in the order asked: four statements, however many. */
export async function conversationsMeant(sight: Sight, words: readonly string[]): Promise<SeenConversation[][]> {
  const { connection, workspace } = sight;
  const parts = words.map(partsOf);
  const contacts = await findContacts(
    sight,
    parts.map(({ contact }) => contact),
  );
  const ids = new Set(contacts.flatMap((row) => (row ? [row.id] : [])));
  const rows = await conversationsOf(connection, workspace.id, [...ids]);
  const named = await findLines(
    connection,
    workspace,
    parts.map(({ line }) => line ?? ''),
  );
  const found = await withResources(sight, rows);
  return parts.map(({ line }, i) =>
    found.filter((row) => row.id === contacts[i]?.id && (line === undefined || row.line_id === named[i]?.id)),
  );
}

/** Conversations with what the gates ask about them. */
export async function withResources(
  { connection, workspace }: Sight,
  rows: readonly ConversationRow[],
): Promise<SeenConversation[]> {
  const lineIds = new Set(rows.map((row) => row.line_id));
  const known = await linesById(connection, workspace.id, [...lineIds]);
  const lines = new Map(known.map((row) => [row.id, lineResource(row)]));
  return rows.map((row) => ({
    ...row,
    resource: on({ line: lineOn(row, lines), record: conversationRecord(row) }),
  }));
}

/** A line that the store does not show is one that is not granted. */
const lineOn = (row: ConversationRow, lines: ReadonlyMap<number, LineResource>): LineResource =>
  lines.get(row.line_id) ?? { id: row.line_id, name: row.address, state: 'active', since: 0 };

/** The line and the contact that `LINE/CONTACT` names; no line where only a contact is named. */
export function partsOf(word: string): { readonly line: string | undefined; readonly contact: string } {
  const slash = word.lastIndexOf('/');
  return slash < 0
    ? { line: undefined, contact: word }
    : { line: word.slice(0, slash), contact: word.slice(slash + 1) };
}

const severalConversations = (word: string, rows: readonly ConversationRow[]): Failure =>
  invalid('which-conversation', `"${word}" has ${rows.length} conversations`, {
    hint: `name one with its line: ${rows
      .slice(0, 5)
      .map((row) => conversationRecord(row).name)
      .join(', ')}`,
  });
