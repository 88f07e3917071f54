import { lineInSight } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { reachOf } from '../../access/reach.ts';
import { placeQuestion } from '../../access/responders.ts';
import { COMPLIANCE_KINDS } from '../../domain/compliance-reply.ts';
import { RESPONDER_KINDS } from '../../domain/responder.ts';
import { inPrecedence } from '../../domain/responder-choice.ts';
import { answering, keptDeeds } from '../../store/kept-responder.ts';
import { namesOf } from '../../store/responder-names.ts';
import { respondersReached } from '../../store/responder-rows.ts';
import { respondersOn } from '../../store/responders.ts';
import { list, optional, picklist, text } from '../input.ts';
import { told } from './told.ts';

const KINDS = [...RESPONDER_KINDS, ...COMPLIANCE_KINDS] as const;

/** The responders within the acting user's reach, or all that could answer on one line, in the order in which they have a say. */
export const listResponders = query({
  name: 'responders list',
  needs: ['responders.view'],
  input: {
    line: optional(text()),
    kinds: optional(list(picklist(KINDS, `a kind is one of ${KINDS.join(', ')}`))),
  },
  asks: async ({ line }, sight) => [await placeQuestion(sight, 'responders.view', line ?? null)],
  does: async (pass, { line: word, kinds }) => {
    const { connection, workspace, actor } = pass;
    const line = word === undefined ? undefined : await lineInSight(pass, 'responders.view', word);
    const rows = await respondersReached(connection, workspace.id, reachOf(actor, 'responders.view'));
    const placed = line === undefined ? rows.filter((row) => row.line_id !== null) : [];
    const names = await namesOf(connection, workspace.id, placed.flatMap(keptDeeds));
    const found = [
      ...(await respondersOn(connection, workspace.id, line?.id ?? null)),
      ...placed.map((row) => answering(row, names)),
    ];
    const authored = new Map(rows.map((row) => [row.id, row]));
    const responders = found
      .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
      .sort(inPrecedence)
      .map((responder) => {
        const row = authored.get(responder.id);
        const address = responder.line === null ? null : (row?.address ?? line?.address ?? null);
        return told(responder, address, row);
      });
    return { responders };
  },
});
