import type { Noun } from '../face.ts';
import { diff } from './batch/diff.ts';
import { list } from './batch/list.ts';
import { retry } from './batch/retry.ts';
import { show } from './batch/show.ts';
import { undo } from './batch/undo.ts';

/** What was done to many at once. */
export const batch: Noun = {
  name: 'batch',
  about: 'what was done to many at once: list it, show it, undo it, feed what it rejected back',
  faces: [list, show, diff, undo, retry],
};
