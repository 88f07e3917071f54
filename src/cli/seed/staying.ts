import type { SeedDocument, SeedPart } from '../../domain/seed.ts';

/** What is history, by the part of a document that says what came after it. */
const HISTORY: readonly (readonly [part: SeedPart, what: string])[] = [
  ['contacts', 'what contacts agreed to'],
  ['conversations', 'conversations and what was said in them'],
  ['blasts', 'blasts that are going out or have gone out'],
];

/** What stays of the kinds that a document names, whether or not it names it: no command takes back what was. */
export const staying = (document: SeedDocument): readonly string[] =>
  HISTORY.flatMap(([part, what]) => (document[part] === undefined ? [] : [what]));
