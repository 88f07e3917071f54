import { column, columns, face } from '../../face.ts';
import { DEFINING, managed, wordsOf } from './definition.ts';

/** Defines a role. */
export const add = face({
  usage: 'add <name>',
  about: 'define a role of your own, from another one',
  examples: [
    [
      'switchboard roles add "campaign lead" --from standard --allow responders.edit,templates.* --products all',
      'a standard user who also edits responders and templates',
    ],
    [
      'switchboard roles add "team lead" --from standard --allow users.invite,grants.* --manages standard --dry-run',
      'what would it allow?',
    ],
  ],
  flags: [{ flags: '--from <role>', about: 'the role from which it begins, built in or your own' }, ...DEFINING],
  notes: [
    'Actions are written out when the role is defined: what a later version brings is never in it by itself.',
    'Nobody defines a role that may, reaches or manages more than they do themselves.',
  ].join('\n'),
  operation: async () => (await import('../../../operations/roles/add.ts')).addRole,
  gather: (given) => ({ role: given.args[0] as string, ...wordsOf(given) }),
  show: (answer) => ({
    record: { ...answer, manages: managed(answer) },
    columns: columns<typeof answer>(
      'role',
      'does',
      column('added', { title: 'allowed besides' }),
      column('taken', { title: 'taken away' }),
      'lines',
      'products',
      'manages',
      column('restrictions', { title: 'may be restricted' }),
      'change',
    ),
  }),
  names: ({ role }) => [role],
});
