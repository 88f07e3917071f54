import { listFilters } from '../../access/list-filters.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { foldedName } from '../../domain/contact-name.ts';
import { rfc3339 } from '../../domain/time.ts';
import { countsBy } from '../../store/list-contacts.ts';
import { listsOf } from '../../store/lists.ts';
import { optional, text } from '../input.ts';

/** The lists of the workspace by name, with how many contacts are on each as far as the acting user sees contacts. */
export const listLists = query({
  name: 'lists list',
  needs: ['lists.view'],
  input: { search: optional(text()) },
  asks: () => [{ needs: 'lists.view', on: workspaceItself }],
  does: async (pass, { search }) => {
    const { connection, workspace, actor } = pass;
    const lists = await listsOf(connection, workspace.id);
    const wanted = foldedName(search ?? '');
    const shown = lists.filter(({ name, about }) =>
      [name, about ?? ''].some((one) => foldedName(one).includes(wanted)),
    );
    const filters = await listFilters(pass, shown);
    const counts = await countsBy(connection, workspace.id, filters, reachOf(actor, 'contacts.view'));
    return {
      lists: shown.map((list) => ({
        name: list.name,
        kind: list.filter === null ? 'list' : 'segment',
        /** How many contacts are on it, as far as the acting user sees them; null where its filter cannot be asked. */
        contacts: counts.get(list.id) ?? null,
        wantsConsent: list.wants_consent === 1,
        about: list.about,
        changed: rfc3339(list.at),
        by: list.by,
        entry: list.changed,
      })),
    };
  },
});
