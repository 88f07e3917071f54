import type { ContactField } from '../../domain/field-definition.ts';
import { countryCode, numberingPlan } from '../../domain/phone.ts';
import type { SeedDocument, SeedPart } from '../../domain/seed.ts';
import { type SeedFault, type SeedPlace, seedFaultsInOrder } from '../../domain/seed-fault.ts';
import { type ContactsFile, openContacts } from '../contacts-file.ts';
import type { Surroundings } from '../surroundings.ts';
import { contactsBeside, contactsPath } from './contacts-path.ts';
import { itemShapes, MAP_SHAPES } from './document.ts';
import { seedFailure } from './failure.ts';
import { seedFiles } from './files.ts';
import { Findings } from './findings.ts';
import { faultTwice } from './keys.ts';
import { linesKept } from './lines-kept.ts';
import { type Item, partsOf, placeIn, type Step } from './parts.ts';
import { doubtNames } from './references.ts';
import { sense } from './sense.ts';
import { Reading, type Shape } from './shape.ts';
import type { SeedTerms } from './shapes/contact.ts';
import { field } from './shapes/people.ts';
import { alone, soundParts } from './sound.ts';

/** A document that was read from its files. */
export interface SeedRead {
  readonly document: SeedDocument;
  /** The files in the order in which they were read. */
  readonly files: readonly string[];
  /** What it names and does not make: it may be in the workspace already. */
  readonly doubts: readonly SeedFault[];
  /** The same where there is no workspace yet: then all that it does not make is nowhere. */
  readonly unmade: () => readonly SeedFault[];
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
  const found = new Findings(parts);
  const said: Record<string, unknown> = {};
  for (const [part, shape] of Object.entries(MAP_SHAPES)) {
    const node = parts.maps.get(part as SeedPart);
    if (node !== undefined) said[part] = shape.read(node, part, reading);
  }
  const read = (part: SeedPart, shape: Shape<unknown>): void => {
    const items = parts.items.get(part);
    if (items !== undefined) said[part] = readItems(items, shape, reading);
  };
  // Contacts have fields, and numbers of a country.
  read('fields', field);
  const terms = await termsOf(said as unknown as SeedDocument, found);
  const { fields: _, ...shapes } = itemShapes(terms);
  for (const [part, shape] of Object.entries(shapes)) read(part as SeedPart, shape);
  const beside = contactsBeside(parts, said, terms, reading);
  const [first] = files;
  if (first !== undefined && unread.length === 0 && !parts.maps.has('workspace')) {
    const add = 'add workspace: {slug: NAME}';
    reading.note(first.root, 'workspace', 'missing-key', 'nothing is said of the workspace', add);
  }
  const faults = [...unread, ...reading.faults];
  const outside = beside && (await contactsPath(beside, files, parts));
  if (typeof outside === 'object') faults.push(outside);
  const whole = said as unknown as SeedDocument;
  const lines = whole.lines && (await linesKept(whole.lines, terms.country, found));
  const document = lines === undefined ? whole : { ...whole, lines };
  const clauses = sense(document, terms, around.now(), found);
  faultTwice(document, found);
  faults.push(...found.faults);
  const sound = soundParts(document, faults);
  /** What is doubtful where a document makes just that. */
  const doubtsOf = (made: Partial<SeedDocument>): readonly SeedFault[] => {
    const names = new Findings(parts);
    doubtNames(document, made, clauses, names);
    const others = found.doubts.filter(({ code }) => sound.fields === document.fields || !ABOUT_FIELDS.includes(code));
    return seedFaultsInOrder([...names.doubts, ...others], called);
  };
  const doubts = doubtsOf(sound);
  if (faults.length > 0) return { files: called, faults: seedFaultsInOrder(faults, called), doubts };
  return {
    files: called,
    faults: [],
    doubts,
    read: {
      document,
      files: called,
      doubts,
      unmade: () => doubtsOf(alone(document)),
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

/** The same; throws all faults as one failure. */
export async function readSeed(names: readonly string[], around: Surroundings): Promise<SeedRead> {
  const { read, faults } = await trySeed(names, around);
  if (read !== undefined) return read;
  throw seedFailure(faults, 'see all of them as a table: switchboard seed check FILE');
}

async function termsOf({ fields = [], settings }: Partial<SeedDocument>, found: Findings): Promise<SeedTerms> {
  const country = settings?.country ?? null;
  if (country !== null) {
    await countryCode(country).catch((error: unknown) => found.failed(['settings', 'country'], error));
  }
  const known = fields.flatMap((field, i): ContactField[] => [
    { id: i + 1, name: field.name, kind: field.kind, choices: field.choices ?? null },
  ]);
  return { fields: known, country, plan: country === null ? undefined : await numberingPlan(country) };
}

const ABOUT_FIELDS = ['unknown-field', 'unknown-variable'];
