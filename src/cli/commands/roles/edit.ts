import { column, columns, face } from '../../face.ts';
import { revokedNotes } from '../users/changed.ts';
import { DEFINING, managed, wordsOf } from './definition.ts';

/** Defines a role otherwise. */
export const edit = face({
  usage: 'edit <role>',
  about: 'change what a role of your own allows, reaches or manages, for all who hold it',
  examples: [
    ['switchboard roles edit "campaign lead" --allow lists.delete --deny contacts.import', 'more, and less'],
    ['switchboard roles edit "campaign lead" --lines all --dry-run', 'what would change?'],
  ],
  flags: [{ flags: '--from <role>', about: 'begin anew from another role' }, ...DEFINING],
  notes: [
    'The roles of the model are locked, and nobody edits the role that they hold.',
    'Open invitations that its holders could no longer send are revoked.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/roles/edit.ts')).editRole,
  gather: (given) => ({ role: given.args[0] as string, ...wordsOf(given) }),
  show: (answer) => ({
    record: { ...answer, manages: managed(answer) },
    columns: columns<typeof answer>(
      'role',
      'does',
      column('added', { title: 'allowed now' }),
      column('taken', { title: 'taken away' }),
      'lines',
      'products',
      'manages',
      'change',
    ),
    notes: revokedNotes(answer.revoked),
  }),
  names: ({ role, change }) => (change === 'unchanged' ? [] : [role]),
});
