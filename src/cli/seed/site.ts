import type { SeedDocument, SeedPart } from '../../domain/seed.ts';
import { type SeedPlace, seedPlaceText } from '../../domain/seed-fault.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Hand } from './hand.ts';
import type { SeedRead } from './read.ts';

/** Where a document becomes a workspace: the document, the hand that takes the steps, and what it may do. */
export interface Site extends Pick<SeedRead, 'openContacts'> {
  readonly document: SeedDocument;
  /** Where a part stands, as people look it up: `acme.yaml:12:5`. */
  readonly placeOf: (path: readonly [part: SeedPart, ...steps: (string | number)[]]) => string | null;
  readonly hand: Hand;
  /** Whether what the document does not name is removed, of the kinds that it names. */
  readonly prunes: boolean;
  readonly around: Surroundings;
  /** Stops, before a step, where a signal was heard. */
  readonly turn: () => Promise<void>;
}

/** A document that was read, as a site. */
export function siteOf(read: SeedRead, parts: Pick<Site, 'hand' | 'prunes' | 'around' | 'turn'>): Site {
  const shown = (place: SeedPlace | undefined) => (place === undefined ? null : seedPlaceText(place));
  const { document, openContacts } = read;
  return { document, openContacts, placeOf: ([part, ...steps]) => shown(read.placeOf(part, ...steps)), ...parts };
}

/** All rows of a list that may stream. */
export async function all<R>(rows: Iterable<R> | AsyncIterable<R>): Promise<R[]> {
  const found: R[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
