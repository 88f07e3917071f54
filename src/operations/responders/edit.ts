import { lineResource } from '../../access/line-names.ts';
import { lineInSight } from '../../access/lines.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { placeQuestion, responderInSight, responderQuestion } from '../../access/responders.ts';
import { invalid } from '../../domain/errors.ts';
import { messageText } from '../../domain/message-text.ts';
import { complianceNamed, conductOf } from '../../domain/responder-draft.ts';
import { workName } from '../../domain/work-name.ts';
import { partsOf, type ResponderParts } from '../../store/kept-responder.ts';
import { editResponder as writeResponder } from '../../store/responder-rows.ts';
import { boolean, optional, read, string, text } from '../input.ts';
import { lineSaid, parts, sayingOf, unopposed, zoneOn } from './saving.ts';
import { worded } from './wording.ts';

const { kind: _, ...editable } = parts;

/** Changes parts of a responder, as its next version. Of the compliance answers only the wording changes. */
export const editResponder = change({
  name: 'responders edit',
  needs: ['responders.edit'],
  input: {
    responder: text(),
    name: optional(read(workName)),
    line: optional(text()),
    allLines: boolean(),
    ...editable,
    /** An empty one gives a compliance answer its usual wording back. */
    reply: optional(string()),
  },
  asks: async (typed, sight) => {
    const input = aimed(typed);
    const asked = await responderQuestion(sight, 'responders.edit', input.responder);
    const place = lineSaid(input);
    return place === undefined ? [asked] : [asked, await placeQuestion(sight, 'responders.edit', place)];
  },
  does: async (pass, input) => {
    const { responder, ...words } = aimed(input);
    if (!words.allLines && Object.entries(words).every(([key, word]) => key === 'allLines' || word === undefined))
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --reply TEXT, --keyword WORD or the like',
      });
    const { row, line: stood, compliance } = await responderInSight(pass, 'responders.edit', responder);
    if (compliance) return worded(pass, { row, line: stood, compliance }, words);
    if (row === undefined) throw new Error('a responder without a row');
    const place = lineSaid(words);
    const moved = place ? lineResource(await lineInSight(pass, 'responders.edit', place)) : null;
    const line = place === undefined ? stood : moved;
    const former = partsOf(row);
    const conduct = conductOf(words, former, await zoneOn(pass, line));
    const reply = words.reply === undefined ? undefined : messageText(words.reply);
    const { notes, ...said } = await sayingOf(pass, { ...words, reply }, line, former);
    const given: ResponderParts = { ...conduct, ...said, name: words.name ?? row.name, line: line?.id ?? null };
    await unopposed(pass, row.id, given, line);
    const unchanged = JSON.stringify(inOrder(given)) === JSON.stringify(inOrder(former));
    const answer = {
      name: given.name,
      kind: row.kind,
      line: line?.name ?? null,
      change: unchanged ? 'unchanged' : 'edited',
      notes,
    };
    if (unchanged) return new Unapplied(answer, 'unchanged');
    await writeResponder(pass.db, pass.workspace.id, pass.entry, row.id, given);
    return answer;
  },
  counts: () => ({ edited: 1 }),
});

/** `opt-out` with a line is the answer of that line: it does not move. */
function aimed<I extends { responder: string; line?: string | undefined }>(input: I): I {
  const meant = complianceNamed(input.responder);
  if (meant === undefined || meant.line !== null || input.line === undefined) return input;
  return { ...input, responder: `${input.line}/${meant.kind}`, line: undefined };
}

const inOrder = (given: ResponderParts) => Object.entries(given).sort(([one], [other]) => (one < other ? -1 : 1));
