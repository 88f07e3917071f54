import { face, words } from '../../face.ts';
import { changedMembers, reportView } from './report.ts';

/** Copies grants. */
export const copy = face({
  usage: 'copy <from> <to...>',
  about: 'grant members every line and product that another member was granted; nothing is taken',
  examples: [
    ['switchboard grants copy bo@acme.com cy@acme.com', 'cy can work where bo works'],
    ['switchboard grants copy bo@acme.com cy@acme.com di@acme.com --dry-run', 'what that would add'],
  ],
  operation: async () => (await import('../../../operations/grants/copy.ts')).copyGrants,
  gather: ({ args: [from, ...to] }) => ({ from: from as string, to: to.flatMap(words) }),
  show: reportView,
  names: changedMembers,
});
