import { blastQuestion } from '../../access/blasts.ts';
import { query } from '../../access/operation.ts';
import { whereTexts } from '../../domain/contact-filter.ts';
import { rfc3339 } from '../../domain/time.ts';
import { heldAfter, outcomesOf } from '../../store/blast-messages.ts';
import { audienceOf, recordOf } from '../../store/blasts.ts';
import { text } from '../input.ts';
import { blastMeant, nextStep } from './blast.ts';

/** One blast: its text, whom it is for, who decided what, what became of its messages, and what happens next. */
export const showBlast = query({
  name: 'blasts show',
  needs: ['blasts.view'],
  input: { blast: text() },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.view', blast)],
  does: async (pass, input) => {
    const { connection, workspace, now } = pass;
    const blast = await blastMeant(pass, 'blasts.view', input.blast);
    const outcomes = await outcomesOf(connection, workspace.id, blast.id);
    const held = await heldAfter(connection, workspace.id, blast.id, now);
    const record = recordOf(blast);
    const { lists, contacts, where, exclude } = audienceOf(blast);
    return {
      name: blast.name,
      line: blast.address,
      state: blast.state,
      /** Why it is paused, rejected or failed; null where nothing was said. */
      reason: blast.reason,
      author: blast.by,
      body: blast.body,
      audience: { lists, contacts, where: whereTexts(where), exclude },
      rate: blast.rate,
      /** Who approved or rejected it, and when. */
      decidedBy: blast.decider,
      decided: blast.decided_at === null ? null : rfc3339(blast.decided_at),
      scheduled: blast.scheduled === null ? null : rfc3339(blast.scheduled),
      /** How the audience was counted when it was frozen; null before. */
      counted: record?.audience ?? null,
      segments: record?.segments ?? null,
      /** What became of the messages, which add up to the recipients; null before it was scheduled. */
      outcomes: record === null ? null : outcomes,
      /** How many wait for a later hour, and when the first of them is due. */
      later: held.n,
      due: held.first === null ? null : rfc3339(held.first),
      next: nextStep(blast),
      version: blast.version,
      made: rfc3339(blast.made_at),
      changed: rfc3339(blast.changed_at),
      by: blast.changed_by,
      entry: blast.changed,
    };
  },
});
