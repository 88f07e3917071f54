import type { Noun } from '../face.ts';
import { add } from './roles/add.ts';
import { edit } from './roles/edit.ts';
import { list } from './roles/list.ts';
import { matrix } from './roles/matrix.ts';
import { remove } from './roles/remove.ts';
import { show } from './roles/show.ts';

/** Roles. */
export const roles: Noun = {
  name: 'roles',
  about: 'roles: list and show them, the matrix of a role model, and roles of your own',
  faces: [list, show, matrix, add, edit, remove],
};
