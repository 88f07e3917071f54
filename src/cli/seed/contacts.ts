import type { ContactRow, ContactTerms } from '../../domain/contact-row.ts';
import { contactObjectReader } from '../../domain/contact-sheet.ts';
import type { RowSource } from '../../domain/row-batch.ts';
import type { SeedContact } from '../../domain/seed.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { batchOf } from '../rows.ts';
import type { SeedRead } from './read.ts';

const MOST_FAULTS = 1000;

/** Reads the file of contacts beside a document from end to end, in bounded memory: how many there are, and what is wrong with them. */
export async function checkContacts(
  read: SeedRead,
): Promise<{ readonly contacts: number; readonly faults: readonly SeedFault[] }> {
  const place = read.placeOf('contacts', 'file');
  if (read.openContacts === undefined || place === undefined) return { contacts: 0, faults: [] };
  const opened = await read.openContacts();
  const { fields, country, plan } = read.terms;
  const terms: ContactTerms = { fields, country, plan };
  const faults: SeedFault[] = [];
  let contacts = 0;
  for await (const batch of opened.read(terms).rows) {
    contacts += batch.understood.length;
    for (const { line, column, field, code, message, suggestion } of batch.faults) {
      if (faults.length < MOST_FAULTS)
        faults.push({ file: opened.source, line, column: column ?? 1, path: field ?? '', code, message, suggestion });
    }
  }
  return { contacts, faults };
}

const BATCH = 1000;

/** Contacts that stand in a document as a source of rows, as a file of contacts is one: their lines are their places, from 1. */
export function contactsInline(contacts: readonly SeedContact[]): RowSource<ContactTerms, ContactRow> {
  return {
    sha256: () => '',
    read: (terms) => ({ columns: {}, rows: batchesOf(contacts, contactObjectReader(terms)) }),
  };
}

async function* batchesOf(contacts: readonly SeedContact[], read: ReturnType<typeof contactObjectReader>) {
  for (let at = 0; at < contacts.length; at += BATCH) {
    const rows = contacts
      .slice(at, at + BATCH)
      .map(({ values, consents: _consents, ...contact }) => ({ ...contact, ...values }));
    yield batchOf(
      rows.map((_, i) => at + i + 1),
      rows,
      read,
      false,
    );
  }
}
