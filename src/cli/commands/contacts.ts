import type { Noun } from '../face.ts';
import { add } from './contacts/add.ts';
import { assign } from './contacts/assign.ts';
import { edit } from './contacts/edit.ts';
import { exporting } from './contacts/export.ts';
import { importing } from './contacts/import.ts';
import { list } from './contacts/list.ts';
import { merge } from './contacts/merge.ts';
import { remove } from './contacts/remove.ts';
import { show } from './contacts/show.ts';

/** Contacts. */
export const contacts: Noun = {
  name: 'contacts',
  about:
    'contacts: people by number or e-mail address; add, import, list, show, edit, assign, merge, remove and export them',
  faces: [add, importing, list, show, edit, assign, merge, remove, exporting],
};
