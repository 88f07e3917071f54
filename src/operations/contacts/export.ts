import { filterOf, readFilter } from '../../access/contact-filter.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { workspaceItself } from '../../access/resource.ts';
import type { ContactField } from '../../domain/field-definition.ts';
import { Paged } from '../../domain/paged.ts';
import { type ExportPage, exportPages, FROM } from '../../store/contact-export.ts';
import { filterPiece } from '../../store/contact-filter.ts';
import { fieldsOf } from '../../store/fields.ts';
import { list, names, string } from '../input.ts';

/** The columns of an exported contact besides custom fields, as a file of contacts has them. */
export const EXPORTED = [
  'phone',
  'email',
  'first_name',
  'last_name',
  'tags',
  'lists',
  'assignee',
  'team',
  'time_zone',
] as const;

const NONE: readonly string[] = [];

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
    return { columns, contacts: new Paged(columns, () => cellsOf(exportPages(connection, exported), fields)) };
  },
});

/** The cells of each contact, in the order of the columns. */
async function* cellsOf(
  pages: AsyncIterable<ExportPage>,
  fields: readonly ContactField[],
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for await (const { rows, tags, lists, values } of pages) {
    const page: (readonly unknown[])[] = [];
    for (const [id, phone, email, first, last, assignee, team, zone] of rows) {
      const cells = [phone, email, first, last, tags.get(id) ?? NONE, lists.get(id) ?? NONE, assignee, team, zone];
      const held = fields.length === 0 ? undefined : values.get(id);
      page.push(fields.length === 0 ? cells : [...cells, ...fields.map((field) => held?.get(field.id) ?? null)]);
    }
    yield page;
  }
}
