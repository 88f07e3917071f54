import { listed, plural } from '../../../domain/words.ts';
import { layConsents } from '../../../operations/conversations/lay-consents.ts';
import { consentsSaid } from '../consents-said.ts';
import type { Site } from '../site.ts';
import { type Came, FEW, type Steps, step } from '../step.ts';

/** Keeps what contacts agreed to on lines, as somebody says of them: all of it at once. */
export async function* consentSteps({ document, placeOf }: Site): Steps {
  const said = consentsSaid(document);
  if (said.length === 0) return;
  const name = plural(said.length, 'consent');
  const about = { change: 'edit', kind: 'contacts', name, rows: said.length, place: placeOf(['contacts']) } as const;
  const consents = said.map(({ line, contact, state }) => ({ line, contact, state }));
  yield step(
    about,
    async () => layConsents,
    { consents, reason: 'seed' },
    ({ laid, standing, unchanged }) => {
      const stands = standing.length === 0 ? undefined : optedOut(standing);
      const same: Came = { change: 'same', rows: unchanged, name, stands };
      if (laid.length > FEW) return [{ change: 'edit', rows: laid.length, name: plural(laid.length, 'consent') }, same];
      const told = laid.map(({ conversation, was, i }): Came => {
        const what = [{ what: 'consent', from: was, to: said[i]?.state ?? null }];
        return { change: 'edit', rows: 1, name: conversation, what, place: placeOf(said[i]?.at ?? ['contacts']) };
      });
      return [...told, same];
    },
  );
}

/** Who is not opted in again by a document. */
const optedOut = (names: readonly string[]): string =>
  `${names.length > FEW ? plural(names.length, 'consent') : listed(names)} ${names.length === 1 ? 'stays' : 'stay'} opted-out, which no document said: only conversations set-consent takes that back`;
