import type { Noun } from '../face.ts';
import { add } from './responders/add.ts';
import { edit } from './responders/edit.ts';
import { list } from './responders/list.ts';
import { remove } from './responders/remove.ts';
import { show } from './responders/show.ts';
import { test } from './responders/test.ts';

/** Responders. */
export const responders: Noun = {
  name: 'responders',
  about: 'keyword responders and auto-replies: add, list, show, edit, test and remove them',
  faces: [add, list, show, edit, remove, test],
};
