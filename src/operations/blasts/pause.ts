import { blastQuestion } from '../../access/blasts.ts';
import { change } from '../../access/operation.ts';
import { changeBlast } from '../../store/blast-changes.ts';
import { outcomesOf } from '../../store/blast-messages.ts';
import { text } from '../input.ts';
import { blastMeant, nextStep, wrongState } from './blast.ts';

/** Stops a blast that is scheduled or being sent; it can go on later. What a runner has in hand still goes out. */
export const pauseBlast = change({
  name: 'blasts pause',
  needs: ['blasts.cancel'],
  input: { blast: text() },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.cancel', blast)],
  does: async (pass, { blast: name }) => {
    const { db, connection, workspace, actor, entry } = pass;
    const blast = await blastMeant(pass, 'blasts.cancel', name);
    if (blast.state !== 'scheduled' && blast.state !== 'sending') throw wrongState(blast, 'paused');
    const reason = `paused by ${actor.email}`;
    await changeBlast(db, workspace.id, entry, blast.id, { state: 'paused', reason });
    const { handed, waiting, claimed } = await outcomesOf(connection, workspace.id, blast.id);
    const next = nextStep({ ...blast, state: 'paused' });
    return { name: blast.name, state: 'paused', reason, handed, waiting, inHand: claimed, next };
  },
  counts: ({ waiting }) => ({ paused: 1, waiting }),
});
