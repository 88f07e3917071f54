import { confirmed, confirmFlag } from '../../confirm.ts';
import { columns, face } from '../../face.ts';
import { slugTyped } from './slug.ts';

/** Archives a workspace. */
export const archive = face({
  usage: 'archive <slug>',
  about: 'close a workspace for everything but looking, until it is restored',
  examples: [
    ['switchboard workspaces archive acme', 'a terminal asks for the slug once more'],
    ['switchboard workspaces archive acme --confirm acme', 'in a script'],
  ],
  flags: [confirmFlag('slug')],
  workspaceFrom: slugTyped,
  operation: async () => (await import('../../../operations/workspaces/archive.ts')).archiveWorkspace,
  gather: async (given, around) => {
    await confirmed(given, around, given.args[0] as string);
    return {};
  },
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('workspace', 'state') }),
  names: ({ workspace }) => [workspace],
});

/** Restores an archived workspace. */
export const restore = face({
  usage: 'restore <slug>',
  about: 'open an archived workspace again',
  examples: [
    ['switchboard workspaces restore acme', 'everyone goes on with what they held'],
    ['switchboard workspaces restore acme --can-i', 'whether you may'],
  ],
  workspaceFrom: slugTyped,
  operation: async () => (await import('../../../operations/workspaces/restore.ts')).restoreWorkspace,
  gather: () => ({}),
  show: (answer) => ({ record: answer, columns: columns<typeof answer>('workspace', 'state', 'changed') }),
  names: ({ workspace }) => [workspace],
});
