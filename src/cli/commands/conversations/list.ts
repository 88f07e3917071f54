import type { ConversationAnswer } from '../../../operations/conversations/shown.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists conversations. */
export const list = face({
  usage: 'list',
  about: 'list the conversations within your reach, the latest first',
  examples: [
    ['switchboard conversations list --unclaimed --state open', 'what waits for somebody'],
    ['switchboard conversations list --mine', 'what waits for you'],
    ['switchboard conversations list --line "Front desk" --since 2026-11-21 --count', 'how many since then'],
  ],
  flags: [
    { flags: '--line <lines...>', about: 'only on these lines' },
    { flags: '--state <states...>', about: 'only open, claimed or ended ones' },
    { flags: '--claimed-by <email>', about: 'only those that this member claimed' },
    { flags: '--mine', about: 'only those that you claimed' },
    { flags: '--unclaimed', about: 'only those that nobody claimed' },
    { flags: '--contact <contact>', about: 'only those with this contact' },
    { flags: '--team <teams...>', about: 'only those whose contacts are of these teams' },
    { flags: '--since <time>', about: 'only those in which something was said since' },
    { flags: '--count', about: 'only say how many there are' },
    { flags: '--limit <n>', about: 'at most so many; 0, the default, lists all' },
    { flags: '--after <cursor>', about: 'go on after the page that said this as "next"' },
  ],
  operation: async () => (await import('../../../operations/conversations/list.ts')).listConversations,
  gather: (given) => ({
    lines: mutable(given.list('line')),
    states: mutable(given.list('state')) as ('open' | 'claimed' | 'ended')[] | undefined,
    claimedBy: given.text('claimedBy'),
    mine: given.flag('mine'),
    unclaimed: given.flag('unclaimed'),
    contact: given.text('contact'),
    teams: mutable(given.list('team')),
    since: given.text('since'),
    counts: given.flag('count'),
    limit: given.number('limit') ?? 0,
    after: given.text('after'),
  }),
  show: ({ conversations, count, next }) =>
    count === null
      ? {
          columns: columns<ConversationAnswer>(
            'conversation',
            'name',
            'state',
            'claimedBy',
            column('team', { spare: true }),
            column('latest', { kind: 'time' }),
          ),
          rows: conversations as AsyncIterable<ConversationAnswer & Record<string, unknown>>,
          empty: 'no conversations match',
          notes: next === null ? [] : [`more: --after ${next}`],
        }
      : { record: { conversations: count }, columns: [column('conversations', { kind: 'number' })] },
  names: ({ conversations, count }) =>
    count === null ? namesIn(conversations, ({ conversation }) => conversation) : [String(count)],
});

const mutable = <T>(list: readonly T[] | undefined): T[] | undefined => list && [...list];
