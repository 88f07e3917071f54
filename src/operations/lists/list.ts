import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { foldedName } from '../../domain/work-name.ts';
import { countsOn } from '../../store/list-condition.ts';
import { listsOf } from '../../store/lists.ts';
import { optional, text } from '../input.ts';

/** The lists of the workspace by name, with how many contacts are on each as far as the acting user sees contacts. */
export const listLists = query({
  name: 'lists list',
  needs: ['lists.view'],
  input: { search: optional(text()) },
  asks: () => [{ needs: 'lists.view', on: workspaceItself }],
  does: async ({ connection, workspace, actor }, { search }) => {
    const lists = await listsOf(connection, workspace.id);
    const wanted = foldedName(search ?? '');
    const shown = lists.filter(({ name, about }) =>
      [name, about ?? ''].some((one) => foldedName(one).includes(wanted)),
    );
    const counts = await countsOn(connection, workspace.id, shown, reachOf(actor, 'contacts.view'));
    return {
      lists: shown.map((list) => ({
        name: list.name,
        kind: list.filter === null ? 'list' : 'segment',
        /** How many contacts are on it, as far as the acting user sees them. */
        contacts: counts.get(list.id) ?? 0,
        wantsConsent: list.wants_consent === 1,
        about: list.about,
        changed: rfc3339(list.at),
        by: list.by,
        entry: list.changed,
      })),
    };
  },
});
