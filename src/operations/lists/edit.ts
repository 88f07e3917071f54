import { filterOf, readFilter } from '../../access/contact-filter.ts';
import { refuseWhereUsed } from '../../access/list-uses.ts';
import { meantBy } from '../../access/named.ts';
import { change, Unapplied } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { type Condition, whereTexts } from '../../domain/contact-filter.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { circularSegment } from '../../domain/segment-circle.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { byFilter, putOn } from '../../store/list-fill.ts';
import { type ListRow, listsOf, membersOn, editList as writeList } from '../../store/lists.ts';
import { boolean, list, optional, read, string, text } from '../input.ts';

/**
 * Changes what is said of a list, as its next version. An empty list becomes a segment by a filter; a segment becomes a
 * list of those whom it finds now.
 */
export const editList = change({
  name: 'lists edit',
  needs: ['lists.edit', 'contacts.view'],
  input: {
    list: text(),
    name: optional(read(workName)),
    /** An empty text takes the description away. */
    about: optional(string()),
    /** Clauses that its contacts are to pass. */
    where: optional(list(text(1000))),
    wantsConsent: optional(boolean('yes or no')),
    /** Whether a segment becomes a list. */
    freezes: optional(boolean('yes or no')),
  },
  asks: ({ freezes }) => {
    const edit = { needs: 'lists.edit', on: workspaceItself } as const;
    return freezes ? [edit, { needs: 'contacts.view', on: workspaceItself }] : [edit];
  },
  does: async (pass, { list: word, ...said }) => {
    const { db, connection, workspace, entry } = pass;
    if (Object.values(said).every((part) => part === undefined)) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --name, --about, --where, --freeze or --wants-consent',
      });
    }
    const lists = await listsOf(connection, workspace.id);
    const { id, name, about, filter, wants_consent } = meantBy(pass, 'list', word, lists);
    const found = { id, name, about, filter, wants_consent };
    const edited = {
      ...found,
      name: said.name ?? name,
      about: said.about === undefined ? about : said.about.trim() || null,
      filter: said.freezes ? null : await filterSaid(pass, found, said.where, lists),
      wants_consent: Number(said.wantsConsent ?? wants_consent === 1),
    };
    const clash = nameTaken('list', edited, lists);
    if (clash) throw clash;
    // Segments and blasts know a list by its name.
    if (edited.name !== name) await refuseWhereUsed(pass, found, lists);
    const unchanged = JSON.stringify(edited) === JSON.stringify(found);
    const frozen = said.freezes ? await freeze(pass, found) : null;
    const answer = {
      name: edited.name,
      kind: edited.filter === null ? 'list' : 'segment',
      about: edited.about,
      where: edited.filter === null ? [] : whereTexts(JSON.parse(edited.filter) as Condition),
      /** How many contacts a segment left on the list that it became. */
      frozen,
      wantsConsent: edited.wants_consent === 1,
      change: unchanged ? 'unchanged' : 'edited',
    };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    await writeList(db, workspace.id, entry, edited);
    return answer;
  },
  counts: () => ({ edited: 1 }),
});

/** The filter that is said, where it may be: a list that was filled by hand has none, and no segment is within itself. */
async function filterSaid(
  pass: ChangePass,
  { id, name, filter }: ListRow,
  where: readonly string[] | undefined,
  lists: readonly ListRow[],
): Promise<string | null> {
  if (where === undefined) return filter;
  if (filter === null && (await membersOn(pass.connection, pass.workspace.id, id)) > 0) {
    throw conflict('list-is-filled', `"${name}" was filled by hand, and a filter would say otherwise`, {
      hint: `take its contacts off first, or make a segment of its own: switchboard lists add NAME --where …`,
    });
  }
  const { condition } = await readFilter(pass, where);
  const circle = circularSegment(name, condition, lists);
  if (circle === undefined) return JSON.stringify(condition);
  throw circle;
}

/** Puts those on a segment by hand whom it finds now, as far as the acting user sees them. Answers how many. */
async function freeze(pass: ChangePass, { id, name, filter }: ListRow): Promise<number> {
  if (filter === null) throw invalid('is-list', `"${name}" is a list already`);
  const { connection, workspace, entry, actor } = pass;
  const found = byFilter(await filterOf(pass, JSON.parse(filter) as Condition), reachOf(actor, 'contacts.view'));
  return putOn(connection, workspace.id, id, entry, found);
}
