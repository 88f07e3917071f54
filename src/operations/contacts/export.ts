import { filterOf, readFilter } from '../../access/contact-filter.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import { EXPORTED } from '../../domain/contact-columns.ts';
import { Paged } from '../../domain/paged.ts';
import { contactCells, exportPages, FROM } from '../../store/contact-export.ts';
import { filterPiece } from '../../store/contact-filter.ts';
import { fieldsOf } from '../../store/fields.ts';
import { list, names, string } from '../input.ts';

/** The contacts within reach as a file that `contacts import` reads back, page by page, however many there are. */
export const exportContacts = query({
  name: 'contacts export',
  needs: ['contacts.export'],
  input: { where: list(string()), lists: names() },
  asks: () => [{ needs: 'contacts.export', on: workspaceItself }],
  does: async (pass, { where, lists }) => {
    const { connection, workspace, actor } = pass;
    const { condition } = await readFilter(pass, where);
    const onLists = lists.length === 0 ? [] : [[{ about: 'list', holds: 'in', values: lists } as const]];
    const filter = filterPiece(await filterOf(pass, [...condition, ...onLists]), FROM);
    const fields = await fieldsOf(connection, workspace.id);
    const exported = { workspaceId: workspace.id, reached: reachOf(actor, 'contacts.export'), filter };
    const columns = [...EXPORTED, ...fields.map(({ name }) => name)];
    return { columns, contacts: new Paged(columns, () => contactCells(exportPages(connection, exported), fields)) };
  },
});
