import type { Noun } from '../face.ts';
import { exporting } from './contacts/export.ts';
import { importing } from './contacts/import.ts';

/** Contacts of a workspace. */
export const contacts: Noun = {
  name: 'contacts',
  about: 'import and export contacts',
  faces: [importing, exporting],
};
