import { column, columns, face } from '../../face.ts';
import { MODULE_COLUMNS, modulesOf } from '../modules.ts';
import { managed } from '../roles/definition.ts';

/** Shows what a member may. */
export const show = face({
  usage: 'show <member>',
  about: "show a member's effective access: what they hold, and every action with how far it reaches",
  examples: [
    ['switchboard access show bo@acme.com', 'what may he do?'],
    ['switchboard access show bo@acme.com --format json', 'every action with its scope, and who made it so'],
  ],
  notes: [
    '✅ allowed; ⭕ allowed on granted lines and products, on some records, or over some people; ❌ not allowed.',
    "Somebody else's access needs access.view.",
  ].join('\n'),
  operation: async () => (await import('../../../operations/access/show.ts')).showAccess,
  gather: (given) => ({ member: given.args[0] as string }),
  show: (answer) => ({
    lead: {
      record: {
        ...answer,
        lines: held(
          answer.reach.lines,
          answer.lines.map(({ line }) => line),
        ),
        products: held(
          answer.reach.products,
          answer.products.map(({ product }) => product),
        ),
        teams: answer.teams.map(({ team }) => team),
        restrictions: answer.restrictions.map(({ name }) => name),
        manages: managed(answer),
        roleDefined: definedBy(answer.roleDefined),
      },
      columns: columns<typeof answer>(
        'member',
        'role',
        'status',
        column('since', { kind: 'time' }),
        'by',
        ...(answer.roleDefined === null ? [] : ([column('roleDefined', { title: 'role defined' })] as const)),
        'lines',
        'products',
        'teams',
        'restrictions',
        column('visibility', { title: 'sees records' }),
        'manages',
      ),
    },
    columns: MODULE_COLUMNS,
    rows: modulesOf(answer.actions),
  }),
  names: ({ actions }) => actions.flatMap(({ action, allowed }) => (allowed ? [action] : [])),
});

/** Who made a role of the workspace's own what it is. */
const definedBy = (defined: { by: string | null; since: string | null; entry: number } | null): string | null =>
  defined && `by ${defined.by} at ${defined.since}, entry ${defined.entry}`;

/** What is held, where it counts: a role that reaches all needs no grant. */
const held = (reach: string, granted: readonly string[]): string | readonly string[] =>
  reach === 'all' ? 'all' : granted;
