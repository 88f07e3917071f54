import type { ContactField } from '../../domain/field-definition.ts';
import { numberingPlan } from '../../domain/phone.ts';
import { inFile, type SeedDocument, type SeedPart } from '../../domain/seed.ts';
import { type SeedFault, type SeedPlace, seedFaultsInOrder } from '../../domain/seed-fault.ts';
import { type ContactsFile, openContacts } from '../contacts-file.ts';
import type { Surroundings } from '../surroundings.ts';
import { contactsPath } from './contacts-path.ts';
import { contactsFile, ITEM_SHAPES, MAP_SHAPES } from './document.ts';
import { seedFailure } from './failure.ts';
import { seedFiles } from './files.ts';
import { faultTwice } from './keys.ts';
import { type Item, type Parts, partsOf, placeIn, type Step } from './parts.ts';
import { doubtsAbout } from './references.ts';
import { faultMeanings, linesKept } from './sense.ts';
import { Reading, type Shape } from './shape.ts';
import { contactShape, type SeedTerms } from './shapes/contact.ts';

/** A document that was read from its files. */
export interface SeedRead {
  readonly document: SeedDocument;
  /** The files in the order in which they were read. */
  readonly files: readonly string[];
  /** What it names and does not make: it may be in the workspace already. */
  readonly doubts: readonly SeedFault[];
  /** Where a part, an item or a value stands, or the nearest around it: `placeOf('users', 3, 'role')`. */
  readonly placeOf: (part: SeedPart, ...steps: readonly Step[]) => SeedPlace | undefined;
  /** The file of contacts beside it, opened as contacts import opens it, however long; nothing where there is none. */
  readonly openContacts: ((keeps?: boolean) => Promise<ContactsFile>) | undefined;
  readonly terms: SeedTerms;
}

/** What reading came to: a document, or everything that is wrong with it, and what may be. */
export type SeedOutcome = { readonly files: readonly string[]; readonly doubts: readonly SeedFault[] } & (
  | { readonly read: SeedRead; readonly faults: readonly [] }
  | { readonly read?: undefined; readonly faults: readonly SeedFault[] }
);

/** Reads a document from one file or several, of which later ones add to the earlier. All faults are found at once. */
export async function trySeed(names: readonly string[], around: Surroundings): Promise<SeedOutcome> {
  const { files, names: called, faults: unread } = await seedFiles(names, around);
  const reading = new Reading();
  const parts = partsOf(files, reading);
  const said: Record<string, unknown> = {};
  for (const [part, shape] of Object.entries(MAP_SHAPES)) {
    const node = parts.maps.get(part as SeedPart);
    if (node !== undefined) said[part] = shape.read(node, part, reading);
  }
  for (const [part, shape] of Object.entries(ITEM_SHAPES)) {
    const items = parts.items.get(part as SeedPart);
    if (items !== undefined) said[part] = readItems<unknown>(items, shape, reading);
  }
  const terms = await termsOf(said as unknown as SeedDocument);
  const beside = contactsIn(parts, terms, said, reading);
  const [first] = files;
  if (first !== undefined && unread.length === 0 && !parts.maps.has('workspace')) {
    const add = 'add workspace: {slug: NAME}';
    reading.note(first.root, 'workspace', 'missing-key', 'nothing is said of the workspace', add);
  }
  const faults = [...unread, ...reading.faults];
  const outside = beside && (await contactsPath(beside, files, parts));
  if (typeof outside === 'object') faults.push(outside);
  const whole = said as unknown as SeedDocument;
  const kept = await linesKept(whole.lines ?? [], terms.country, parts);
  const document = whole.lines === undefined ? whole : { ...whole, lines: kept.lines };
  const meanings = faultMeanings(document, parts, terms);
  faults.push(...kept.faults, ...meanings.faults, ...faultTwice(document, parts));
  const sound = soundParts(document, faults);
  const aboutFields = sound.fields === document.fields ? meanings.doubts : [];
  const doubts = seedFaultsInOrder([...doubtsAbout(document, sound, parts), ...aboutFields], called);
  if (faults.length > 0) return { files: called, faults: seedFaultsInOrder(faults, called), doubts };
  return {
    files: called,
    faults: [],
    doubts,
    read: {
      document,
      files: called,
      doubts,
      placeOf: (part, ...steps) => placeIn(parts, part, ...steps),
      openContacts: typeof outside === 'string' ? (keeps = false) => openContacts(outside, around, keeps) : undefined,
      terms,
    },
  };
}

/** The items of a part. What is wrong leaves a hole, which loops pass over, so that the others keep their places. */
function readItems<T>(items: readonly Item[], shape: Shape<T>, reading: Reading): T[] {
  const read: T[] = [];
  for (const [i, { node, path }] of items.entries()) {
    const item = shape.read(node, path, reading);
    if (item !== undefined) read[i] = item;
  }
  return read;
}

/** The parts of a document that are without faults: of any other nobody knows what it would make. */
function soundParts(document: SeedDocument, faults: readonly SeedFault[]): Partial<SeedDocument> {
  const broken = new Set(faults.map(({ path }) => path.split(/[.[]/, 1)[0]));
  return Object.fromEntries(Object.entries(document).filter(([part]) => !broken.has(part)));
}

/** The same; throws all faults as one failure. */
export async function readSeed(names: readonly string[], around: Surroundings): Promise<SeedRead> {
  const { read, faults } = await trySeed(names, around);
  if (read !== undefined) return read;
  throw seedFailure(faults);
}

async function termsOf({ fields = [], settings }: Partial<SeedDocument>): Promise<SeedTerms> {
  const country = settings?.country ?? null;
  const known = fields.flatMap((field, i): ContactField[] => [
    { id: i + 1, name: field.name, kind: field.kind, choices: field.choices ?? null },
  ]);
  return { fields: known, country, plan: country === null ? undefined : await numberingPlan(country) };
}

/** Reads the contacts into what is said; answers the file that they stand in, where they do. */
function contactsIn(
  { maps, items }: Parts,
  terms: SeedTerms,
  said: Record<string, unknown>,
  reading: Reading,
): string | undefined {
  const node = maps.get('contacts');
  const inline = items.get('contacts');
  if (node === undefined) {
    const shape = contactShape(terms);
    if (inline !== undefined) said.contacts = readItems(inline, shape, reading);
    return undefined;
  }
  if (inline !== undefined)
    reading.note(node, 'contacts', 'mixed-contacts', 'contacts stand in the document or in a file, not in both');
  const file = contactsFile.read(node, 'contacts', reading);
  said.contacts = file;
  return file && inFile(file) ? file.file : undefined;
}
