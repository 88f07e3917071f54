import { inFile } from '../../../domain/seed.ts';
import { showConsent } from '../../../operations/conversations/consent.ts';
import { setConsentByHand } from '../../../operations/conversations/set-consent.ts';
import type { Site } from '../site.ts';
import { type Steps, same, step } from '../step.ts';

/** Keeps what contacts agreed to on lines, as somebody says of them. */
export async function* consentSteps(site: Site): Steps {
  const { contacts } = site.document;
  if (contacts === undefined || inFile(contacts)) return;
  for (const [i, { consents = {}, phone, email }] of contacts.entries()) {
    for (const [line, state] of Object.entries(consents)) {
      const conversation = `${line}/${phone ?? email}`;
      const now = await site.hand.ask(showConsent, { conversation }, ({ consent }) => consent);
      if (now === state) yield same('contacts');
      else {
        const said = { kind: 'contacts', name: conversation, place: site.placeOf(['contacts', i]) } as const;
        const what = [{ what: 'consent', from: now, to: state }];
        const input = { conversation, state, reason: 'seed' } as const;
        yield step({ ...said, change: 'edit', what }, async () => setConsentByHand, input);
      }
    }
  }
}
