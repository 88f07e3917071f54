import { readFilter } from '../../access/contact-filter.ts';
import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { whereTexts } from '../../domain/contact-filter.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { beginList } from '../../store/lists.ts';
import { namesLike } from '../../store/names.ts';
import { boolean, list, optional, read, text } from '../input.ts';

/** Adds a list; one with a filter is a segment. */
export const addList = change({
  name: 'lists add',
  needs: ['lists.add'],
  input: {
    name: read(workName),
    about: optional(text(500)),
    /** Clauses that its contacts pass; with none it is filled by hand. */
    where: list(text(1000)),
    /** Whether blasts go only to those of it who opted in. */
    wantsConsent: boolean('yes or no'),
  },
  asks: () => [{ needs: 'lists.add', on: workspaceItself }],
  does: async (pass, { name, about = null, where, wantsConsent }) => {
    const { db, connection, workspace, entry } = pass;
    const clash = nameTaken('list', { id: 0, name }, await namesLike(connection, 'lists', workspace.id, name));
    if (clash) throw clash;
    const { condition } = await readFilter(pass, where);
    const filter = where.length === 0 ? null : JSON.stringify(condition);
    await beginList(db, workspace.id, entry, { name, about, filter, wants_consent: Number(wantsConsent) });
    const kind = filter === null ? 'list' : 'segment';
    return { name, kind, about, where: whereTexts(condition), wantsConsent, change: 'added' };
  },
  counts: () => ({ added: 1 }),
});
