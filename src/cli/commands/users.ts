import type { Noun } from '../face.ts';
import { accept } from './users/accept.ts';
import { edit } from './users/edit.ts';
import { exporting } from './users/export.ts';
import { invite } from './users/invite.ts';
import { list } from './users/list.ts';
import { remove } from './users/remove.ts';
import { resend, revoke } from './users/resend.ts';
import { restrict, unrestrict } from './users/restrict.ts';
import { setRole } from './users/set-role.ts';
import { show } from './users/show.ts';
import { reactivate, suspend } from './users/suspend.ts';

/** Members. */
export const users: Noun = {
  name: 'users',
  about: 'members: invite, list, change, suspend and remove them',
  faces: [
    invite,
    accept,
    list,
    show,
    edit,
    setRole,
    restrict,
    unrestrict,
    suspend,
    reactivate,
    remove,
    resend,
    revoke,
    exporting,
  ],
};
