import { invalid } from '../../../domain/errors.ts';
import { listed } from '../../../domain/words.ts';
import { column, columns, face, type Given } from '../../face.ts';

/** Tests what answers. */
export const test = face({
  usage: 'test <text>',
  about: 'say what would answer a message and why, and why the others would not; nothing is sent',
  examples: [
    ['switchboard responders test "stop." --line +15550100', 'who answers that?'],
    [
      'switchboard responders test price --line +15550100 --contact +15550123 --at 2026-12-24T19:00:00Z',
      'what one contact would read on that evening',
    ],
  ],
  flags: [
    { flags: '--line <line>', about: 'the line on which the message comes in' },
    { flags: '--contact <contact>', about: 'who writes; somebody who never wrote when left out' },
    { flags: '--at <time>', about: 'when; now when left out' },
    { flags: '--automatic', about: 'it is itself an automatic message' },
  ],
  notes:
    'Outcomes: answers, would-answer (another goes first), no-match, off, automatic, claimed, not-now, cooling-down.',
  operation: async () => (await import('../../../operations/responders/test.ts')).testResponders,
  gather: (given) => ({
    message: given.args[0] as string,
    line: lineGiven(given),
    contact: given.text('contact'),
    at: given.text('at'),
    isAutomatic: given.flag('automatic'),
  }),
  show: (answer, given) => ({
    lead: {
      record: { ...answer, answers: answer.answers ?? 'nobody' },
      columns: columns<typeof answer>(
        'answers',
        ...(answer.why === null ? [] : (['why'] as const)),
        ...(answer.reply === null ? [] : ['reply' as const, column('segments', { kind: 'number' })]),
        ...(answer.silent === null || (answer.answers === null && !given.flag('automatic'))
          ? []
          : (['silent'] as const)),
        ...(answer.actions.length === 0 ? [] : (['actions'] as const)),
        column('at', { kind: 'time' }),
        'zone',
        column('open', { title: 'open then' }),
        column('firstMessage', { title: 'first message' }),
        'claimed',
      ),
    },
    columns: columns<(typeof answer.responders)[number]>('responder', 'kind', 'outcome', 'why'),
    rows: answer.responders,
    notes: [
      ...(answer.missing.length === 0 ? [] : [`left out, since nothing is known: ${listed(answer.missing)}`]),
      ...answer.skipped.map((left) => `left undone: ${left}`),
    ],
  }),
  names: ({ answers }) => (answers === null ? [] : [answers]),
});

function lineGiven(given: Given): string {
  const line = given.text('line');
  if (line !== undefined) return line;
  throw invalid('usage', 'nothing is said of the line on which the message comes in', { hint: 'say --line LINE' });
}
