import { columns, face } from '../../face.ts';

/** Lists the acting user's own workspaces. */
export const list = face({
  usage: 'list',
  about: 'list your own workspaces, with what you are in each',
  examples: [
    ['switchboard workspaces list', 'yours, in this database'],
    ['switchboard workspaces list --format csv --fields workspace,role', 'for a script'],
  ],
  operation: async () => (await import('../../../operations/workspaces/list.ts')).listWorkspaces,
  gather: () => ({}),
  show: ({ workspaces }) => ({
    columns: columns<(typeof workspaces)[number]>('workspace', 'name', 'model', 'state', 'role', 'status'),
    rows: workspaces.map((workspace) => ({ ...workspace })),
    empty: 'you are in no workspace of this database',
  }),
  names: ({ workspaces }) => workspaces.map(({ workspace }) => workspace),
});
