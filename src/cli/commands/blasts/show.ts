import { outcomeNotes } from '../../blast-words.ts';
import { column, columns, face } from '../../face.ts';

/** Shows a blast. */
export const show = face({
  usage: 'show <blast>',
  about: 'show a blast: its text, whom it is for, who decided on it, what became of its messages, what is next',
  examples: [
    ['switchboard blasts show spring', 'all that is known of it'],
    ['switchboard blasts show spring --format json', 'for a program'],
  ],
  operation: async () => (await import('../../../operations/blasts/show.ts')).showBlast,
  gather: (given) => ({ blast: given.args[0] as string }),
  show: (answer) => ({
    record: { ...answer, ...flat(answer) },
    columns: columns<typeof answer & ReturnType<typeof flat>>(
      'name',
      'line',
      'state',
      ...(answer.reason === null ? [] : ['reason' as const]),
      'author',
      'body',
      ...(answer.audience.lists.length === 0 ? [] : ['lists' as const]),
      ...(answer.audience.contacts.length === 0 ? [] : ['contacts' as const]),
      ...(answer.audience.where.length === 0 ? [] : ['where' as const]),
      ...(answer.audience.exclude.length === 0 ? [] : [column('exclude', { title: 'but not' })]),
      ...(answer.decidedBy === null ? [] : [column('decidedBy', { title: 'decided by' })]),
      column('scheduled', { kind: 'time' }),
      ...(answer.counted === null ? [] : [column('recipients', { kind: 'number' })]),
      column('changed', { kind: 'time' }),
      'by',
    ),
    notes: [
      ...(answer.outcomes === null ? [] : outcomeNotes(answer.outcomes)),
      ...(answer.later === 0 ? [] : [`${answer.later} of them wait for ${answer.due} or later`]),
      `next: ${answer.next}`,
    ],
  }),
  names: ({ name }) => [name],
});

interface Shown {
  readonly audience: { readonly [part in 'lists' | 'contacts' | 'where' | 'exclude']: readonly string[] };
  readonly counted: { readonly recipients: number } | null;
}

const flat = ({ audience, counted }: Shown) => ({ ...audience, recipients: counted?.recipients ?? null });
