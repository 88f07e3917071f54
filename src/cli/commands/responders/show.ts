import { column, columns, face } from '../../face.ts';

/** Shows a responder. */
export const show = face({
  usage: 'show <responder>',
  about: 'show a responder: what it answers, when, and what it says and does',
  examples: [
    ['switchboard responders show prices', 'by its name'],
    ['switchboard responders show +15550100/opt-out', 'what a line answers to STOP; opt-out alone is all lines'],
  ],
  operation: async () => (await import('../../../operations/responders/show.ts')).showResponder,
  gather: (given) => ({ responder: given.args[0] as string }),
  show: (answer) => ({
    record: { ...answer, line: answer.line ?? 'all lines' },
    columns: columns<typeof answer>(
      'name',
      'kind',
      'line',
      ...(answer.mode === null ? [] : (['mode'] as const)),
      ...(answer.words.length === 0 ? [] : (['words'] as const)),
      ...(answer.pattern === null ? [] : (['pattern'] as const)),
      'reply',
      ...(answer.template === null ? [] : (['template'] as const)),
      ...(answer.actions.length === 0 ? [] : (['actions'] as const)),
      'during',
      ...(answer.from === null ? [] : (['from'] as const)),
      ...(answer.until === null ? [] : (['until'] as const)),
      'cooldown',
      column('priority', { kind: 'number' }),
      column('quietWhenClaimed', { title: 'quiet when claimed' }),
      'on',
      ...(answer.changed === null ? [] : [column('changed', { kind: 'time' }), 'by' as const]),
    ),
    notes: answer.skipped.map((left) => `left undone: ${left}`),
  }),
  names: ({ name }) => [name],
});
