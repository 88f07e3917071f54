import { knownAudience } from '../../access/blast-audience.ts';
import { blastQuestion } from '../../access/blasts.ts';
import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { change } from '../../access/operation.ts';
import { isEditable } from '../../domain/blast.ts';
import { invalid } from '../../domain/errors.ts';
import { addressedOn } from '../../domain/line-kinds.ts';
import { messageText } from '../../domain/message-text.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { rewriteBlast } from '../../store/blast-changes.ts';
import { audienceOf } from '../../store/blasts.ts';
import { namesLike } from '../../store/names.ts';
import { count, names, optional, read, text } from '../input.ts';
import { blastMeant, wrongState } from './blast.ts';
import { audienceTyped, bodyTyped, partsAsked } from './writing.ts';

/** Rewrites a blast of which nothing has gone out. It is a draft again: no approval outlives what it approved. */
export const editBlast = change({
  name: 'blasts edit',
  needs: ['blasts.edit', 'contacts.view', 'lists.view', 'templates.view'],
  input: {
    blast: text(),
    name: optional(read(workName)),
    line: optional(text()),
    body: optional(read(messageText)),
    template: optional(text()),
    lists: optional(names()),
    contacts: optional(names()),
    where: optional(names()),
    exclude: optional(names()),
    rate: optional(count(1)),
  },
  asks: async (input, sight) => [
    await blastQuestion(sight, 'blasts.edit', input.blast),
    ...(input.line === undefined ? [] : [await lineQuestion(sight, 'blasts.edit', input.line)]),
    ...(await partsAsked(sight, input)),
  ],
  does: async (pass, input) => {
    const { db, connection, workspace, entry } = pass;
    const { blast: _blast, ...typed } = input;
    if (Object.values(typed).every((one) => one === undefined)) {
      throw invalid('usage', 'nothing is said of what to change', {
        hint: 'say --name, --line, --body, --template, --list, --contact, --where, --exclude-list or --rate',
      });
    }
    const before = await blastMeant(pass, 'blasts.edit', input.blast);
    if (!isEditable(before.state)) throw wrongState(before, 'rewritten');
    const line = input.line === undefined ? undefined : await lineInSight(pass, 'blasts.edit', input.line);
    if (line) addressedOn(line.kind);
    const name = input.name ?? before.name;
    const clash = nameTaken(
      'blast',
      { id: before.id, name },
      await namesLike(connection, 'blasts', workspace.id, name),
    );
    if (clash) throw clash;
    const body = (await bodyTyped(pass, input)) ?? before.body;
    const audience = await audienceTyped(pass, input, audienceOf(before));
    await knownAudience(pass, audience);
    const rate = input.rate ?? before.rate;
    await rewriteBlast(db, workspace.id, entry, before.id, {
      name,
      lineId: line?.id ?? before.line_id,
      body,
      audience,
      rate,
    });
    return {
      name,
      line: line?.address ?? before.address,
      author: before.by,
      state: 'draft',
      /** The state whose decision is void now. */
      was: before.state,
      body,
      change: 'edited',
    };
  },
  counts: () => ({ edited: 1 }),
});
