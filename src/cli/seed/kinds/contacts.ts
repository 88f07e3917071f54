import type { ContactRow, ContactTerms } from '../../../domain/contact-row.ts';
import type { RowSource } from '../../../domain/row-batch.ts';
import { inFile } from '../../../domain/seed.ts';
import { plural } from '../../../domain/words.ts';
import { type ImportReport, importContacts } from '../../../operations/contacts/import.ts';
import { contactsInline } from '../contacts.ts';
import type { Site } from '../site.ts';
import { type Came, type Steps, step } from '../step.ts';

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
  const rowAt = (line: number) =>
    contacts && inFile(contacts) ? `${contacts.file}:${line}` : site.placeOf(['contacts', line - 1]);
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
        rejects: undefined,
      };
    },
    cameOf,
  );
}

/** What an import came to, as plans tell it. */
function cameOf({ added, updated, unchanged }: ImportReport): readonly Came[] {
  const counted = (change: 'make' | 'edit' | 'same', rows: number): Came[] =>
    rows === 0 ? [] : [{ change, rows, name: plural(rows, 'contact') }];
  return [...counted('make', added), ...counted('edit', updated), ...counted('same', unchanged)];
}
