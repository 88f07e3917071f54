import { invalid } from '../../../domain/errors.ts';
import { columns, face } from '../../face.ts';
import { slugTyped } from './slug.ts';

/** Renames a workspace. */
export const edit = face({
  usage: 'edit [slug]',
  about: 'give a workspace another name to be shown by; the slug that scripts use stays',
  examples: [
    ['switchboard workspaces edit --name "Acme Corp"', 'the only one, or the one of the context'],
    ['switchboard workspaces edit acme --name "Acme Corp"', 'another'],
  ],
  flags: [{ flags: '--name <name>', about: 'the name to show' }],
  workspaceFrom: slugTyped,
  operation: async () => (await import('../../../operations/workspaces/edit.ts')).editWorkspace,
  gather: (given) => {
    const name = given.text('name');
    if (name === undefined) throw invalid('usage', 'what is to be changed? give a name with --name NAME');
    return { name };
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('workspace', 'name', 'changed') }),
  names: ({ workspace }) => [workspace],
});
