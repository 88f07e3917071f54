import { contactName, contactQuestions, contactsInSight } from '../../access/contacts.ts';
import { lineInSight, lineQuestion } from '../../access/lines.ts';
import { query } from '../../access/operation.ts';
import { type Answer, answered, type Deed, deedAction, unsaid } from '../../domain/answer.ts';
import { addressOn } from '../../domain/consent-address.ts';
import { actionTexts } from '../../domain/responder-action.ts';
import { segmentsOf } from '../../domain/segments.ts';
import { instant, rfc3339 } from '../../domain/time.ts';
import { consentOf } from '../../store/consent.ts';
import { variablesOf } from '../../store/contact-variables.ts';
import { respondersOn } from '../../store/responders.ts';
import { situationOf } from '../../store/situation.ts';
import { boolean, optional, string, text } from '../input.ts';

/** What would be answered to a message on a line, by whom and why, and why no other answers. Nothing is sent or kept. */
export const testResponders = query({
  name: 'responders test',
  needs: ['responders.view', 'contacts.view'],
  input: {
    message: string(),
    line: text(),
    contact: optional(text()),
    /** A date or time; now when left out. */
    at: optional(text()),
    isAutomatic: boolean(),
  },
  asks: async ({ line, contact }, sight) => {
    const view = await lineQuestion(sight, 'responders.view', line);
    return contact === undefined ? [view] : [view, ...(await contactQuestions(sight, 'contacts.view', [contact]))];
  },
  does: async (pass, { message, line: word, contact: whom, at: moment, isAutomatic }) => {
    const at = moment === undefined ? pass.now : instant(moment);
    const { connection, workspace } = pass;
    const line = await lineInSight(pass, 'responders.view', word);
    const [contact] = whom === undefined ? [] : await contactsInSight(pass, 'contacts.view', [whom]);
    const who = { lineId: line.id, contactId: contact?.id ?? null };
    const situation = await situationOf(connection, workspace.id, { ...who, at, text: message, isAutomatic });
    const values = contact && (await variablesOf(connection, workspace.id, [contact.id])).get(contact.id);
    const responders = await respondersOn(connection, workspace.id, line.id);
    const address = contact && addressOn(line.kind, contact);
    const [consent] = address === undefined ? [] : await consentOf(connection, workspace.id, line.id, [address]);
    const { answer, verdicts } = answered(responders, situation, values ?? new Map());
    return {
      message,
      line: line.address,
      contact: contact ? contactName(contact) : null,
      at: rfc3339(at),
      zone: situation.zone,
      open: situation.isOpen,
      firstMessage: situation.isFirstContact,
      claimed: situation.isClaimed,
      /** Who answers and why; null where nobody does. */
      answers: answer?.by.name ?? null,
      why: answer?.why ?? null,
      /** Why nothing goes out all the same; null where something does. */
      silent: unsaid(answer, { isAutomatic, staysOut: staysOut(consent?.state === 'opted-out', answer) }),
      reply: answer?.text ?? null,
      segments: answer?.text == null ? null : segmentsOf(answer.text).segments,
      /** The variables that this contact has no value for: they are left out. */
      missing: answer?.missing ?? [],
      actions: answer?.deeds.filter((deed) => skipping(deed) === undefined).flatMap(deedText) ?? [],
      skipped: answer?.deeds.flatMap((deed) => skipping(deed) ?? []) ?? [],
      responders: verdicts.map(({ responder, outcome, why, matched = null }) => ({
        responder: responder.name,
        kind: responder.kind,
        line: responder.line === null ? null : line.address,
        outcome,
        why,
        matched,
      })),
    };
  },
});

/** Whoever opted out stays so, unless the answer lets them in again. */
const staysOut = (isOut: boolean, answer: Answer | undefined): boolean =>
  isOut && !answer?.deeds.some((deed) => deed.does === 'consent' && deed.state === 'opted-in');

const deedText = (deed: Deed): readonly string[] => actionTexts([deedAction(deed)]);

const skipping = (deed: Deed): string | undefined =>
  'skipped' in deed && deed.skipped !== undefined ? `${deedText(deed)[0]}: ${deed.skipped}` : undefined;
