import type { Noun } from '../face.ts';
import { add } from './templates/add.ts';
import { edit } from './templates/edit.ts';
import { list } from './templates/list.ts';
import { preview } from './templates/preview.ts';
import { remove } from './templates/remove.ts';
import { show } from './templates/show.ts';

/** Templates. */
export const templates: Noun = {
  name: 'templates',
  about: 'templates: texts to answer with; add, list, show, edit, preview and remove them',
  faces: [add, list, show, edit, preview, remove],
};
