import { invalid } from '../../../domain/errors.ts';
import { listed, plural } from '../../../domain/words.ts';
import { column, columns, face } from '../../face.ts';
import { suggest } from './suggest.ts';

/** Merges contacts. */
export const merge = face({
  usage: 'merge [keep] [others...]',
  about: 'make several contacts one, with all that they have, said and agreed to; or suggest which to merge',
  examples: [
    ['switchboard contacts merge --suggest', 'who is probably there twice, and why'],
    ['switchboard contacts merge +15550123 di@example.com', 'the second becomes part of the first'],
    ['switchboard contacts merge +15550123 +15550124 --take email=+15550124 --dry-run', 'only what would become of it'],
  ],
  flags: [
    { flags: '--take <field=contact...>', about: 'keep that field’s value of that contact: email=+15550124' },
    { flags: '--suggest', about: 'list contacts that are probably one person' },
  ],
  notes: [
    'The first contact keeps its own; what it lacks it gets from the others, in their order. Its lists, tags and',
    'conversations are those of all; two conversations on a line become one, in the order of time.',
    'Where one of them opted out of a line, the contact stands opted out there.',
  ].join('\n'),
  instead: (given) => (given.flag('suggest') ? suggest : undefined),
  operation: async () => (await import('../../../operations/contacts/merge.ts')).mergeContacts,
  gather: (given) => {
    const [keep, ...others] = given.args;
    if (keep === undefined || others.length === 0) {
      throw invalid('usage', 'which contacts to merge? name the one that is kept, and behind it others', {
        hint: 'see who is there twice: switchboard contacts merge --suggest',
      });
    }
    return { keep, others, take: [...(given.each('take') ?? [])] };
  },
  show: (answer) => ({
    record: { ...answer, filled: answer.filled.map(({ field, from }) => `${field} of ${from}`) },
    columns: columns<typeof answer>(
      'contact',
      'merged',
      'filled',
      column('conversations', { kind: 'number' }),
      column('lists', { kind: 'number' }),
      column('tags', { kind: 'number' }),
      'change',
    ),
    notes: notesOn(answer),
  }),
  names: ({ contact }) => [contact],
});

interface Merged {
  readonly joined: number;
  readonly blastMessages: number;
  readonly optedOut: readonly string[];
}

const notesOn = ({ joined, blastMessages, optedOut }: Merged): string[] => [
  ...(joined === 0 ? [] : [`${plural(joined, 'conversation')} became part of another on the same line`]),
  ...(blastMessages === 0 ? [] : [`${plural(blastMessages, 'message')} of blasts went over, at their addresses`]),
  ...(optedOut.length === 0 ? [] : [`opted out on ${listed(optedOut)}, as one of them was`]),
];
