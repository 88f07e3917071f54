import type { Noun } from '../face.ts';
import { diff } from './batch/diff.ts';
import { list } from './batch/list.ts';
import { retry } from './batch/retry.ts';
import { run } from './batch/run.ts';
import { show } from './batch/show.ts';
import { undo } from './batch/undo.ts';

/** Many at once, and what was done to many. */
export const batch: Noun = {
  name: 'batch',
  about: 'many commands at once; what was done to many: list it, show it, undo it, feed what it rejected back',
  faces: [run, list, show, diff, undo, retry],
};
