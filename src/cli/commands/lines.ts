import type { Noun } from '../face.ts';
import { add } from './lines/add.ts';
import { edit } from './lines/edit.ts';
import { list } from './lines/list.ts';
import { remove } from './lines/remove.ts';
import { show } from './lines/show.ts';

/** Lines. */
export const lines: Noun = {
  name: 'lines',
  about: 'lines: business numbers and channels; add, list, show, edit and remove them',
  faces: [add, list, show, edit, remove],
};
