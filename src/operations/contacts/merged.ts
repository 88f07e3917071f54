// What a contact is once others have become it: its own, what it lacks from the others in their order, and what was chosen.
import { findContacts } from '../../access/contacts.ts';
import type { Sight } from '../../access/operation.ts';
import { type MergedField, mergedField, type Taking } from '../../domain/contact-merge.ts';
import { nameKey } from '../../domain/contact-name.ts';
import { invalid } from '../../domain/errors.ts';
import type { ContactField } from '../../domain/field-definition.ts';
import { type ContactValue, valuesOf, type WholeContact, wholeContacts } from '../../store/contact-merge.ts';
import { fieldsOf } from '../../store/fields.ts';

/** A value that the one who is kept gets from another. */
interface Filled {
  readonly field: string;
  readonly from: number;
}

/** A contact as it will be, and how it came to be so. */
export interface Merged {
  readonly contact: WholeContact & { readonly name_key: string };
  readonly values: readonly Pick<ContactValue, 'field_id' | 'value'>[];
  readonly filled: readonly Filled[];
  /** All of them as they were, the one who is kept first. */
  readonly before: readonly WholeContact[];
}

const COLUMN: Readonly<Record<MergedField, readonly (keyof WholeContact)[]>> = {
  phone: ['phone'],
  email: ['email', 'email_key'],
  first_name: ['first_name'],
  last_name: ['last_name'],
  time_zone: ['time_zone'],
  assignee: ['assignee'],
  team: ['team_id'],
};

/** Puts contacts together: `ids` are theirs, the one who is kept first. Without `assigns` nobody is assigned by it. */
export async function mergedOf(
  sight: Sight,
  ids: readonly number[],
  takes: readonly Taking[],
  assigns: boolean,
): Promise<Merged> {
  const { connection, workspace } = sight;
  const rows = await wholeContacts(connection, workspace.id, ids);
  const before = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const values = await valuesOf(connection, workspace.id, ids);
  const fields = await fieldsOf(connection, workspace.id);
  const chosen = await chosenOf(sight, ids, takes, fields);
  const [keep] = before as [WholeContact];
  const filled: Filled[] = [];
  const contact = { ...keep };
  for (const field of Object.keys(COLUMN) as MergedField[]) {
    const [first] = COLUMN[field] as [keyof WholeContact];
    const isAssignment = field === 'assignee' || field === 'team';
    const from = chosen.get(field) ?? (isAssignment && !assigns ? undefined : firstWith(before, first));
    const source = before.find(({ id }) => id === from);
    if (source === undefined || source[first] === contact[first]) continue;
    for (const column of COLUMN[field]) Object.assign(contact, { [column]: source[column] });
    filled.push({ field, from: source.id });
  }
  const given = fields.flatMap((field) => {
    const had = ids.flatMap((id) => values.find((one) => one.field_id === field.id && one.contact_id === id) ?? []);
    const wanted = chosen.get(field);
    const found = wanted === undefined ? had[0] : had.find(({ contact_id }) => contact_id === wanted);
    const own = had.find(({ contact_id }) => contact_id === keep.id);
    if (found === undefined || found.value === own?.value) return [];
    filled.push({ field: field.name, from: found.contact_id });
    return [{ field_id: field.id, value: found.value }];
  });
  const { first_name, last_name } = contact;
  return { contact: { ...contact, name_key: nameKey(first_name, last_name) }, values: given, filled, before };
}

const firstWith = (rows: readonly WholeContact[], column: keyof WholeContact): number | undefined =>
  rows.find((row) => row[column] !== null)?.id;

/** Whose value was chosen, by the field; only those who are merged have any to give. */
async function chosenOf(
  sight: Sight,
  ids: readonly number[],
  takes: readonly Taking[],
  fields: readonly ContactField[],
): Promise<ReadonlyMap<MergedField | ContactField, number>> {
  const rows = await findContacts(
    sight,
    takes.map(({ contact }) => contact),
  );
  return new Map(
    takes.map(({ field, contact }, i) => {
      const id = rows[i]?.id;
      if (id !== undefined && ids.includes(id)) return [mergedField(field, fields), id];
      throw invalid('bad-take', `${contact} is none of the contacts that are merged`, {
        hint: 'take a value from one of those who are named',
      });
    }),
  );
}
