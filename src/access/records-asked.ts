import { type Failure, missing } from '../domain/errors.ts';
import { blastsMeant } from './blasts.ts';
import { contactRecord, findContacts } from './contacts.ts';
import { conversationsMeant } from './conversations.ts';
import type { Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { on, type RecordResource, type Resource } from './resource.ts';

/** What a question may be about that not everybody sees. */
export const RECORD_KINDS = ['contact', 'conversation', 'blast'] as const satisfies readonly RecordResource['kind'][];
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A record with the line that it is on. */
export type OnRecord = Pick<Resource, 'line' | 'record'>;

/**
 * The records that words mean, in the order asked; undefined where there is none, or none that whoever asks may see, or
 * where a word does not say which of several. A constant number of statements, however many.
 */
export async function recordsAsked(
  sight: Sight,
  kind: RecordKind,
  words: readonly string[],
): Promise<(OnRecord | undefined)[]> {
  const found = await MEANT[kind](sight, words);
  return found.map((meant) => {
    const seen = meant.filter((resource) => seesRecord(sight.actor, resource));
    return seen.length === 1 && seen[0] ? { line: seen[0].line, record: seen[0].record } : undefined;
  });
}

const MEANT: Readonly<Record<RecordKind, (sight: Sight, words: readonly string[]) => Promise<Resource[][]>>> = {
  contact: async (sight, words) =>
    (await findContacts(sight, words)).map((row) => (row ? [on({ record: contactRecord(row) })] : [])),
  conversation: async (sight, words) =>
    (await conversationsMeant(sight, words)).map((rows) => rows.map(({ resource }) => resource)),
  blast: async (sight, words) => (await blastsMeant(sight, words)).map((row) => (row ? [row.resource] : [])),
};

/** The record that a question is about; nothing where it is about none. */
export async function recordAsked(
  sight: Sight,
  asked: { readonly [K in RecordKind]?: string | undefined },
): Promise<OnRecord | undefined> {
  const kind = RECORD_KINDS.find((one) => asked[one] !== undefined);
  if (kind === undefined) return undefined;
  const word = asked[kind] as string;
  const [found] = await recordsAsked(sight, kind, [word]);
  if (found === undefined) throw recordMissing(kind, word);
  return found;
}

const recordMissing = (kind: RecordKind, word: string): Failure =>
  missing('record.missing', `there is no ${kind} "${word}"`, {
    hint: kind === 'conversation' ? 'a conversation is named by line and contact: +15550100/+15550123' : undefined,
  });
