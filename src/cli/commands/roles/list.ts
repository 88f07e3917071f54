import { column, columns, face } from '../../face.ts';
import { managed } from './definition.ts';

/** Lists the roles. */
export const list = face({
  usage: 'list',
  about: 'list the roles of the workspace: what they reach, whom they manage, how many members hold them',
  examples: [
    ['switchboard roles list', 'the roles of the only workspace there is'],
    ['switchboard roles list --format csv --fields role,members', 'for a spreadsheet'],
  ],
  operation: async () => (await import('../../../operations/roles/list.ts')).listRoles,
  gather: () => ({}),
  show: ({ roles }) => ({
    columns: columns<(typeof roles)[number]>(
      'role',
      'does',
      'lines',
      'products',
      'manages',
      'restrictions',
      column('members', { kind: 'number' }),
    ),
    rows: roles.map((role) => ({ ...role, manages: managed(role) })),
  }),
  names: ({ roles }) => roles.map(({ role }) => role),
});
