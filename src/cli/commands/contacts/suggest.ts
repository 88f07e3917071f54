import type { Suggestion } from '../../../operations/contacts/suggest.ts';
import { columns, face, namesIn } from '../../face.ts';

/** Suggests which contacts to merge: what `contacts merge --suggest` is. */
export const suggest = face({
  usage: 'merge',
  about: 'list contacts that are probably one person, and why',
  examples: [['switchboard contacts merge --suggest', 'the surest first']],
  operation: async () => (await import('../../../operations/contacts/suggest.ts')).suggestMerges,
  gather: () => ({}),
  show: ({ suggestions }) => ({
    columns: columns<Suggestion>('keep', 'keepName', 'other', 'otherName', 'reason', 'hint'),
    rows: suggestions as AsyncIterable<Suggestion & Record<string, unknown>>,
    empty: 'nobody within your sight seems to be there twice',
    notes: ['to merge two of them: switchboard contacts merge KEEP OTHER'],
  }),
  names: ({ suggestions }) => namesIn(suggestions, ({ other }) => other),
});
