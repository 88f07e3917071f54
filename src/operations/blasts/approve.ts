import { blastQuestion } from '../../access/blasts.ts';
import { change } from '../../access/operation.ts';
import { invalid, refused } from '../../domain/errors.ts';
import { changeBlast } from '../../store/blast-changes.ts';
import { boolean, optional, text } from '../input.ts';
import { blastMeant, nextStep, wrongState } from './blast.ts';

/** Approves a blast that waits for it, or rejects it with a note. Nobody approves their own. */
export const approveBlast = change({
  name: 'blasts approve',
  needs: ['blasts.approve'],
  input: { blast: text(), reject: boolean('yes or no'), note: optional(text(500)) },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.approve', blast)],
  does: async (pass, { blast: name, reject, note = null }) => {
    const { db, workspace, actor, entry, now } = pass;
    const blast = await blastMeant(pass, 'blasts.approve', name);
    if (blast.author === actor.userId) {
      throw refused('own-blast', `${actor.email} wrote "${blast.name}": somebody else decides on it`, {
        hint: 'those may whose roles have blasts.approve: switchboard roles matrix',
      });
    }
    if (blast.state !== 'pending') throw wrongState(blast, reject ? 'rejected' : 'approved');
    if (reject && note === null) {
      throw invalid('usage', 'a rejection says why', { hint: 'say --note TEXT' });
    }
    const state = reject ? 'rejected' : 'approved';
    await changeBlast(db, workspace.id, entry, blast.id, {
      state,
      reason: note,
      decided_by: actor.userId,
      decided_at: now,
    });
    return { name: blast.name, state, author: blast.by, by: actor.email, note, next: nextStep({ ...blast, state }) };
  },
  counts: ({ state }) => ({ [state]: 1 }),
});
