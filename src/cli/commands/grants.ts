import type { Noun } from '../face.ts';
import { add } from './grants/add.ts';
import { copy } from './grants/copy.ts';
import { list } from './grants/list.ts';
import { remove } from './grants/remove.ts';
import { sync } from './grants/sync.ts';

/** Grants. */
export const grants: Noun = {
  name: 'grants',
  about: 'grants: give lines and products to members, and take them back',
  faces: [add, remove, list, copy, sync],
};
