import { face } from '../../face.ts';
import { actedNames, actedView, NAMING } from './acted.ts';

/** Releases conversations. */
export const release = face({
  usage: 'release <conversations...>',
  about: 'give claimed conversations back, for anybody to claim',
  examples: [
    ['switchboard conversations release +15550100/+15550123', 'whoever is free may take it'],
    ['switchboard conversations release +15550123 +15550124 --dry-run', 'what would be released'],
  ],
  notes: `${NAMING} Those that somebody else has claimed need conversations.oversee.`,
  operation: async () => (await import('../../../operations/conversations/release.ts')).releaseConversations,
  gather: ({ args }) => ({ conversations: [...args] }),
  show: actedView,
  names: actedNames,
});
