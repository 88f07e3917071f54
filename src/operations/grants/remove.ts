import { combinationsNamed, type GrantReport, grantQuestions, settleGrants, taking } from '../../access/grants.ts';
import { change } from '../../access/operation.ts';
import { emails, names, optional } from '../input.ts';

/** Takes lines and products back from members; what they do not hold stays so. */
export const removeGrants = change({
  name: 'grants remove',
  needs: ['grants.lines', 'grants.products'],
  isOwn: true,
  input: { members: emails(), lines: optional(names()), products: optional(names()) },
  asks: (words, sight) => grantQuestions(sight, words),
  does: async (pass, words) => settleGrants(pass, (await combinationsNamed(pass, words)).map(taking)),
  counts: ({ removed, unchanged }: GrantReport) => ({ removed, unchanged }),
});
