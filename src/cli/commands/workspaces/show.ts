import { column, columns, face } from '../../face.ts';
import { slugTyped } from './slug.ts';

/** Shows one workspace. */
export const show = face({
  usage: 'show [slug]',
  about: 'show one workspace: its state, members, lines and products',
  examples: [
    ['switchboard workspaces show', 'the only one, or the one of the context'],
    ['switchboard workspaces show acme --format json', 'another, for a program'],
  ],
  workspaceFrom: slugTyped,
  operation: async () => (await import('../../../operations/workspaces/show.ts')).showWorkspace,
  gather: () => ({}),
  show: (answer) => {
    const record = { ...answer, ...answer.members };
    return {
      record,
      columns: columns<typeof record>(
        'workspace',
        'name',
        'model',
        'state',
        column('since', { kind: 'time' }),
        'by',
        'entry',
        column('created', { kind: 'time' }),
        column('active', { title: 'active members', kind: 'number' }),
        column('invited', { kind: 'number' }),
        column('suspended', { kind: 'number' }),
        column('lines', { kind: 'number' }),
        'products',
      ),
    };
  },
  names: ({ workspace }) => [workspace],
});
