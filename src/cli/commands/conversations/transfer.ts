import { invalid } from '../../../domain/errors.ts';
import { face } from '../../face.ts';
import { actedNames, actedView, NAMING } from './acted.ts';

/** Transfers conversations. */
export const transfer = face({
  usage: 'transfer <conversations...>',
  about: 'hand conversations to another member, who must be able to see and claim them',
  examples: [
    ['switchboard conversations transfer +15550100/+15550123 --to bo@acme.com', 'bo has it now'],
    [
      'switchboard conversations transfer +15550123 --to bo@acme.com --note "wants a refund"',
      'with a note in the thread',
    ],
  ],
  flags: [
    { flags: '--to <email>', about: 'the member who takes it' },
    { flags: '--note <text>', about: 'what they should know, for members only' },
  ],
  notes: `${NAMING} Those that somebody else has claimed need conversations.oversee.`,
  operation: async () => (await import('../../../operations/conversations/transfer.ts')).transferConversations,
  gather: (given) => {
    const to = given.text('to');
    if (to === undefined) throw invalid('usage', 'to whom? say --to EMAIL', { hint: 'see: switchboard users list' });
    return { conversations: [...given.args], to, note: given.text('note') };
  },
  show: actedView,
  names: actedNames,
});
