import { emailKey } from '../domain/email.ts';
import { conflict, type Failure, missing } from '../domain/errors.ts';
import { e164 } from '../domain/phone.ts';
import { type ContactRow, contactsNamed } from '../store/records.ts';
import type { Action } from './actions.ts';
import { barred } from './barred.ts';
import type { Ask, Sight } from './operation.ts';
import { seesRecord } from './record-sight.ts';
import { on, type RecordResource } from './resource.ts';

/** How a contact is named: by its number, or its e-mail address where there is none. */
export const contactName = ({ phone, email }: Pick<ContactRow, 'phone' | 'email'>): string => phone ?? email ?? '';

/** A contact as the gates see it. */
export const contactRecord = (row: ContactRow): RecordResource => ({
  name: contactName(row),
  kind: 'contact',
  assignee: row.assignee ?? 0,
  team: row.team_id ?? 0,
  author: 0,
  teamName: row.team,
});

/** The word by which one contact is known, and no other. */
const contactKey = ({ phone, email_key }: ContactRow): string | null => phone ?? email_key;

/** The word by which the store knows a contact: a number as E.164, an e-mail address by its key. */
const wordOf = (typed: string): string => e164(typed) ?? emailKey(typed) ?? typed;

/** The contacts that each of these numbers or e-mail addresses means, in the order asked; undefined where there is none. */
export async function findContacts(
  { connection, workspace }: Sight,
  typed: readonly string[],
): Promise<(ContactRow | undefined)[]> {
  if (typed.length === 0) return [];
  const words = typed.map(wordOf);
  const rows = await contactsNamed(connection, workspace.id, [...new Set(words)]);
  // Whoever has no number is called by their address, which others may have beside theirs.
  const exact = new Map(rows.map((row) => [contactKey(row), row]));
  const byAddress = Map.groupBy(rows, ({ email_key }) => email_key);
  return words.map((word, i) => {
    const [found, ...others] = exact.has(word) ? [exact.get(word)] : (byAddress.get(word) ?? []);
    if (others.length > 0) throw ambiguous(typed[i] as string, byAddress.get(word) ?? []);
    return found;
  });
}

const ambiguous = (typed: string, rows: readonly ContactRow[]): Failure =>
  conflict('ambiguous-contact', `${rows.length} contacts have the address ${typed}`, {
    hint: `name one by its number: ${rows.slice(0, 5).map(contactName).join(', ')}`,
  });

/**
 * The questions about contacts that are looked at or changed. One beyond the acting user's sight is missing, in the same
 * words as one that never was; to someone who may do this to no contact nothing is looked up.
 */
export async function contactQuestions<N extends Action>(
  sight: Sight,
  needs: N,
  typed: readonly string[],
): Promise<readonly [Ask<N>, ...Ask<N>[]]> {
  const [refused] = barred(sight.actor, [needs]);
  if (refused) return [refused];
  const rows = await contactsInSight(sight, needs, typed);
  return rows.map((row) => ({ needs, on: on({ record: contactRecord(row) }) })) as [Ask<N>, ...Ask<N>[]];
}

/** The contacts that words mean, each once, if the acting user may see them; all that are missing are named. */
export async function contactsInSight(sight: Sight, needs: Action, typed: readonly string[]): Promise<ContactRow[]> {
  const rows = await contactsSeen(sight, needs, typed);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** The same, one for each word. */
export async function contactsSeen(sight: Sight, needs: Action, typed: readonly string[]): Promise<ContactRow[]> {
  const rows = await findContacts(sight, typed);
  const seen = rows.flatMap((row) =>
    row && seesRecord(sight.actor, on({ record: contactRecord(row) }), needs) ? [row] : [],
  );
  if (seen.length === typed.length) return seen;
  const ids = new Set(seen.map(({ id }) => id));
  throw contactMissing(
    sight,
    typed.filter((_, i) => !ids.has(rows[i]?.id ?? 0)),
  );
}

const contactMissing = ({ workspace }: Sight, words: readonly string[]): Failure =>
  missing(
    'unknown-contact',
    `there is no contact ${words.map((word) => `"${word}"`).join(', ')} in ${workspace.slug}`,
    {
      hint: 'see them: switchboard contacts list',
      details: { contacts: words },
    },
  );
