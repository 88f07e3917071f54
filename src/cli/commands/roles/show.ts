import { column, columns, face } from '../../face.ts';
import { MODULE_COLUMNS, modulesOf } from '../modules.ts';

/** Shows a role. */
export const show = face({
  usage: 'show <role>',
  about: 'show a role: every action by module, what it reaches, whom it manages, what may be taken from its holders',
  examples: [
    ['switchboard roles show standard', 'what does it allow?'],
    ['switchboard roles show manager --format json', 'every action with how far it reaches'],
  ],
  notes:
    '✅ allowed; ⭕ allowed on granted lines and products, or over people of the roles that it manages; ❌ not allowed.',
  operation: async () => (await import('../../../operations/roles/show.ts')).showRole,
  gather: (given) => ({ role: given.args[0] as string }),
  show: (answer) => ({
    lead: {
      record: { ...answer, restrictions: answer.restrictions.map(({ name, does }) => `${name} (${does})`) },
      columns: columns<typeof answer>(
        'role',
        'does',
        'lines',
        'products',
        'manages',
        column('restrictions', { title: 'may be restricted' }),
        column('members', { kind: 'number' }),
      ),
    },
    columns: MODULE_COLUMNS,
    rows: modulesOf(answer.actions),
  }),
  names: ({ actions }) => actions.flatMap(({ action, allowed }) => (allowed ? [action] : [])),
});
