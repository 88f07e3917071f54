import { createHash } from 'node:crypto';
import type { ContactRow, ContactTerms } from '../domain/contact-row.ts';
import { isNational } from '../domain/contact-row.ts';
import { contactCellReader, contactObjectReader, readContactHeading } from '../domain/contact-sheet.ts';
import { numberingPlan } from '../domain/phone.ts';
import type { RowSource } from '../domain/row-batch.ts';
import { openRows, type RowReaders, readRows } from './rows.ts';
import type { Surroundings } from './surroundings.ts';

/** A file of contacts on its way to the gate: how it was written is known, what its columns mean is not yet. */
export interface ContactsFile extends RowSource<ContactTerms, ContactRow> {
  readonly source: string;
  /** The header as it was written; null for JSON lines. */
  readonly header: readonly string[] | null;
}

/** Opens a file of contacts, `-` being standard input. With `keeps`, the cells are kept for rows that are rejected. */
export async function openContacts(source: string, around: Surroundings, keeps: boolean): Promise<ContactsFile> {
  const digest = createHash('sha256');
  const opened = await openRows(source, around, (bytes) => digest.update(bytes));
  return {
    source: opened.source,
    header: opened.header,
    sha256: () => digest.copy().digest('hex'),
    read: (terms) => readRows(opened, readersFor(terms), keeps),
  };
}

const readersFor = (terms: ContactTerms): RowReaders<string, ContactRow> => ({
  heading: (cells, line) => readContactHeading(terms, cells, line),
  cells: (heading) => contactCellReader(terms, heading),
  objects: () => contactObjectReader(terms),
  // The numbering plans of the world are loaded only when a number needs them.
  prepares: (rows, heading) => {
    if (terms.country === null || terms.plan !== undefined) return undefined;
    const at = heading?.fields.indexOf('phone');
    const needs = at === undefined || (rows as readonly (readonly string[])[]).some((row) => isNational(row[at] ?? ''));
    return needs ? withPlan(terms, terms.country) : undefined;
  },
});

async function withPlan(terms: ContactTerms, country: string): Promise<void> {
  terms.plan = (await numberingPlan(country)) ?? (() => undefined);
}
