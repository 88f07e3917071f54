import type { SeedConsenting, SeedContactsFile } from '../../../domain/seed.ts';
import { mapOf, recordOf } from '../map-shape.ts';
import { listOf, type Shape, text } from '../shape.ts';
import { contactNamed, plainText } from '../words.ts';
import type { SeedTerms } from './contact.ts';

/** Contacts that stand in a file beside the document, and what they agreed to. */
export function contactsFile({ plan }: SeedTerms): Shape<SeedContactsFile> {
  const who = contactNamed('a contact: its number or its address', plan);
  const consenting = mapOf<SeedConsenting>('who agreed to what on a line', {
    'opted-in': listOf('who agreed', who),
    'opted-out': listOf('who does not want to be written to', who),
  });
  return mapOf<SeedContactsFile>(
    'contacts in a file beside the document, with the columns of contacts export',
    {
      file: text('the file: CSV or JSON lines', plainText(1000)),
      consents: recordOf('what they agreed to, by line: a file has no column for it', consenting),
    },
    { needs: ['file'] },
  );
}
