import { refuseWhereUsed } from '../../access/list-uses.ts';
import { meantBy } from '../../access/named.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { listsOf, editList as writeList } from '../../store/lists.ts';
import { boolean, optional, read, string, text } from '../input.ts';

/** Changes what is said of a list, as its next version. */
export const editList = change({
  name: 'lists edit',
  needs: ['lists.edit'],
  input: {
    list: text(),
    name: optional(read(workName)),
    /** An empty text takes the description away. */
    about: optional(string()),
    wantsConsent: optional(boolean('yes or no')),
  },
  asks: () => [{ needs: 'lists.edit', on: workspaceItself }],
  does: async (pass, { list, ...said }) => {
    const { db, connection, workspace, entry } = pass;
    if (Object.values(said).every((part) => part === undefined)) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --name, --about, --where or --wants-consent',
      });
    }
    const lists = await listsOf(connection, workspace.id);
    const { id, name, about, filter, wants_consent } = meantBy(pass, 'list', list, lists);
    const found = { id, name, about, filter, wants_consent };
    const edited = {
      ...found,
      name: said.name ?? name,
      about: said.about === undefined ? about : said.about.trim() || null,
      wants_consent: Number(said.wantsConsent ?? wants_consent === 1),
    };
    const clash = nameTaken('list', edited, lists);
    if (clash) throw clash;
    // Segments and blasts know a list by its name.
    if (edited.name !== name) await refuseWhereUsed(pass, found, lists);
    const unchanged = JSON.stringify(edited) === JSON.stringify(found);
    const answer = {
      name: edited.name,
      kind: edited.filter === null ? 'list' : 'segment',
      about: edited.about,
      wantsConsent: edited.wants_consent === 1,
      change: unchanged ? 'unchanged' : 'edited',
    };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    await writeList(db, workspace.id, entry, edited);
    return answer;
  },
  counts: () => ({ edited: 1 }),
});
