import { column, columns, face } from '../../face.ts';
import { MODULE_COLUMNS, modulesOf } from '../modules.ts';
import { managed } from './definition.ts';

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
      record: {
        ...answer,
        manages: managed(answer),
        holders: holdersShown(answer),
        restrictions: answer.restrictions.map(({ name, does }) => `${name} (${does})`),
      },
      columns: columns<typeof answer>(
        'role',
        'does',
        'lines',
        'products',
        'manages',
        column('restrictions', { title: 'may be restricted' }),
        column('members', { kind: 'number' }),
        ...(answer.builtIn
          ? []
          : ([column('holders', { title: 'held by' }), column('since', { kind: 'time' }), 'by', 'entry'] as const)),
      ),
    },
    columns: MODULE_COLUMNS,
    rows: modulesOf(answer.actions),
  }),
  names: ({ actions }) => actions.flatMap(({ action, allowed }) => (allowed ? [action] : [])),
});

/** Those who hold it, as far as they are named. */
const holdersShown = ({ holders, members }: { holders: readonly string[] | null; members: number | null }) => {
  const more = (members ?? 0) - (holders?.length ?? 0);
  return more > 0 ? [...(holders ?? []), `${more} more`] : holders;
};
