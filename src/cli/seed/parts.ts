import { SEED_PARTS, type SeedPart } from '../../domain/seed.ts';
import type { SeedFault, SeedPlace } from '../../domain/seed-fault.ts';
import { nearest } from '../../domain/words.ts';
import type { SeedFile } from './files.ts';
import { unknownKey } from './map-shape.ts';
import { type MapEntry, placeAt, type SeedNode, stepped } from './node.ts';
import type { Reading } from './shape.ts';

/** An item of a part with its path within its file; several files add up to one part. */
export interface Item {
  readonly node: SeedNode;
  readonly path: string;
}

/** What all files together say, part by part: the entries of a map, or the items of a list. */
export interface Parts {
  readonly maps: ReadonlyMap<SeedPart, SeedNode>;
  readonly items: ReadonlyMap<SeedPart, readonly Item[]>;
}

const MAPS: readonly SeedPart[] = ['workspace', 'settings'];
const ALSO = ['include', '$schema'];

/** Puts the parts of files together: lists add up, maps say each key once. */
export function partsOf(files: readonly SeedFile[], reading: Reading): Parts {
  const maps = new Map<SeedPart, SeedNode>();
  const items = new Map<SeedPart, Item[]>();
  for (const { root } of files) {
    for (const entry of root.entries.values()) {
      const part = SEED_PARTS.find((one) => one === entry.key);
      if (part === undefined) {
        if (!ALSO.includes(entry.key)) unknownKey(entry, stepped('', entry.key), [...SEED_PARTS, 'include'], reading);
      } else if (MAPS.includes(part) || (part === 'contacts' && entry.node.is === 'map')) {
        maps.set(part, joined(part, maps.get(part), entry.node, reading));
      } else if (entry.node.is === 'list') {
        const added = entry.node.items.map((node, i) => ({ node, path: `${part}[${i}]` }));
        items.set(part, [...(items.get(part) ?? []), ...added]);
      } else reading.unfit(entry.node, part, part === 'contacts' ? 'a list, or a map with file:' : 'a list');
    }
  }
  return { maps, items };
}

/** Two maps as one, where the second adds what the first does not say. */
function joined(part: SeedPart, first: SeedNode | undefined, second: SeedNode, reading: Reading): SeedNode {
  if (first === undefined || first.is !== 'map' || second.is !== 'map') return first ?? second;
  const entries = new Map(first.entries);
  for (const entry of second.entries.values()) {
    const before = entries.get(entry.key);
    if (before === undefined) entries.set(entry.key, entry);
    else if (!isSame(before, entry)) {
      const { file, line } = placeAt(before.keyFile, before.keyAt, part);
      reading.note(
        { file: entry.keyFile, at: entry.keyAt },
        `${part}.${entry.key}`,
        'said-twice',
        `“${entry.key}” is said otherwise in line ${line} of ${file}`,
        'keep one of the two',
      );
    }
  }
  return { ...first, entries };
}

/** Files may each name the workspace that they are of. */
const isSame = (one: MapEntry, other: MapEntry): boolean =>
  one.node.is === 'scalar' && other.node.is === 'scalar' && one.node.value === other.node.value;

/** A step into a document: a key of a map, or the place of an item. */
export type Step = string | number;

/** Where a part, an item or a value of it stands; the nearest that is there. */
export function placeIn({ maps, items }: Parts, part: SeedPart, ...steps: readonly Step[]): SeedPlace | undefined {
  const [first, ...more] = steps;
  const index = first ?? 0;
  const item = typeof index === 'number' ? items.get(part)?.[index] : undefined;
  let node = item?.node ?? maps.get(part);
  let path = item?.path ?? part;
  if (node === undefined) return undefined;
  for (const step of item === undefined ? steps : more) {
    const next: SeedNode | undefined =
      node.is === 'map'
        ? node.entries.get(String(step))?.node
        : node.is === 'list'
          ? node.items[Number(step)]
          : undefined;
    if (next === undefined) break;
    path = typeof step === 'number' ? `${path}[${step}]` : stepped(path, step);
    node = next;
  }
  return placeAt(node.file, node.at, path);
}

/** Something wrong at a place. */
export const faultAt = (
  place: SeedPlace,
  code: string,
  message: string,
  suggestion: string | null = null,
): SeedFault => ({
  ...place,
  code,
  message,
  suggestion,
});

/** Which of some words was probably meant, as suggestions say it. */
export function meantBy(word: string, known: Iterable<string>): string | null {
  const near = nearest(word, known);
  return near === undefined ? null : `did you mean "${near}"?`;
}
