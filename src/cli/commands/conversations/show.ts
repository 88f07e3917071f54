import type { ThreadAnswer } from '../../../operations/conversations/show.ts';
import { column, columns, face } from '../../face.ts';
import { NAMING } from './acted.ts';

/** Shows a conversation. */
export const show = face({
  usage: 'show <conversation>',
  about: 'show a conversation: what was said and done in it, who has it, what the contact agreed to',
  examples: [
    ['switchboard conversations show +15550100/+15550123', 'the latest of it'],
    ['switchboard conversations show +15550123 --limit 0 --format json', 'all of it, for a program'],
  ],
  flags: [{ flags: '--limit <n>', about: 'so many of the latest messages and events (50); 0 shows all' }],
  notes: `${NAMING} Kinds: in (they wrote), reply (a member did), auto (a responder did), note (for members only), event.`,
  operation: async () => (await import('../../../operations/conversations/show.ts')).showConversation,
  gather: (given) => ({ conversation: given.args[0] as string, limit: given.number('limit') ?? 50 }),
  show: (answer) => ({
    lead: {
      record: { ...answer, consent: consented(answer) },
      columns: columns<typeof answer>(
        'conversation',
        'name',
        'state',
        'claimedBy',
        ...(answer.team === null ? [] : ['team' as const]),
        column('opened', { kind: 'time' }),
        'consent',
        ...(answer.category === null ? [] : ['category' as const]),
      ),
    },
    columns: columns<ThreadAnswer>(column('at', { kind: 'time' }), 'kind', 'by', 'text'),
    rows: answer.messages.map((message) => ({ ...message })),
    empty: 'nothing was said yet',
    notes: answer.isCut ? ['there is more before: --limit 0 shows all'] : [],
  }),
  names: ({ conversation }) => [conversation],
});

const consented = ({
  consent,
  consents: [latest],
}: {
  consent: string;
  consents: readonly { how: string }[];
}): string => (latest === undefined ? consent : `${consent} (${latest.how})`);
