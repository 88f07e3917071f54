import type { Noun } from '../face.ts';
import { add } from './fields/add.ts';
import { edit } from './fields/edit.ts';
import { list } from './fields/list.ts';
import { remove } from './fields/remove.ts';
import { show } from './fields/show.ts';

/** Custom fields of contacts. */
export const fields: Noun = {
  name: 'fields',
  about: 'custom fields of contacts: texts, numbers, dates, choices, yes or no; add, list, show, edit and remove them',
  faces: [add, list, show, edit, remove],
};
