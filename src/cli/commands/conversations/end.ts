import { face } from '../../face.ts';
import { actedNames, actedView, NAMING } from './acted.ts';

/** Ends conversations. */
export const end = face({
  usage: 'end <conversations...>',
  about: 'end conversations; they open again when the contact writes',
  examples: [
    ['switchboard conversations end +15550100/+15550123 --category delivery', 'done, and what it was about'],
    ['switchboard conversations end +15550123 --note "sends the form tomorrow"', 'with a note for whoever is next'],
  ],
  flags: [
    { flags: '--note <text>', about: 'what came of it, for members only' },
    { flags: '--category <word>', about: 'what it was about, in a word' },
  ],
  notes: `${NAMING} Those that somebody else has claimed need conversations.oversee.`,
  operation: async () => (await import('../../../operations/conversations/end.ts')).endConversations,
  gather: (given) => ({
    conversations: [...given.args],
    note: given.text('note'),
    category: given.text('category'),
  }),
  show: actedView,
  names: actedNames,
});
