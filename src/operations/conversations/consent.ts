import { addressInSight, addressQuestion } from '../../access/addresses.ts';
import { query } from '../../access/operation.ts';
import { consentHistory } from '../../store/consent.ts';
import { text } from '../input.ts';
import { consentAnswer, consentNow } from './consents.ts';

/** What a contact agreed to on a line, now and before, whether or not there is a conversation. */
export const showConsent = query({
  name: 'conversations consent',
  needs: ['contacts.view'],
  input: { conversation: text() },
  asks: ({ conversation }, sight) => addressQuestion(sight, 'contacts.view', conversation),
  does: async (pass, { conversation }) => {
    const { name, line, address } = await addressInSight(pass, 'contacts.view', conversation);
    const history = await consentHistory(pass.connection, pass.workspace.id, line.id, address);
    return { conversation: name, address, consent: consentNow(history), consents: history.map(consentAnswer) };
  },
});
