// Sending: a blast is weighed, judged, frozen and given its time, or set before somebody who approves it. Long, because
// all that can stand in its way is said here.
import { authorsRight, blastQuestion } from '../../access/blasts.ts';
import { codeOf } from '../../access/decide.ts';
import { change, type Sight } from '../../access/operation.ts';
import type { ChangePass } from '../../access/pass.ts';
import { subjectNamed } from '../../access/people.ts';
import { verdictSentence } from '../../access/sentences.ts';
import { approvalWords, needsApproval } from '../../domain/approval.ts';
import type { BlastRecord } from '../../domain/blast.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { instant, rfc3339 } from '../../domain/time.ts';
import { listed, plural } from '../../domain/words.ts';
import { freezeAudience } from '../../store/blast-audience.ts';
import { changeBlast, dropMessages } from '../../store/blast-changes.ts';
import { heldAfter, outcomesOf } from '../../store/blast-messages.ts';
import { type BlastDetail, recordOf } from '../../store/blasts.ts';
import { settingsOf } from '../../store/settings.ts';
import { linesById } from '../../store/subjects.ts';
import { boolean, optional, text } from '../input.ts';
import { blastMeant, nextStep, wrongState } from './blast.ts';
import { estimated } from './estimate.ts';
import { type Weighed, weighed } from './weighing.ts';

/** Schedules a blast, now or later: its audience is frozen. One that was paused goes on as it was frozen. */
export const sendBlast = change({
  name: 'blasts send',
  needs: ['blasts.send'],
  input: {
    blast: text(),
    at: optional(text()),
    /** Whether a draft is set before somebody who approves it, also where the rule would not ask. */
    forApproval: optional(boolean('yes or no')),
  },
  asks: async ({ blast }, sight) => [await blastQuestion(sight, 'blasts.send', blast)],
  does: async (pass, input) => {
    const { db, connection, workspace, entry, now, random } = pass;
    const blast = await blastMeant(pass, 'blasts.send', input.blast);
    const asked = input.at === undefined ? undefined : instant(input.at);
    const at = asked ?? now;
    if (at < now) {
      throw invalid('past-time', `${rfc3339(at)} is past`, { hint: 'leave --at out to send it now' });
    }
    await refuseWithoutAuthor(pass, blast);
    if (blast.state === 'paused') return resumed(pass, blast, asked);
    if (!['draft', 'approved', 'scheduled'].includes(blast.state)) throw wrongState(blast, 'sent');
    const found = await weighed(pass, blast, at);
    refuseUnfit(blast, found);
    const { count, cost, settings, held } = found;
    const needed = needsApproval(settings.approval, count.recipients);
    const pending = blast.state === 'draft' && (needed || input.forApproval === true);
    const state = pending ? 'pending' : 'scheduled';
    if (!pending) {
      await dropMessages(db, workspace.id, blast.id);
      await freezeAudience(connection, found.parts, {
        ...found.words,
        blastId: blast.id,
        prefix: Buffer.from(random(KEY_BYTES)).toString('hex'),
        openings: found.openings,
        segments: found.isUniform ? cost.typical : null,
      });
    }
    const record: BlastRecord = { audience: count, segments: cost.total, lease: null };
    await changeBlast(db, workspace.id, entry, blast.id, {
      state,
      scheduled: pending ? null : at,
      reason: pending && needed ? `approval is ${approvalWords(settings.approval)}` : null,
      report: pending ? null : JSON.stringify(record),
    });
    return {
      name: blast.name,
      state,
      recipients: count.recipients,
      segments: cost.total,
      /** How many are held until their quiet hours are over. */
      held: held?.people ?? 0,
      ...estimated(blast, cost.total, at, settings),
      change: pending ? 'sent for approval' : 'scheduled',
      next: nextStep({ ...blast, state }),
    };
  },
  counts: ({ state, recipients }) => ({ [state]: 1, recipients }),
});

const KEY_BYTES = 8;

/** What its author may not do, nobody does in their name. */
async function refuseWithoutAuthor({ connection, workspace }: Sight, blast: BlastDetail): Promise<void> {
  const author = await subjectNamed(connection, workspace, blast.by);
  const [line] = await linesById(connection, workspace.id, [blast.line_id]);
  const decision = authorsRight(author, blast, line);
  if (decision.allowed) return;
  throw conflict(
    'author-may-not',
    `"${blast.name}" is ${blast.by}'s, who may not send it: ${verdictSentence(decision)}`,
    {
      hint: `why: switchboard access explain ${shellWord(blast.by)} blasts.send --line ${shellWord(blast.address)}`,
      details: { code: codeOf(decision) },
    },
  );
}

/** What cannot be sent to anybody, or not to all. */
function refuseUnfit({ name }: BlastDetail, { count, missing }: Weighed): void {
  if (count.recipients === 0) {
    throw invalid('no-recipients', `of ${plural(count.candidates, 'candidate')} none is a recipient`, {
      hint: `why: switchboard blasts preview ${shellWord(name)}`,
      details: { audience: count },
    });
  }
  if (missing === null) return;
  const more = missing.people > missing.first.length ? ' and others' : '';
  throw invalid(
    'missing-values',
    `${plural(missing.people, 'contact')} ${missing.people === 1 ? 'has' : 'have'} no value for a variable of the text: ${listed(missing.first)}${more}`,
    { hint: 'give it a fallback, {first_name|there}, or the contacts a value', details: { contacts: missing.people } },
  );
}

/** Goes on with what was frozen: those who wait still wait for the same hours. */
async function resumed(pass: ChangePass, blast: BlastDetail, at: number | undefined) {
  const { db, connection, workspace, entry, now } = pass;
  const { waiting, ...told } = await outcomesOf(connection, workspace.id, blast.id);
  const state = Object.values(told).some((n) => n > 0) ? 'sending' : 'scheduled';
  const scheduled = at ?? blast.scheduled ?? now;
  await changeBlast(db, workspace.id, entry, blast.id, { state, scheduled, reason: null });
  const settings = await settingsOf(connection, workspace.id);
  const { audience, segments } = recordOf(blast) ?? { audience: { recipients: 1 }, segments: 0 };
  const left = Math.ceil((segments * waiting) / Math.max(1, audience.recipients));
  const held = await heldAfter(connection, workspace.id, blast.id, Math.max(scheduled, now));
  return {
    name: blast.name,
    state,
    recipients: waiting,
    segments: left,
    held: held.n,
    ...estimated(blast, left, Math.max(scheduled, now), settings),
    change: 'resumed',
    next: nextStep({ ...blast, state }),
  };
}
