import { contactName } from '../../access/contacts.ts';
import { usesOf } from '../../access/list-uses.ts';
import { meantBy } from '../../access/named.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { rfc3339 } from '../../domain/time.ts';
import { countsOn, firstOn } from '../../store/list-condition.ts';
import { listsOf } from '../../store/lists.ts';
import { count, text } from '../input.ts';

/** One list: how it is filled, its first contacts as far as the acting user sees them, and what counts on it. */
export const showList = query({
  name: 'lists show',
  needs: ['lists.view'],
  input: { list: text(), first: count() },
  asks: () => [{ needs: 'lists.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { connection, workspace, actor } = pass;
    const lists = await listsOf(connection, workspace.id);
    const found = meantBy(pass, 'list', input.list, lists);
    const reached = reachOf(actor, 'contacts.view');
    const counts = await countsOn(connection, workspace.id, [found], reached);
    const first = await firstOn(connection, workspace.id, found, reached, input.first);
    const { segments, blasts } = await usesOf(pass, found, lists);
    return {
      name: found.name,
      kind: found.filter === null ? 'list' : 'segment',
      about: found.about,
      wantsConsent: found.wants_consent === 1,
      contacts: counts.get(found.id) ?? 0,
      version: found.version,
      changed: rfc3339(found.at),
      by: found.by,
      entry: found.changed,
      /** The segments and the blasts that are not over that count on it. */
      usedBy: { segments, blasts: blasts.map(({ name }) => name) },
      first: first.map((row) => ({ contact: contactName(row), name: nameOf(row) })),
    };
  },
});

const nameOf = (row: { readonly first_name: string | null; readonly last_name: string | null }): string | null =>
  [row.first_name, row.last_name].filter((part) => part !== null).join(' ') || null;
