import { change } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { beginList, listsOf } from '../../store/lists.ts';
import { boolean, optional, read, text } from '../input.ts';

/** Adds a list. */
export const addList = change({
  name: 'lists add',
  needs: ['lists.add'],
  input: {
    name: read(workName),
    about: optional(text(500)),
    /** Whether blasts go only to those of it who opted in. */
    wantsConsent: boolean('yes or no'),
  },
  asks: () => [{ needs: 'lists.add', on: workspaceItself }],
  does: async ({ db, connection, workspace, entry }, { name, about = null, wantsConsent }) => {
    const clash = nameTaken('list', { id: 0, name }, await listsOf(connection, workspace.id));
    if (clash) throw clash;
    await beginList(db, workspace.id, entry, { name, about, filter: null, wants_consent: Number(wantsConsent) });
    return { name, kind: 'list', about, wantsConsent, change: 'added' };
  },
  counts: () => ({ added: 1 }),
});
