import { plural } from '../../../domain/words.ts';
import { durationWords } from '../../blast-words.ts';
import { column, columns, face } from '../../face.ts';

/** Sends a blast. */
export const send = face({
  usage: 'send <blast>',
  about: 'schedule a blast for now or later, or set it before somebody who approves it; go on with a paused one',
  examples: [
    ['switchboard blasts send spring', 'it is due at once: blasts run hands it over'],
    ['switchboard blasts send spring --at 2026-12-01T15:00:00Z', 'it is due then'],
    ['switchboard blasts send spring --dry-run', 'all that would be checked, and nothing done'],
  ],
  flags: [{ flags: '--at <time>', about: 'when it is due; now when left out' }],
  notes: [
    'Whom it is for is settled now: later additions get nothing, and who opts out until its turn comes gets nothing either.',
    "Whoever's quiet hours it is waits for their end; the others do not.",
  ].join('\n'),
  operation: async () => (await import('../../../operations/blasts/send.ts')).sendBlast,
  gather: (given) => ({ blast: given.args[0] as string, at: given.text('at') }),
  show: (answer) => ({
    record: answer,
    columns: columns<typeof answer>(
      'name',
      'state',
      column('recipients', { kind: 'number' }),
      column('segments', { kind: 'number' }),
      column('begins', { kind: 'time' }),
      column('ends', { kind: 'time' }),
      'change',
      'next',
    ),
    notes: [
      ...(answer.held === 0 ? [] : [`${plural(answer.held, 'recipient')} held until quiet hours are over`]),
      `at ${plural(answer.rate, 'segment')} a second it takes ${durationWords(answer.seconds)}`,
      ...(answer.overruns ? ['it runs into quiet hours: what is left then waits for their end'] : []),
    ],
  }),
  names: ({ name }) => [name],
});
