import { lineResource } from '../../access/line-names.ts';
import { lineInSight } from '../../access/lines.ts';
import { change } from '../../access/operation.ts';
import { placeQuestion } from '../../access/responders.ts';
import { invalid } from '../../domain/errors.ts';
import { conductOf } from '../../domain/responder-draft.ts';
import { workName } from '../../domain/work-name.ts';
import { beginResponder } from '../../store/responder-rows.ts';
import { boolean, optional, read, text } from '../input.ts';
import { lineSaid, parts, sayingOf, unopposed, zoneOn } from './saving.ts';

/** Adds a keyword responder or an auto-reply on one line or on all; a word that is taken there is refused. */
export const addResponder = change({
  name: 'responders add',
  needs: ['responders.add'],
  input: { name: read(workName), line: optional(text()), allLines: boolean(), ...parts },
  asks: async (input, sight) => {
    const line = lineSaid(input);
    if (line === undefined)
      throw invalid('usage', 'nothing is said of where it answers', { hint: 'say --line LINE or --all-lines' });
    return [await placeQuestion(sight, 'responders.add', line)];
  },
  does: async (pass, { name, line: word, ...words }) => {
    const row = word === undefined ? undefined : await lineInSight(pass, 'responders.add', word);
    const line = row ? lineResource(row) : null;
    const conduct = conductOf(words, undefined, await zoneOn(pass, line));
    const { notes, ...said } = await sayingOf(pass, words, line);
    const given = { ...conduct, ...said, name, line: line?.id ?? null };
    await unopposed(pass, 0, given, line);
    await beginResponder(pass.db, pass.workspace.id, pass.entry, given);
    return { name, kind: conduct.kind, line: line?.name ?? null, change: 'added', notes };
  },
  counts: () => ({ added: 1 }),
});
