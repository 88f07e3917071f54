import { MESSAGE_STATES, type MessageState } from '../../../domain/blast.ts';
import type { MessageAnswer } from '../../../operations/blasts/messages.ts';
import { column, columns, face, namesIn } from '../../face.ts';

/** Lists the messages of a blast. */
export const messages = face({
  usage: 'messages <blast>',
  about: 'list the messages of a blast, and what became of each',
  examples: [
    ['switchboard blasts messages spring --state failed,uncertain', 'what went wrong, and what is in doubt'],
    ['switchboard blasts messages spring --state handed --format jsonl', 'the outbox, once more'],
  ],
  flags: [{ flags: '--state <states...>', about: `only these: ${MESSAGE_STATES.join(', ')}` }],
  operation: async () => (await import('../../../operations/blasts/messages.ts')).listMessages,
  gather: (given) => ({
    blast: given.args[0] as string,
    states: given.list('state') as MessageState[] | undefined,
  }),
  show: (answer) => ({
    columns: columns<MessageAnswer>(
      'to',
      'state',
      'outcome',
      column('attempts', { kind: 'number', spare: true }),
      column('due', { kind: 'time' }),
      column('at', { kind: 'time', spare: true }),
      column('body', { spare: true }),
      column('key', { spare: true }),
    ),
    rows: answer.messages as AsyncIterable<MessageAnswer & Record<string, unknown>>,
    empty: 'no such messages',
  }),
  names: (answer) => namesIn(answer.messages, ({ key }) => key),
});
