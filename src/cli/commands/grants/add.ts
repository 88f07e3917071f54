import { face } from '../../face.ts';
import { changedMembers, grantWords, reportView, WHAT } from './report.ts';

/** Grants lines and products. */
export const add = face({
  usage: 'add <members...>',
  about: 'grant lines and products to members; what they hold already stays as it is',
  examples: [
    ['switchboard grants add bo@acme.com --lines +15550100 --products blast', 'one line and one product'],
    ['switchboard grants add bo@acme.com cy@acme.com --lines "Front desk,Sales"', 'two lines to two members'],
  ],
  flags: WHAT,
  operation: async () => (await import('../../../operations/grants/add.ts')).addGrants,
  gather: grantWords,
  show: reportView,
  names: changedMembers,
});
