import type { SeedDocument, SeedPart } from '../../domain/seed.ts';
import { type SeedPlace, seedPlaceText } from '../../domain/seed-fault.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Hand } from './hand.ts';
import type { SeedRead } from './read.ts';
import type { RowPlace } from './step.ts';

/** Where a document becomes a workspace: the document, the hand that takes the steps, and what it may do. */
export interface Site extends Pick<SeedRead, 'openContacts'> {
  readonly document: SeedDocument;
  /** Where a part stands, as people look it up: `acme.yaml:12:5`. */
  readonly placeOf: (path: readonly [part: SeedPart, ...steps: (string | number)[]]) => string | null;
  /** Where what an item says of a field stands, or the one of several values that is meant. */
  readonly fieldAt: (part: SeedPart, item: number, row: RowPlace) => SeedPlace | undefined;
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
  return {
    document,
    openContacts,
    placeOf: ([part, ...steps]) => shown(read.placeOf(part, ...steps)),
    fieldAt: (part, item, { field = null, value = null }) => {
      const key = field?.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) ?? '';
      const items = document[part] as unknown as readonly { readonly [key: string]: unknown }[];
      const values = items[item]?.[key];
      const which = Array.isArray(values) ? values.indexOf(value) : -1;
      return read.placeOf(part, item, key, ...(which < 0 ? [] : [which]));
    },
    ...parts,
  };
}

/** All rows of a list that may stream. */
export async function all<R>(rows: Iterable<R> | AsyncIterable<R>): Promise<R[]> {
  const found: R[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
