import { resolve } from 'node:path';
import type { SeedFault } from '../../domain/seed-fault.ts';
import { type SeedFile, strayed } from './files.ts';
import { type Parts, placeIn } from './parts.ts';

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
