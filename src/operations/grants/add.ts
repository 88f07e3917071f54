import { combinationsNamed, type GrantReport, granting, grantQuestions, settleGrants } from '../../access/grants.ts';
import { change } from '../../access/operation.ts';
import { emails, names, optional } from '../input.ts';

/** Grants lines and products to members; what they hold already stays as it is. */
export const addGrants = change({
  name: 'grants add',
  needs: ['grants.lines', 'grants.products'],
  isOwn: true,
  input: { members: emails(), lines: optional(names()), products: optional(names()) },
  asks: (words, sight) => grantQuestions(sight, words),
  does: async (pass, words) => settleGrants(pass, (await combinationsNamed(pass, words)).map(granting)),
  counts: ({ added, unchanged }: GrantReport) => ({ added, unchanged }),
});
