import { blastQuestion } from '../../access/blasts.ts';
import { change } from '../../access/operation.ts';
import { isOver } from '../../domain/blast.ts';
import { changeBlast } from '../../store/blast-changes.ts';
import { moveMessages, outcomesOf } from '../../store/blast-messages.ts';
import { text } from '../input.ts';
import { blastMeant, wrongState } from './blast.ts';

/** Ends a blast for good. What a runner has in hand may still go out: it is in doubt until that runner tells of it. */
export const cancelBlast = change({
  name: 'blasts cancel',
  needs: ['blasts.cancel'],
  input: { blast: text() },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.cancel', blast)],
  does: async (pass, { blast: name }) => {
    const { db, connection, workspace, actor, entry } = pass;
    const blast = await blastMeant(pass, 'blasts.cancel', name);
    if (isOver(blast.state)) throw wrongState(blast, 'cancelled');
    await moveMessages(connection, workspace.id, blast.id, ['waiting'], 'cancelled');
    await moveMessages(connection, workspace.id, blast.id, ['claimed'], 'uncertain');
    const reason = `cancelled by ${actor.email}`;
    await changeBlast(db, workspace.id, entry, blast.id, { state: 'cancelled', reason });
    const { handed, cancelled, uncertain } = await outcomesOf(connection, workspace.id, blast.id);
    return { name: blast.name, state: 'cancelled', was: blast.state, handed, cancelled, uncertain };
  },
  counts: ({ cancelled }) => ({ cancelled: 1, messages: cancelled }),
});
