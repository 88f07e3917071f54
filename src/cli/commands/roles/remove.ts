import { plural } from '../../../domain/words.ts';
import { confirmed, confirmFlag } from '../../confirm.ts';
import { column, columns, face } from '../../face.ts';
import { revokedNotes } from '../users/changed.ts';

/** Removes a role. */
export const remove = face({
  usage: 'remove <role>',
  about: 'remove a role of your own; whoever holds it gets another one',
  examples: [
    ['switchboard roles remove "campaign lead" --move-to standard', 'asks for the name once more'],
    ['switchboard roles remove clerk --confirm clerk', 'in a script, where nobody holds it'],
  ],
  flags: [
    { flags: '--move-to <role>', about: 'the role that its holders get: members and open invitations' },
    confirmFlag('role'),
  ],
  notes: 'Who moves people to a role needs roles.assign, and a role that manages both, as users set-role does.',
  operation: async () => (await import('../../../operations/roles/remove.ts')).removeRole,
  gather: async (given, around) => {
    const role = given.args[0] as string;
    await confirmed(given, around, role);
    return { role, moveTo: given.text('moveTo') };
  },
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'role',
      'change',
      column('movedTo', { title: 'moved to' }),
      column('moved', { kind: 'number' }),
    ),
    notes: [
      ...(answer.moved === 0 ? [] : [`${plural(answer.moved, 'member')} moved to ${answer.movedTo}`]),
      ...revokedNotes(answer.revoked),
    ],
  }),
  names: ({ role }) => [role],
});
