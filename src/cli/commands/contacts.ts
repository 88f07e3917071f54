import type { Noun } from '../face.ts';
import { merge } from './contacts/merge.ts';

/** Contacts. */
export const contacts: Noun = {
  name: 'contacts',
  about: 'contacts: people by number or e-mail address; add, list, show, edit, assign and remove them',
  faces: [merge],
};
