import { type CoverExpectation, smallestCover } from '../../../access/cover.ts';
import { type Candidate, COVER_ROLE, type Question } from '../../../access/cover-scene.ts';
import { leastRole } from '../../../access/roles.ts';
import { homeNumber } from '../../../domain/fiction-numbers.ts';
import type { SeedBlast, SeedConversation, SeedExpectation, SeedUser } from '../../../domain/seed.ts';
import { rfc3339 } from '../../../domain/time.ts';
import { listed } from '../../../domain/words.ts';
import { type Asked, companyOf } from './asked.ts';
import { lineNumber } from './numbers.ts';
import { PRODUCTS } from './people.ts';
import type { MadeDocument } from './run.ts';

const HOUR = 60 * 60 * 1000;
const BLAST = 'Spring sale';

/** The smallest cast for which every action on every scope has one who may and one who may not, and what is expected of it. */
export function coverMade(asked: Asked): MadeDocument {
  const { name, slug, domain } = companyOf(asked.seed);
  const { cast, expected, nobodyMay, everybodyMay } = smallestCover(asked.model);
  const emailOf = ({ name: called }: Candidate): string => `${called}@${domain}`;
  const [line, contact] = [lineNumber(0), homeNumber(0).phone];
  const founder = emailOf(cast[0] as Candidate);
  const conversation: SeedConversation = {
    ...{ line, contact, state: 'open' },
    messages: [{ at: rfc3339(asked.now - HOUR), kind: 'in', body: 'Hello?' }],
  };
  const blast: SeedBlast = {
    ...{ name: BLAST, line, author: founder, body: 'Hi {first_name|there}', contacts: [contact], state: 'draft' },
  };
  const words = { line, contact, conversation: `${line}/${contact}`, blast: BLAST };
  return {
    counts: () => ({ users: cast.length, expectations: expected.length }),
    notes: () => [...told('nobody may', nobodyMay), ...told('every member may', everybodyMay)],
    table: null,
    parts: [
      ['workspace', { slug, name, model: asked.model, owner: founder }],
      ['roles', [{ name: COVER_ROLE, from: leastRole(asked.model).name }]],
      ['lines', [{ address: line, kind: 'sms' }]],
      ['products', PRODUCTS],
      ['users', cast.map((member) => userOf(member, emailOf(member), line))],
      ['contacts', [{ phone: contact, first_name: 'Kim' }]],
      ['conversations', [conversation]],
      ['blasts', [blast]],
      ['expect', expected.map((one) => expectationOf(one, emailOf, words))],
    ],
  };
}

const userOf = (
  { role, status, restrictions, line, products }: Candidate,
  email: string,
  address: string,
): SeedUser => ({
  ...{ email, role, status },
  ...(restrictions.length > 0 && { restrictions }),
  ...(line && { lines: [address] }),
  ...(products.length > 0 && { products }),
});

/** An expectation in the words of a document. */
function expectationOf(
  { question, member, allowed, code }: CoverExpectation,
  emailOf: (member: Candidate) => string,
  words: Readonly<Record<'line' | 'contact' | 'conversation' | 'blast', string>>,
): SeedExpectation {
  const { action, resource, upon } = question;
  const { record, product, role } = resource;
  return {
    member: emailOf(member),
    action: action.name,
    // A conversation and a blast are on their lines.
    ...(resource.line && !record && { line: words.line }),
    ...(record && { [record.kind]: words[record.kind] }),
    ...(product !== null && { product }),
    ...(upon && { user: emailOf(upon) }),
    ...(role && { role: role.name }),
    allowed,
    ...(!allowed && { code }),
  };
}

const told = (who: string, questions: readonly Question[]): readonly string[] =>
  questions.length === 0
    ? []
    : [
        `${who} ${listed(questions.map(({ action, scope }) => (scope === 'alone' ? action.name : `${action.name} on a ${scope}`)))}`,
      ];
