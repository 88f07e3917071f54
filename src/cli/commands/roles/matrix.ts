import { MODELS, type Model } from '../../../access/roles.ts';
import { face } from '../../face.ts';

/** Prints the matrix of a model. */
export const matrix = face({
  usage: 'matrix',
  about: 'print what the roles of a model may do, row by row as its source does',
  examples: [
    ['switchboard roles matrix', "of the workspace's own model"],
    ['switchboard roles matrix --model owner-manager-agent --format markdown', 'of another one, for a page'],
  ],
  flags: [
    { flags: '--model <model>', about: `the role model: ${MODELS.join(' or ')}` },
    { flags: '--all', about: 'also the roles and modules that the source leaves out' },
  ],
  notes:
    '✅ all of it; ⭕ a part of it, over some people only, or as far as a restriction leaves it; ❌ nothing of it.',
  operation: async () => (await import('../../../operations/roles/matrix.ts')).roleMatrix,
  gather: (given) => ({ model: given.text('model') as Model | undefined, all: given.flag('all') }),
  show: ({ model, roles, rows }) => ({
    columns: [
      { key: 'label', title: model === 'standard-admin' ? 'capability' : 'module' },
      ...roles.map((role) => ({ key: role, kind: 'mark' as const })),
    ],
    rows: rows.map(({ module, label, cells }) => ({ module, label, ...cells })),
  }),
});
