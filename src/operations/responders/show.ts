import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { responderInSight, responderQuestion } from '../../access/responders.ts';
import { missing } from '../../domain/errors.ts';
import { COMPLIANCE_WORDS, YES } from '../../domain/opt-words.ts';
import { isCompliance } from '../../domain/responder.ts';
import { respondersReached } from '../../store/responder-rows.ts';
import { respondersOn } from '../../store/responders.ts';
import { settingsOf } from '../../store/settings.ts';
import { text } from '../input.ts';
import { told } from './told.ts';

/** One responder with all that it does; of a compliance answer also the words, which are the same on every line. */
export const showResponder = query({
  name: 'responders show',
  needs: ['responders.view'],
  input: { responder: text() },
  asks: async ({ responder }, sight) => [await responderQuestion(sight, 'responders.view', responder)],
  does: async (pass, { responder: name }) => {
    const { connection, workspace, actor } = pass;
    const { row, line, compliance } = await responderInSight(pass, 'responders.view', name);
    const all = await respondersOn(connection, workspace.id, line?.id ?? null);
    const responder = all.find((one) => (compliance ? one.kind === compliance.kind : one.id === row?.id));
    if (responder === undefined)
      throw missing(
        'unknown-responder',
        `${line?.name} is no line for text messages: nothing answers ${compliance?.kind} words there`,
        {
          hint: 'see what answers there: switchboard responders list --line LINE',
        },
      );
    const [authored] = await respondersReached(
      connection,
      workspace.id,
      reachOf(actor, 'responders.view'),
      responder.id,
    );
    const answer = told(responder, line?.name ?? null, authored);
    if (!isCompliance(responder)) return answer;
    const { yesOptsIn } = await settingsOf(connection, workspace.id);
    const words = COMPLIANCE_WORDS[responder.kind];
    return { ...answer, words: responder.kind === 'opt-in' && yesOptsIn ? [...words, YES] : words };
  },
});
