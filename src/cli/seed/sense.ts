import type { SeedDocument } from '../../domain/seed.ts';
import type { Findings } from './findings.ts';
import { senseBlasts } from './sense/blasts.ts';
import { senseContacts } from './sense/contacts.ts';
import { senseExpectations } from './sense/expectations.ts';
import { type Clause, senseFilters } from './sense/filters.ts';
import { senseKeywords } from './sense/keywords.ts';
import { sensePeople } from './sense/people.ts';
import { senseResponders } from './sense/responders.ts';
import { senseVariables } from './sense/variables.ts';
import type { SeedTerms } from './shapes/contact.ts';

/** What is wrong with the parts of a document beside each other, by the rules of the commands that they become. */
export function sense(document: SeedDocument, { fields }: SeedTerms, now: number, found: Findings): readonly Clause[] {
  sensePeople(document, found);
  senseContacts(document, fields, found);
  senseResponders(document, found);
  senseKeywords(document, found);
  senseBlasts(document, now, found);
  senseExpectations(document, found);
  senseVariables(document, fields, found);
  return senseFilters(document, fields, found);
}
