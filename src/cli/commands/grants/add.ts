import { face, words } from '../../face.ts';
import { changedMembers, reportView, WHAT } from './report.ts';

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
  gather: (given) => ({
    members: given.args.flatMap(words),
    lines: given.list('lines') as string[] | undefined,
    products: given.list('products') as string[] | undefined,
  }),
  show: reportView,
  names: changedMembers,
});
