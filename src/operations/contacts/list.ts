import { question } from '../../access/operation.ts';
import { workspaceItself } from '../../access/resource.ts';
import { invalid } from '../../domain/errors.ts';
import { type ContactListRow, contactPage, contactStream } from '../../store/contact-list.ts';
import { CONTACT_SORTS, type ContactCursor, type ContactSort } from '../../store/contact-roads.ts';
import { count, list, optional, picklist, string, text } from '../input.ts';
import { ASKABLE, type Asked, type ContactTold, contactTold } from './told.ts';
import { narrowing, wantedOf } from './wanted.ts';

/** The contacts within the acting user's reach: narrowed, sorted, page by page or streamed whole. */
export const listContacts = question({
  name: 'contacts list',
  needs: ['contacts.view'],
  input: {
    ...narrowing(),
    /** By name where it is not said; what is searched for comes in the order in which it is found. */
    sort: optional(picklist(CONTACT_SORTS, `sort by ${CONTACT_SORTS.join(', ')}`)),
    limit: count(),
    after: optional(text(4000)),
    /** What is told beside: tags, lists, who added and changed it when, custom fields. */
    beside: optional(list(string())),
  },
  asks: () => [{ needs: 'contacts.view', on: workspaceItself }],
  does: async (pass, input) => {
    const { connection, workspace } = pass;
    const { sort, limit } = input;
    const wanted = await wantedOf(pass, 'contacts.view', input);
    const asked = await askedOf(pass, input.beside ?? []);
    const beside = asked.map((one) => one.beside);
    const order = sort ?? (wanted.search ? 'found' : 'name');
    const after = input.after === undefined ? undefined : readCursor(input.after, order);
    if (limit === 0) {
      const rows = contactStream(connection, workspace.id, wanted, sort, beside, after);
      return { contacts: told(rows, asked), next: null };
    }
    const rows = await contactPage(connection, workspace.id, wanted, sort, beside, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { contacts: page.map((row) => contactTold(row, asked)), next: last ? writeCursor(last, order) : null };
  },
});

async function askedOf(pass: Parameters<typeof wantedOf>[0], names: readonly string[]): Promise<Asked[]> {
  if (names.length === 0) return [];
  const found = names.map((name) => ASKABLE.find((known) => known === name));
  if (found.every((one) => one !== undefined)) return found.map((name) => ({ name, beside: name }));
  const { fieldNamed } = await import('../../access/fields.ts');
  const { fieldsOf } = await import('../../store/fields.ts');
  const { findField } = await import('../../domain/field-definition.ts');
  const fields = await fieldsOf(pass.connection, pass.workspace.id);
  const asked: Asked[] = [];
  for (const [i, name] of names.entries()) {
    const known = found[i];
    const field = known ? undefined : (findField(fields, name) ?? (await fieldNamed(pass, name)).field);
    asked.push(known ? { name, beside: known } : { name, beside: { field: field?.id ?? 0 } });
  }
  return asked;
}

async function* told(rows: AsyncIterable<ContactListRow>, asked: readonly Asked[]): AsyncGenerator<ContactTold> {
  for await (const row of rows) yield contactTold(row, asked);
}

type Order = ContactSort | 'found';

const writeCursor = ({ road, key, id }: ContactListRow, order: Order): string =>
  Buffer.from(JSON.stringify([order, road, key, id])).toString('base64url');

function readCursor(typed: string, wanted: Order): ContactCursor {
  try {
    const [order, road, key, id] = JSON.parse(Buffer.from(typed, 'base64url').toString()) as [
      Order,
      number,
      string,
      number,
    ];
    const isKey = order === 'added' ? Number.isSafeInteger(key) : typeof key === 'string';
    if (order === wanted && (road === 0 || road === 1) && isKey && Number.isSafeInteger(id)) return { road, key, id };
  } catch {}
  throw invalid('bad-cursor', 'that is no place in this list', {
    hint: 'pass on what the page before said as "next", with the same --sort and --search',
  });
}
