import type { ContactDifference } from '../../../access/contact-differences.ts';
import type { ContactRow, ContactTerms } from '../../../domain/contact-row.ts';
import type { RowSource } from '../../../domain/row-batch.ts';
import { inFile } from '../../../domain/seed.ts';
import type { SeedPlace } from '../../../domain/seed-fault.ts';
import { plural } from '../../../domain/words.ts';
import { type ImportReport, importContacts } from '../../../operations/contacts/import.ts';
import { contactsInline } from '../contacts.ts';
import type { Site } from '../site.ts';
import { type Came, FEW, type RowPlace, type Steps, step } from '../step.ts';

/** The contacts of a document: those that stand in it, or in a file beside it. Each time they are read anew. */
export async function contactsSaid({
  document: { contacts },
  openContacts,
}: Site): Promise<(RowSource<ContactTerms, ContactRow> & { readonly source: string }) | undefined> {
  if (contacts === undefined) return undefined;
  if (inFile(contacts)) return openContacts?.();
  return { ...contactsInline(contacts), source: 'seed' };
}

/** Imports the contacts, all of them at once: those that are not there are added, those that differ changed. */
export async function* contactSteps(site: Site): Steps {
  const said = await contactsSaid(site);
  const { contacts } = site.document;
  if (said === undefined || (Array.isArray(contacts) && contacts.length === 0)) return;
  let file: typeof said | undefined = said;
  const lineAt = (line: number) =>
    contacts && inFile(contacts) ? `${contacts.file}:${line}` : site.placeOf(['contacts', line - 1]);
  const rowAt = (row: RowPlace): SeedPlace | undefined =>
    contacts && inFile(contacts)
      ? { file: contacts.file, line: row.line, column: row.column ?? 1, path: row.field ?? '' }
      : site.fieldAt('contacts', row.line - 1, row);
  const about = {
    change: 'make',
    kind: 'contacts',
    name: 'contacts',
    place: site.placeOf(['contacts']),
    rowAt,
  } as const;
  yield step(
    about,
    async () => importContacts,
    async () => {
      const again = file ?? (await contactsSaid(site));
      file = undefined;
      return {
        file: again as typeof said,
        source: said.source,
        country: undefined,
        onExisting: 'update' as const,
        keepGoing: false,
        tags: [],
        lists: [],
        tells: FEW,
        rejects: undefined,
      };
    },
    (report) => cameOf(report, lineAt),
  );
}

/** What an import came to, as plans tell it: one by one where they are few, and all of them are seen. */
function cameOf(report: ImportReport, lineAt: (line: number) => string | null): readonly Came[] {
  const { added, updated, unchanged, differences = [] } = report;
  const counted = (change: 'make' | 'edit' | 'same', rows: number): Came[] =>
    rows === 0 ? [] : [{ change, rows, name: plural(rows, 'contact') }];
  const changed =
    differences.length === added + updated
      ? differences.map((one) => told(one, lineAt))
      : [...counted('make', added), ...counted('edit', updated)];
  return [...changed, ...counted('same', unchanged)];
}

const told = (
  { line, outcome, subject, fields }: ContactDifference,
  lineAt: (line: number) => string | null,
): Came => ({
  change: outcome === 'added' ? 'make' : 'edit',
  name: subject,
  rows: 1,
  what: fields
    .filter(({ now }) => now !== subject)
    .map(({ field, before, now }) => ({ what: field, from: before, to: now })),
  place: line === null ? null : lineAt(line),
});
