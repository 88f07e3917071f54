import { invalid } from '../../../domain/errors.ts';
import { column, columns, face } from '../../face.ts';
import { changedNames, revokedNotes } from './changed.ts';

/** Gives members another role. */
export const setRole = face({
  usage: 'set-role <emails-then-role...>',
  about: 'give one member or several another role; the last word is the role',
  examples: [
    ['switchboard users set-role bo@acme.com admin', 'bo becomes an admin'],
    [
      'switchboard users set-role bo@acme.com cy@acme.com standard --dry-run',
      'what would end with their present roles',
    ],
  ],
  notes: 'Restrictions that the new role does not admit end, and so do open invitations that it could not send.',
  operation: async () => (await import('../../../operations/users/set-role.ts')).setRole,
  gather: ({ args }) => {
    const role = args.at(-1);
    if (role === undefined || args.length < 2 || role.includes('@')) {
      throw invalid('usage', 'name one member or several, and last the role', {
        hint: 'switchboard users set-role bo@acme.com admin',
      });
    }
    return { members: args.slice(0, -1), role };
  },
  show: ({ members, revoked }) => ({
    columns: columns<(typeof members)[number]>(
      'email',
      'was',
      'role',
      'changed',
      column('ended', { title: 'restrictions ended' }),
    ),
    rows: members.map((member) => ({ ...member })),
    notes: revokedNotes(revoked),
  }),
  names: changedNames,
});
