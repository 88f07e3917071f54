import type { Noun } from '../face.ts';
import { can } from './access/can.ts';
import { explain } from './access/explain.ts';
import { show } from './access/show.ts';

/** Access. */
export const access: Noun = {
  name: 'access',
  about: 'access: ask who may do what, and why not',
  faces: [can, show, explain],
};
