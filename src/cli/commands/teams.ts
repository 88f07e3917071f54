import type { Noun } from '../face.ts';
import { add } from './teams/add.ts';
import { edit } from './teams/edit.ts';
import { list } from './teams/list.ts';
import { join, leave } from './teams/members.ts';
import { remove } from './teams/remove.ts';
import { show } from './teams/show.ts';

/** Teams. */
export const teams: Noun = {
  name: 'teams',
  about: 'teams: groups of members, who see the contacts of their teams; add, list, show, edit, remove, join and leave',
  faces: [add, list, show, edit, remove, join, leave],
};
