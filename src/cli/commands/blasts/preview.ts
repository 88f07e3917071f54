import { listed, plural } from '../../../domain/words.ts';
import type { Preview } from '../../../operations/blasts/preview.ts';
import { durationWords, EXCLUDED } from '../../blast-words.ts';
import { column, columns, face } from '../../face.ts';

/** Previews a blast. */
export const preview = face({
  usage: 'preview <blast>',
  about: 'show to how many a blast goes and why to no more, what they read, what it costs and how long it takes',
  examples: [
    ['switchboard blasts preview spring', 'as if it were sent now'],
    ['switchboard blasts preview spring --at 2026-12-01T02:00:00Z', 'as if it were sent then: who would be held?'],
  ],
  flags: [{ flags: '--at <time>', about: 'as if it were sent then' }],
  notes: 'Every candidate is counted once, under the first reason that holds: the numbers add up to the candidates.',
  operation: async () => (await import('../../../operations/blasts/preview.ts')).previewBlast,
  gather: (given) => ({ blast: given.args[0] as string, at: given.text('at') }),
  show: (answer) => ({
    columns: columns<{ what: string; contacts: number }>('what', column('contacts', { kind: 'number' })),
    rows: [
      { what: 'candidates', contacts: answer.audience.candidates },
      ...EXCLUDED.map(([key, what]) => ({ what: `– ${what}`, contacts: answer.audience[key] })),
      { what: 'recipients', contacts: answer.audience.recipients },
    ],
    notes: notesOn(answer),
  }),
  names: ({ name }) => [name],
});

function notesOn(answer: Preview): string[] {
  const { first, longest, segments, forcing, plainly, missing, held } = answer;
  const costs = ({ segments: n }: { segments: number }) => plural(n, 'segment');
  return [
    ...(first === null ? [] : [`first, to ${first.to} (${costs(first)}): ${first.body}`]),
    ...(longest === null || longest.to === first?.to
      ? []
      : [`longest, to ${longest.to} (${costs(longest)}): ${longest.body}`]),
    `segments: ${segments.min} at least, ${segments.typical} typically, ${segments.max} at most, ${segments.total} together`,
    ...(forcing.length === 0 ? [] : [`${listed(forcing.map((one) => `“${one}”`))} has no place in the short alphabet`]),
    ...(plainly === null ? [] : [`with plain quotes and dashes it takes fewer segments: ${plainly}`]),
    ...(missing === null
      ? []
      : [
          `fault: ${plural(missing.contacts, 'contact')} without a value and without a fallback: ${listed(missing.first)}`,
        ]),
    `at ${plural(answer.rate, 'segment')} a second it takes ${durationWords(answer.seconds)}, until ${answer.ends}`,
    ...(answer.overruns ? ['it runs into quiet hours: what is left then waits for their end'] : []),
    ...(held === null
      ? []
      : [`${plural(held.people, 'recipient')} held by quiet hours, from ${held.first} to ${held.last}`]),
    answer.needsApproval ? 'somebody else must approve it' : 'nobody needs to approve it',
    `next: ${answer.next}`,
  ];
}
