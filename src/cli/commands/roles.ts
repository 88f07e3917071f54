import type { Noun } from '../face.ts';
import { list } from './roles/list.ts';
import { matrix } from './roles/matrix.ts';
import { show } from './roles/show.ts';

/** Roles. */
export const roles: Noun = {
  name: 'roles',
  about: 'roles: list and show them, and the matrix of a role model',
  faces: [list, show, matrix],
};
