// A file of YAML or JSON as nodes that know where they stand: long, because all that is refused is refused here.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import { invalid } from '../../domain/errors.ts';
import type { SeedFault } from '../../domain/seed-fault.ts';
import type { Env } from '../surroundings.ts';
import { DEEPEST, type MapEntry, placeAt, type SeedNode, type SourceFile, stepped } from './node.ts';
import { substituted, unsetIn } from './variables.ts';
import { yamlFault } from './yaml-faults.ts';

/** What a file says, if it can be read at all, and everything that keeps it from being read. */
export interface ReadFile {
  readonly root: SeedNode | undefined;
  readonly faults: readonly SeedFault[];
}

/** What aliases stand for may make a file so many times larger, and small files a little more than that. */
const MOST_GROWTH = 20;
const ALWAYS_FREE = 10_000;

const LONGEST_TAG = 200;
const PLAIN_TAGS = /^(tag:yaml\.org,2002:|!!)(str|int|float|bool|null|seq|map)$/;

/** Reads the text of a file, its variables replaced from the environment. */
export function readYaml(name: string, text: string, env: Env): ReadFile {
  const lines = new LineCounter();
  const file: SourceFile = { name, lines };
  const faults: SeedFault[] = [];
  const fault = (at: number, path: string, code: string, message: string, suggestion: string | null = null): void => {
    faults.push({ ...placeAt(file, at, path), code, message, suggestion });
  };
  const doc = parsed(text, lines);
  if (doc === undefined) {
    fault(0, '', 'too-deep', 'lists and maps stand in each other too deeply to be read');
    return { root: undefined, faults };
  }
  // Whoever has lost their way stumbles over all that follows.
  let isLost = false;
  // A tag that means nothing hides nothing: it is told where it stands, with all else.
  const wrong = [...doc.errors, ...doc.warnings].filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  const endless = wrong.filter(({ code }) => code === 'RESOURCE_EXHAUSTION').slice(0, 1);
  for (const { code, pos, message } of endless.length > 0 ? endless : wrong) {
    const isEcho = code === 'UNEXPECTED_TOKEN' && isLost;
    isLost ||= code === 'UNEXPECTED_TOKEN';
    if (isEcho) continue;
    if (text.startsWith('${', pos[0] - 1)) {
      fault(pos[0] - 1, '', 'needs-quotes', 'a variable between brackets is in quotes', 'write "$' + '{NAME}"');
      continue;
    }
    if (isLost && faults.some((one) => one.code === 'needs-quotes')) continue;
    const told = yamlFault(code, message, text.slice(pos[0], pos[1]));
    fault(told.isOpen ? opened(doc, pos[0]) : pos[0], '', told.code, told.message, told.suggestion);
  }
  if (faults.length > 0 || doc.contents === null) {
    for (const { at, code, message, suggestion } of unsetIn(text, env)) fault(at, '', code, message, suggestion);
    if (faults.length === 0)
      fault(0, '', 'empty-file', 'there is nothing in the file', 'begin with workspace: {slug: …}');
    return { root: undefined, faults };
  }
  const anchors = new Map<string, SeedNode | undefined>();
  let nodes = 0;
  let grown = 0;
  let isSpoiled = false;

  /** Notes, once, what keeps all of the file from being read. */
  const spoil = (at: number, path: string, code: string, message: string, suggestion?: string): void => {
    if (!isSpoiled) fault(at, path, code, message, suggestion);
    isSpoiled = true;
  };

  const converted = (node: unknown, path: string, depth: number, at: number): SeedNode => {
    const start = (node as { range?: readonly number[] } | null)?.range?.[0] ?? at;
    nodes++;
    const unread: SeedNode = { is: 'unread', file, at: start, size: 1 };
    if (isAlias(node)) return aliased(node.source, start, path) ?? unread;
    const { tag, anchor } = (node ?? {}) as { tag?: string; anchor?: string };
    if (tag !== undefined && !PLAIN_TAGS.test(tag)) {
      const typed = tag.replace('tag:yaml.org,2002:', '!!');
      const before = /!\S*\s*$/.exec(text.slice(0, start).slice(-LONGEST_TAG))?.[0] ?? '';
      fault(start - before.length, path, 'bad-yaml', `the tag ${typed} means nothing here`, 'leave it out');
      if (isScalar(node)) {
        if (anchor !== undefined) anchors.set(anchor, unread);
        return unread;
      }
    }
    if (depth > DEEPEST) {
      spoil(start, path, 'too-deep', `nothing stands deeper than ${DEEPEST} levels`);
      return unread;
    }
    // Until it is whole, what an anchor names stands for nothing: it would hold itself.
    if (anchor !== undefined) anchors.set(anchor, undefined);
    const made = isMap(node)
      ? mapped(node, path, depth, start)
      : isSeq(node)
        ? listed(node.items, path, depth, start)
        : scalar(node, path, start);
    if (anchor !== undefined) anchors.set(anchor, made);
    return made;
  };

  const aliased = (name: string, at: number, path: string): SeedNode | undefined => {
    const target = anchors.get(name);
    if (target === undefined) {
      if (anchors.has(name))
        fault(at, path, 'circular-alias', `*${name} stands for something that it is itself a part of`);
      else fault(at, path, 'unknown-alias', `nothing above is marked &${name}`);
      return undefined;
    }
    grown += target.size;
    if (grown <= ALWAYS_FREE + MOST_GROWTH * nodes) return target;
    spoil(at, path, 'too-many-aliases', 'aliases make the file much larger than it is', 'write out what is meant');
    return undefined;
  };

  const scalar = (node: unknown, path: string, at: number): SeedNode => {
    const value = isScalar(node) ? node.value : null;
    if (typeof value !== 'string') {
      const plain = typeof value === 'number' || typeof value === 'boolean' ? value : null;
      return {
        is: 'scalar',
        value: plain,
        text: isScalar(node) ? (node.source ?? String(value)) : '',
        file,
        at,
        size: 1,
      };
    }
    if (!value.includes('${')) return { is: 'scalar', value, text: value, file, at, size: 1 };
    const read = substituted(value, env);
    const raw = text.slice(at, (node as { range?: readonly number[] }).range?.[1]);
    let from = 0;
    for (const { written, code, message, suggestion } of read.faults) {
      const found = raw.indexOf(written, from);
      from = found < 0 ? from : found + 1;
      fault(at + Math.max(0, found), path, code, message, suggestion);
    }
    if (read.faults.length > 0) return { is: 'unread', file, at, size: 1 };
    // What stands without quotes means what it says: a number, yes or no.
    const meant = isScalar(node) && node.type === 'PLAIN' ? plainValue(read.text) : read.text;
    return { is: 'scalar', value: meant, text: read.text, file, at, size: 1, varies: true };
  };

  const listed = (items: readonly unknown[], path: string, depth: number, at: number): SeedNode => {
    const made = items.map((item, i) => converted(item, `${path}[${i}]`, depth + 1, at));
    return { is: 'list', items: made, file, at, size: sum(made) };
  };

  const mapped = (node: YAMLMap, path: string, depth: number, start: number): SeedNode => {
    const own = new Map<string, MapEntry>();
    const merged: MapEntry[] = [];
    for (const { key, value } of node.items) {
      const keyAt = (key as { range?: readonly number[] } | null)?.range?.[0] ?? start;
      const word =
        isScalar(key) && key.value !== null ? (typeof key.value === 'string' ? key.value : key.source) : undefined;
      if (word === undefined) {
        fault(keyAt, path, 'bad-key', 'a key is a word', 'write key: value');
        continue;
      }
      const at = stepped(path, word);
      const made = converted(value, at, depth + 1, keyAt + word.length + 1);
      if (word === '<<') merged.push(...entriesOf(made, at));
      else if (word === '__proto__') fault(keyAt, at, 'forbidden-key', '__proto__ is no key that a document has');
      else if (own.has(word)) {
        const first = placeAt(file, own.get(word)?.keyAt ?? start, path);
        fault(keyAt, at, 'duplicate-key', `“${word}” is said in line ${first.line} already`, 'keep one of the two');
      } else own.set(word, { key: word, keyAt, keyFile: file, node: made });
    }
    for (const entry of merged) if (!own.has(entry.key)) own.set(entry.key, entry);
    return { is: 'map', entries: own, file, at: start, size: sum([...own.values()].map(({ node: one }) => one)) };
  };

  /** What `<<` brings in: a map, or the maps of a list, of which the first to say something wins. */
  const entriesOf = (node: SeedNode, path: string): MapEntry[] => {
    const maps = node.is === 'list' ? node.items : [node];
    return maps.flatMap((one) => {
      if (one.is === 'map') return [...one.entries.values()];
      if (one.is === 'unread') return [];
      fault(one.at, path, 'bad-merge', '<< takes in maps alone', 'write <<: *name, where &name marks a map');
      return [];
    });
  };

  const root = converted(doc.contents, '', 0, 0);
  return { root: isSpoiled ? undefined : root, faults };
}

/** Where the quote or bracket was opened that a fault at an offset says is never closed. */
function opened(doc: Document, at: number): number {
  let start = at;
  visit(doc, {
    Node: (_, node) => {
      const isOpen = isScalar(node) ? node.type?.startsWith('QUOTE') : 'flow' in node && node.flow === true;
      if (isOpen && node.range && node.range[0] < at && node.range[2] >= at) start = node.range[0];
    },
  });
  return start;
}

const sum = (nodes: readonly SeedNode[]): number => nodes.reduce((all, { size }) => all + size, 1);

/** The document of a text; nothing where it is too deep to be taken apart. */
function parsed(text: string, lineCounter: LineCounter): Document | undefined {
  try {
    return parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
      schema: 'core',
    }) as Document;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw invalid('bad-yaml', `that is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a word means that stands without quotes: a number, yes or no, nothing, or the text that it is. */
export function wordMeant(word: string): string | number | boolean | null {
  const { contents } = parseDocument(word, { schema: 'core', prettyErrors: false });
  const value: unknown = isScalar(contents) ? contents.value : word;
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : word;
}

/** The same where variables were replaced, which may leave nothing. */
export const plainValue = (text: string): string | number | boolean => wordMeant(text) ?? text;
