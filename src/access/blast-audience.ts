import type { Audience } from '../domain/blast.ts';
import { addressedOn } from '../domain/line-kinds.ts';
import { type AudienceParts, keeping, type Source } from '../store/blast-audience.ts';
import type { BlastDetail } from '../store/blasts.ts';
import { audienceOf } from '../store/blasts.ts';
import { type Filter, filterPiece } from '../store/contact-filter.ts';
import { type ListRow, listsOf } from '../store/lists.ts';
import { contactsWithin } from '../store/sight.ts';
import { filterOf } from './contact-filter.ts';
import { contactsInSight, findContacts } from './contacts.ts';
import { meantBy } from './named.ts';
import type { Sight } from './operation.ts';
import { subjectNamed } from './people.ts';
import { reachOf } from './reach.ts';

/** Sees to it that the words of an audience mean something to the acting user: its lists, and the contacts by name. */
export async function knownAudience(sight: Sight, { lists, exclude, contacts }: Audience): Promise<void> {
  const named = [...lists, ...exclude];
  const all = named.length === 0 ? [] : await listsOf(sight.connection, sight.workspace.id);
  for (const name of named) meantBy(sight, 'list', name, all);
  if (contacts.length > 0) await contactsInSight(sight, 'contacts.view', contacts);
}

/**
 * Whom a blast is for, as statements read it. Nobody is a candidate whom its author does not see, nor whom the acting
 * user does not. Contacts that were named and are there no more are none.
 */
export async function audienceParts(sight: Sight, blast: BlastDetail): Promise<AudienceParts> {
  const { connection, workspace, actor } = sight;
  const { lists, contacts, where, exclude } = audienceOf(blast);
  const author = await subjectNamed(connection, workspace, blast.by);
  const values: unknown[] = [workspace.id, blast.line_id];
  const named = lists.length + exclude.length === 0 ? [] : await listsOf(connection, workspace.id);
  const onList = async (name: string) => {
    const list = meantBy(sight, 'list', name, named);
    return { list, condition: await listPiece(sight, list, values) };
  };
  const sources: Source[] = [];
  for (const name of lists) {
    const { list, condition } = await onList(name);
    sources.push({ condition, wantsConsent: list.wants_consent === 1 });
  }
  if (contacts.length > 0) {
    const found = (await findContacts(sight, contacts)).flatMap((row) => (row ? [{ id: row.id }] : []));
    const rows = connection.dialect.rows(keeping(values)(JSON.stringify(found)), { id: 'integer' });
    sources.push({ condition: `c.id in (select n.id from ${rows} as n)`, wantsConsent: false });
  }
  if (where.length > 0) sources.push({ condition: piece(await filterOf(sight, where), values), wantsConsent: false });
  const excluded: string[] = [];
  for (const name of exclude) excluded.push((await onList(name)).condition);
  const within = [author, actor].map((subject) => contactsWithin(reachOf(subject, 'contacts.view')));
  const addressed = addressedOn(blast.kind);
  return { lineId: blast.line_id, addressed, sources, excluded, within: [...new Set(within)], values };
}

const piece = (filter: Filter, values: unknown[]): string => {
  const { text, values: own } = filterPiece(filter, values.length + 1);
  values.push(...own);
  return text;
};

/** The condition that a contact (`c`) is on a list: put there, or found by its filter. */
async function listPiece(sight: Sight, { id, filter }: ListRow, values: unknown[]): Promise<string> {
  if (filter !== null) return piece(await filterOf(sight, JSON.parse(filter)), values);
  return `c.id in (select m.contact_id from list_members m where m.workspace_id = $1 and m.list_id = ${id})`;
}
