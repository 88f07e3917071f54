import type { Noun } from '../face.ts';
import { archive, restore } from './workspaces/archive.ts';
import { create } from './workspaces/create.ts';
import { edit } from './workspaces/edit.ts';
import { list } from './workspaces/list.ts';
import { show } from './workspaces/show.ts';

/** Workspaces. */
export const workspaces: Noun = {
  name: 'workspaces',
  about: 'workspaces: make, list, show, edit, archive and restore them',
  faces: [create, list, show, edit, archive, restore],
};
