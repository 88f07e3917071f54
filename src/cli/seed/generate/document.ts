import { type Asked, companyOf } from './asked.ts';
import { contactsWithConsents } from './consents.ts';
import { contactRows, contactsMade, type MadeContact } from './contacts.ts';
import { mostNumbers } from './numbers.ts';
import { castOf, PRODUCTS } from './people.ts';
import type { MadeDocument } from './run.ts';
import { FIELDS, LISTS, SEGMENTS, TEMPLATES } from './words.ts';
import { blastsMade, conversationsMade, respondersMade } from './work.ts';

/** The file of contacts beside a document. */
export const CONTACTS_FILE = 'contacts.csv';

/** A made-up workspace as the parts of a document; its contacts in a file beside it, or in it. */
export function documentMade(asked: Asked, where: 'beside' | 'inside'): MadeDocument {
  const { name, slug } = companyOf(asked.seed);
  const cast = castOf(asked);
  const made = { contacts: 0, numbers: 0, addresses: 0, conversations: 0 };
  const count = ({ phone, email }: MadeContact): void => {
    made.contacts++;
    if (phone !== undefined) made.numbers++;
    if (email !== undefined) made.addresses++;
  };
  const { teams } = cast;
  const drawn = () => (where === 'beside' ? contactsMade(asked, cast) : contactsWithConsents(asked, cast));
  return {
    counts: () => {
      const { users, lines, blasts } = asked;
      return { users, lines, teams: asked.teams, ...made, blasts };
    },
    notes: () => [...shortOf(asked, made)],
    table: where === 'beside' ? contactRows(asked, cast, count) : null,
    parts: [
      ['workspace', { slug, name, model: asked.model, owner: cast.owner }],
      [
        'settings',
        {
          timeZone: 'America/New_York',
          country: 'US',
          businessHours: 'mon-fri 09:00-17:00',
          awayMessage: 'We are closed and answer in the morning.',
          ...(teams[0] ? { assignment: { mode: 'round-robin', team: teams[0].name } } : {}),
        },
      ],
      ['roles', cast.roles],
      ['lines', cast.lines],
      ['products', PRODUCTS],
      ['teams', teams],
      ['users', cast.users],
      ['fields', FIELDS],
      ['contacts', where === 'beside' ? { file: CONTACTS_FILE } : counting(drawn(), count)],
      ['lists', [...LISTS, ...SEGMENTS]],
      ['templates', TEMPLATES],
      ['responders', respondersMade(cast)],
      ['conversations', counting(conversationsMade(asked, cast), () => made.conversations++)],
      ['blasts', blastsMade(asked, cast, drawn())],
    ],
  };
}

/** What there is less of than was asked for, and why. */
function* shortOf(asked: Asked, made: { readonly numbers: number; readonly conversations: number }): Generator<string> {
  if (made.numbers === mostNumbers()) {
    yield `all ${made.numbers} numbers that are kept for fiction are given: the other contacts have addresses alone`;
  }
  if (made.conversations < asked.conversations) {
    yield `${made.conversations} conversations: no line reaches more of the contacts`;
  }
}

/** The same items, each told as it goes by. */
async function* counting<T>(items: Iterable<T>, seen: (item: T) => void): AsyncGenerator<T> {
  for (const item of items) {
    seen(item);
    yield item;
  }
}
