import { contactName } from '../../access/contacts.ts';
import { listFilters } from '../../access/list-filters.ts';
import { usesOf } from '../../access/list-uses.ts';
import { meantBy } from '../../access/named.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { type Condition, whereTexts } from '../../domain/contact-filter.ts';
import { wholeName } from '../../domain/contact-name.ts';
import { rfc3339 } from '../../domain/time.ts';
import { countsBy, firstBy } from '../../store/list-contacts.ts';
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
    const filters = await listFilters(pass, [found]);
    const filter = filters.get(found.id);
    const counts = await countsBy(connection, workspace.id, filters, reached);
    const first = filter ? await firstBy(connection, workspace.id, filter, reached, input.first) : [];
    const { segments, blasts } = await usesOf(pass, found, lists);
    return {
      name: found.name,
      kind: found.filter === null ? 'list' : 'segment',
      about: found.about,
      wantsConsent: found.wants_consent === 1,
      /** Its filter as it is typed, a text for each `--where`. */
      where: found.filter === null ? [] : whereTexts(JSON.parse(found.filter) as Condition),
      /** As far as the acting user sees contacts; null where its filter names what is not there for them. */
      contacts: counts.get(found.id) ?? null,
      version: found.version,
      changed: rfc3339(found.at),
      by: found.by,
      entry: found.changed,
      /** The segments and the blasts that are not over that count on it. */
      usedBy: { segments, blasts: blasts.map(({ name }) => name) },
      first: first.map((row) => ({ contact: contactName(row), name: wholeName(row.first_name, row.last_name) })),
    };
  },
});
