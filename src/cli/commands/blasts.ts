import type { Noun } from '../face.ts';
import { approve } from './blasts/approve.ts';
import { cancel } from './blasts/cancel.ts';
import { create } from './blasts/create.ts';
import { edit } from './blasts/edit.ts';
import { list } from './blasts/list.ts';
import { messages } from './blasts/messages.ts';
import { pause } from './blasts/pause.ts';
import { preview } from './blasts/preview.ts';
import { run } from './blasts/run.ts';
import { send } from './blasts/send.ts';
import { show } from './blasts/show.ts';

/** Blasts. */
export const blasts: Noun = {
  name: 'blasts',
  about: 'blasts: one message to many contacts; write, preview, approve, send, hand over, pause and cancel them',
  faces: [create, list, show, edit, preview, approve, send, pause, cancel, run, messages],
};
