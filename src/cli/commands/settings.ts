import type { Noun } from '../face.ts';
import { edit } from './settings/edit.ts';
import { show } from './settings/show.ts';

/** Settings of a workspace. */
export const settings: Noun = {
  name: 'settings',
  about: 'what a workspace has set: time zone, hours, away message, automatic assignment, approval; show and edit it',
  faces: [show, edit],
};
