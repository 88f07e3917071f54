import { type Failure, invalid, missing } from '../domain/errors.ts';
import { type ConversationRow, conversationsOf } from '../store/records.ts';
import { linesById } from '../store/subjects.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import { contactName, contactRecord, findContacts } from './contacts.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Ask, Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { type LineResource, on, type RecordResource, type Resource } from './resource.ts';

/** A conversation as the gates see it, beside its line. */
export const conversationRecord = (row: ConversationRow): RecordResource => ({
  ...contactRecord(row),
  name: `${row.address}/${contactName(row)}`,
  kind: 'conversation',
});

/** A conversation with what the gates ask about it. */
export interface SeenConversation extends ConversationRow {
  readonly resource: Resource;
}

/** The question about one conversation, named LINE/CONTACT, or CONTACT where they have only one. */
export async function conversationQuestion<N extends Action>(sight: Sight, needs: N, word: string): Promise<Ask<N>> {
  const [refused] = barred(sight.actor, [needs]);
  return refused ?? { needs, on: (await conversationInSight(sight, needs, word)).resource };
}

/** The conversation that a word means, if the acting user may see it. */
export async function conversationInSight(sight: Sight, needs: Action, word: string): Promise<SeenConversation> {
  const found = await findConversation(sight, word, ({ resource }) => seesRecord(sight.actor, needs, resource));
  if (found !== undefined) return found;
  throw missing('unknown-conversation', `there is no conversation "${word}" in ${sight.workspace.slug}`, {
    hint: 'see them: switchboard conversations list',
  });
}

/** The conversation that a word means among those that are `seen`; several that one contact has must be told apart. */
export async function findConversation(
  sight: Sight,
  word: string,
  seen: (row: SeenConversation) => boolean,
): Promise<SeenConversation | undefined> {
  const [meant = []] = await conversationsMeant(sight, [word]);
  const found = meant.filter(seen);
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
  const lineIds = new Set(rows.map((row) => row.line_id));
  const known = await linesById(connection, workspace.id, [...lineIds]);
  const lines = new Map(known.map((row) => [row.id, lineResource(row)]));
  const found = rows.map((row) => ({
    ...row,
    resource: on({ line: lineOn(row, lines), record: conversationRecord(row) }),
  }));
  return parts.map(({ line }, i) =>
    found.filter((row) => row.id === contacts[i]?.id && (line === undefined || row.line_id === named[i]?.id)),
  );
}

/** A line that the store does not show is one that is not granted. */
const lineOn = (row: ConversationRow, lines: ReadonlyMap<number, LineResource>): LineResource =>
  lines.get(row.line_id) ?? { id: row.line_id, name: row.address, state: 'active', since: 0 };

function partsOf(word: string): { readonly line: string | undefined; readonly contact: string } {
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
