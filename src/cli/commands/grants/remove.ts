import { face } from '../../face.ts';
import { changedMembers, grantWords, reportView, WHAT } from './report.ts';

/** Takes lines and products back. */
export const remove = face({
  usage: 'remove <members...>',
  about: 'take lines and products back from members',
  examples: [
    ['switchboard grants remove bo@acme.com --lines "Front desk"', 'one line'],
    ['switchboard grants remove bo@acme.com cy@acme.com --products blast', 'one product, from two members'],
  ],
  flags: WHAT,
  operation: async () => (await import('../../../operations/grants/remove.ts')).removeGrants,
  gather: grantWords,
  show: reportView,
  names: changedMembers,
});
