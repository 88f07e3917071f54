import { chanceOf } from '../../../domain/chance.ts';
import type { SeedContact } from '../../../domain/seed.ts';
import type { Asked } from './asked.ts';
import { contactsMade, type MadeContact } from './contacts.ts';
import type { Cast } from './people.ts';
import { lineFor } from './work.ts';

/** The contacts with what some of them agreed to, on a line that reaches them: only a document says it, a file has no column for it. */
export function* contactsWithConsents(
  asked: Asked,
  cast: Cast,
): Generator<MadeContact & Pick<SeedContact, 'consents'>> {
  const chance = chanceOf(`${asked.seed} consents`);
  for (const contact of contactsMade(asked, cast)) {
    const line = chance.percent(35) ? lineFor(contact, cast, chance) : undefined;
    yield line === undefined ? contact : { ...contact, consents: { [line]: chance.weighed(STATES) } };
  }
}

const STATES = [
  ['opted-in', 80],
  ['opted-out', 20],
] as const;
