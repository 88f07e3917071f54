import { columns, face, type Given } from '../../face.ts';
import { workNotes } from '../../parted-work.ts';
import { changedNames, revokedNotes, transferFlag } from './changed.ts';

const gather = ({ args }: Given) => ({ members: [...args] });

interface Standing {
  readonly email: string;
  readonly status: string;
  readonly changed: boolean;
}

const view = (members: readonly Standing[]) => ({
  columns: columns<Standing>('email', 'status', 'changed'),
  rows: members.map((member) => ({ ...member })),
});

/** Suspends members. */
export const suspend = face({
  usage: 'suspend <emails...>',
  about: 'keep one member or several from doing anything until they are reactivated',
  examples: [
    ['switchboard users suspend bo@acme.com', 'bo keeps role and lines, and may do nothing'],
    ['switchboard users suspend bo@acme.com --transfer-to cy@acme.com', 'cy goes on with what bo was at'],
    ['switchboard users suspend bo@acme.com --explain', 'whether you may, gate by gate'],
  ],
  flags: [transferFlag],
  notes: [
    'Open invitations that they had sent are revoked. What they had claimed goes back to the pool, contacts of theirs are',
    'nobody’s, and blasts that they had scheduled are paused. Someone who has not accepted yet: users revoke.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/users/suspend.ts')).suspendUsers,
  gather: (given) => ({ ...gather(given), transferTo: given.text('transferTo') }),
  show: ({ members, revoked, work }) => ({
    ...view(members),
    notes: [...revokedNotes(revoked), ...workNotes(work)],
  }),
  names: changedNames,
});

/** Reactivates members. */
export const reactivate = face({
  usage: 'reactivate <emails...>',
  about: 'let suspended members work again, with all that they held',
  examples: [
    ['switchboard users reactivate bo@acme.com', 'bo works again'],
    ['switchboard users reactivate bo@acme.com cy@acme.com -q', 'both, printing who was suspended indeed'],
  ],
  operation: async () => (await import('../../../operations/users/reactivate.ts')).reactivateUsers,
  gather,
  show: ({ members }) => view(members),
  names: changedNames,
});
