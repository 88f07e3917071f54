import { change, Unapplied } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { invalid } from '../../domain/errors.ts';
import { plural } from '../../domain/words.ts';
import { dropContacts } from '../../store/contact-targets.ts';
import { count, optional } from '../input.ts';
import { targetQuestions, targets, targetsOf } from './targets.ts';

/** Removes contacts with all that belongs to them but what they agreed to; that is kept by address. */
export const removeContacts = change({
  name: 'contacts remove',
  needs: ['contacts.delete'],
  input: {
    ...targets(),
    /** How many they are, where they are narrowed: another number removes nothing. Left out by rehearsals alone. */
    expected: optional(count()),
  },
  asks: (input, sight) => targetQuestions(sight, 'contacts.delete', input),
  does: async (pass, input) => {
    const { connection, workspace, actor, entry } = pass;
    const meant = await targetsOf(pass, 'contacts.delete', input);
    const gone = await dropContacts(connection, workspace.id, entry, meant, reachOf(actor, 'contacts.delete'));
    if (input.expected !== undefined && input.expected !== gone.contacts) {
      throw invalid(
        'not-confirmed',
        `--confirm says ${input.expected}, and it is about ${plural(gone.contacts, 'contact')}`,
        {
          hint: 'nothing was changed; both must be the same',
        },
      );
    }
    const { contacts: removed, ...rest } = gone;
    return removed === 0 ? new Unapplied({ removed, ...rest }, 'unchanged') : { removed, ...rest };
  },
  counts: (gone) => ({ ...gone }),
});
