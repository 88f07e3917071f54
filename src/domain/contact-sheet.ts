import { SHEET } from './contact-columns.ts';
import { type ContactReader, type ContactRow, type ContactTerms, contactReader } from './contact-row.ts';
import { type Fault, fault } from './fault.ts';
import { type Heading, readHeading, type Sheet } from './heading.ts';
import { objectReader } from './object-row.ts';

const LISTS: ReadonlySet<string> = new Set(['tags', 'lists']);

const sheetOf = ({ fields }: ContactTerms): Sheet => ({
  what: 'a file of contacts',
  columns: [...SHEET, ...fields.map(({ name }) => name)],
});

/** Reads the heading of a file of contacts: one column at least says who somebody is. */
export function readContactHeading(
  terms: ContactTerms,
  cells: readonly string[],
  line: number,
): Heading & { readonly faults: readonly Fault[] } {
  const { fields, faults } = readHeading(sheetOf(terms), cells, line);
  if (!fields.includes('phone') && !fields.includes('email')) {
    faults.push(
      fault(line, 'missing-column', 'there is neither a column “phone” nor a column “email”', {
        field: 'phone',
        suggestion: 'name the column with the numbers “phone”, or the one with the addresses “email”',
      }),
    );
  }
  return { fields, faults };
}

/** A reader of CSV rows under a heading. */
export const contactCellReader = (terms: ContactTerms, heading: Heading): ContactReader =>
  contactReader(heading, terms);

/** A reader of JSON rows: an object with the columns as keys. */
export function contactObjectReader(terms: ContactTerms): (line: number, value: unknown) => ContactRow | Fault[] {
  const sheet = sheetOf(terms);
  const custom = new Set(terms.fields.map(({ name }) => name));
  return objectReader({
    sheet,
    lists: LISTS,
    takesPlain: (field) => custom.has(field),
    example: '{"phone": "+15550123456"}',
    read: contactReader({ fields: sheet.columns }, terms, 'json'),
  });
}
