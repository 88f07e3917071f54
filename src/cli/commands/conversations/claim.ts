import { face } from '../../face.ts';
import { actedNames, actedView, NAMING } from './acted.ts';

/** Claims conversations. */
export const claim = face({
  usage: 'claim <conversations...>',
  about: 'take conversations that nobody has claimed',
  examples: [
    ['switchboard conversations claim +15550100/+15550123', 'it is yours now, or you hear whose it is'],
    ['switchboard conversations claim +15550123 --explain', 'whether you may, gate by gate'],
  ],
  notes: NAMING,
  operation: async () => (await import('../../../operations/conversations/claim.ts')).claimConversations,
  gather: ({ args }) => ({ conversations: [...args] }),
  show: actedView,
  names: actedNames,
});
