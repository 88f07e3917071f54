import type { Noun } from '../face.ts';
import { add } from './lists/add.ts';
import { edit } from './lists/edit.ts';
import { fill } from './lists/fill.ts';
import { list } from './lists/list.ts';
import { remove } from './lists/remove.ts';
import { show } from './lists/show.ts';

/** Lists. */
export const lists: Noun = {
  name: 'lists',
  about: 'lists of contacts, filled by hand or by a filter; add, fill, list, show, edit and remove them',
  faces: [add, fill, list, show, edit, remove],
};
