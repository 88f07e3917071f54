import { type ConversationRow, conversationsOf } from '../store/records.ts';
import { linesById } from '../store/subjects.ts';
import { contactName, contactRecord, findContacts } from './contacts.ts';
import { findLines, lineResource } from './line-names.ts';
import type { Sight } from './operation.ts';
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
  const found = Map.groupBy(await withResources(sight, rows), ({ id }) => id);
  return parts.map(({ line }, i) =>
    (found.get(contacts[i]?.id ?? 0) ?? []).filter((row) => line === undefined || row.line_id === named[i]?.id),
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
