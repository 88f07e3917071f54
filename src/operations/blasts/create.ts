import { knownAudience } from '../../access/blast-audience.ts';
import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { change, type Sight } from '../../access/operation.ts';
import { type ActedUpon, membersNamed } from '../../access/people.ts';
import type { Subject } from '../../access/subject.ts';
import { emailKey } from '../../domain/email.ts';
import { invalid } from '../../domain/errors.ts';
import { addressedOn } from '../../domain/line-kinds.ts';
import { messageText } from '../../domain/message-text.ts';
import { nameTaken, workName } from '../../domain/work-name.ts';
import { beginBlast } from '../../store/blast-changes.ts';
import { namesLike } from '../../store/names.ts';
import { count, email, names, optional, read, text } from '../input.ts';
import { audienceTyped, bodyTyped, NOBODY, partsAsked } from './writing.ts';

/** Makes the draft of a blast; whoever makes it is its author, unless they oversee blasts and name another member. */
export const createBlast = change({
  name: 'blasts create',
  needs: ['blasts.create', 'blasts.oversee', 'contacts.view', 'lists.view', 'templates.view'],
  input: {
    name: read(workName),
    line: text(),
    body: optional(read(messageText)),
    template: optional(text()),
    lists: optional(names()),
    contacts: optional(names()),
    /** Filters of contacts, all of which must hold. */
    where: optional(names()),
    /** Lists whose contacts are left out. */
    exclude: optional(names()),
    /** Segments a second; what the line's kind gives when absent. */
    rate: optional(count(1)),
    /** A member whose blast it is. */
    author: optional(email()),
  },
  asks: async (input, sight) => [
    await lineQuestion(sight, 'blasts.create', input.line),
    ...(await partsAsked(sight, input)),
    ...(isOthers(input.author, sight.actor) ? [await lineQuestion(sight, 'blasts.oversee', input.line)] : []),
  ],
  does: async (pass, input) => {
    const { db, connection, workspace, actor, entry } = pass;
    const { name, rate = null } = input;
    const line = await lineInSight(pass, 'blasts.create', input.line);
    addressedOn(line.kind);
    const clash = nameTaken('blast', { id: 0, name }, await namesLike(connection, 'blasts', workspace.id, name));
    if (clash) throw clash;
    const body = await bodyTyped(pass, input);
    if (body === undefined) {
      throw invalid('usage', 'the blast has no text', { hint: 'say --body TEXT or --template TEMPLATE' });
    }
    const audience = await audienceTyped(pass, input, NOBODY);
    await knownAudience(pass, audience);
    const author = isOthers(input.author, actor) ? await memberMeant(pass, input.author) : actor;
    await beginBlast(db, workspace.id, entry, author.userId, { name, lineId: line.id, body, audience, rate });
    return { name, line: line.address, author: author.email, state: 'draft', body, change: 'created' };
  },
  counts: () => ({ created: 1 }),
});

const isOthers = (author: string | undefined, { email: own }: Subject): author is string =>
  author !== undefined && emailKey(author) !== emailKey(own);

async function memberMeant(sight: Sight, author: string): Promise<Subject> {
  const [found] = (await membersNamed(sight, [author])) as [ActedUpon];
  return found.subject;
}
