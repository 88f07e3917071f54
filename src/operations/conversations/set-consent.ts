import { addressInSight, addressQuestion } from '../../access/addresses.ts';
import { change, Unapplied } from '../../access/operation.ts';
import { consentOf, setConsent } from '../../store/consent.ts';
import { picklist, text } from '../input.ts';

const STATES = ['opted-in', 'opted-out'] as const;

/** Sets by hand what a contact agreed to on a line, with the reason. What was so before stays in the history. */
export const setConsentByHand = change({
  name: 'conversations set-consent',
  needs: ['contacts.edit'],
  input: {
    conversation: text(),
    state: picklist(STATES, `a consent is ${STATES.join(' or ')}`),
    /** How it is known: they said so on the phone, a signed form. */
    reason: text(200),
  },
  asks: ({ conversation }, sight) => addressQuestion(sight, 'contacts.edit', conversation),
  does: async (pass, { conversation, state, reason }) => {
    const { connection, workspace, entry, now } = pass;
    const { name, line, address } = await addressInSight(pass, 'contacts.edit', conversation);
    const [current] = await consentOf(connection, workspace.id, line.id, [address]);
    const was = current?.state ?? 'unknown';
    const answer = { conversation: name, address, was, consent: state, change: was === state ? 'unchanged' : 'set' };
    if (was === state) return new Unapplied(answer, 'unchanged');
    const said = { state, word: reason, origin: 'hand' as const, at: now };
    await setConsent(connection, workspace.id, entry, [{ lineId: line.id, address, ...said }]);
    return answer;
  },
  counts: () => ({ set: 1 }),
});
