import { resolve } from 'node:path';
import { inFile } from '../../domain/seed.ts';
import { type SeedFault, seedPlaceText } from '../../domain/seed-fault.ts';
import { type SeedFile, strayed } from './files.ts';
import { placeAt } from './node.ts';
import { type Parts, placeIn } from './parts.ts';
import type { Reading } from './shape.ts';
import type { SeedTerms } from './shapes/contact.ts';
import { contactsFile } from './shapes/contacts-file.ts';

/** Where the file of contacts is, or what is wrong with its path. */
export async function contactsPath(
  text: string,
  files: readonly SeedFile[],
  parts: Parts,
): Promise<string | SeedFault | undefined> {
  const at = placeIn(parts, 'contacts', 'file');
  const home = files.find(({ name }) => name === at?.file);
  if (at === undefined || home === undefined) return undefined;
  const folder = home.path === '-' ? home.home : resolve(home.path, '..');
  const message = await strayed(text, folder, home.home);
  if (message === undefined) return resolve(folder, text);
  return {
    ...at,
    code: 'outside-folder',
    message,
    suggestion: 'put the file beside the document or in a folder below',
  };
}

/** Reads that the contacts stand in a file, where they do: answers which. */
export function contactsBeside(
  { maps, items }: Parts,
  said: Record<string, unknown>,
  terms: SeedTerms,
  reading: Reading,
): string | undefined {
  const node = maps.get('contacts');
  if (node === undefined) return undefined;
  const [first] = items.get('contacts') ?? [];
  if (first !== undefined) {
    const other = seedPlaceText(placeAt(first.node.file, first.node.at, first.path));
    const message = `contacts stand in the document or in a file, and these at ${other} too`;
    reading.note(node, 'contacts', 'mixed-contacts', message, 'keep one of the two');
  }
  const file = contactsFile(terms).read(node, 'contacts', reading);
  said.contacts = file;
  return file && inFile(file) ? file.file : undefined;
}
