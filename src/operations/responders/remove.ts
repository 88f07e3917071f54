import { change } from '../../access/operation.ts';
import { responderInSight, responderQuestion } from '../../access/responders.ts';
import { conflict } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { endResponder } from '../../store/responder-rows.ts';
import { text } from '../input.ts';

/** Removes a responder; the compliance answers stand on every text line, and stay. */
export const removeResponder = change({
  name: 'responders remove',
  needs: ['responders.delete'],
  input: { responder: text() },
  asks: async ({ responder }, sight) => [await responderQuestion(sight, 'responders.delete', responder)],
  does: async (pass, { responder }) => {
    const { row, line, compliance } = await responderInSight(pass, 'responders.delete', responder);
    if (compliance || row === undefined)
      throw conflict('compliance-responder', `the law asks for an answer to ${compliance?.kind} words: it stays`, {
        hint: `give it its usual wording back: switchboard responders edit ${shellWord(responder)} --reply ''`,
      });
    await endResponder(pass.db, pass.workspace.id, row.id);
    return { name: row.name, kind: row.kind, line: line?.name ?? null, change: 'removed' };
  },
  counts: () => ({ removed: 1 }),
});
