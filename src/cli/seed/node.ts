import { LineCounter } from 'yaml';
import type { SeedPlace } from '../../domain/seed-fault.ts';

/** No document is deeper than this. */
export const DEEPEST = 12;

/** A file that was read: how faults call it, and where its lines begin. */
export interface SourceFile {
  readonly name: string;
  readonly lines: LineCounter;
}

/** A stretch of a file that says something: `at` is where it begins. */
interface Said {
  readonly file: SourceFile;
  readonly at: number;
  /** How many nodes it comes to with all that aliases stand for. */
  readonly size: number;
}

/** A text, or a word that means a number, yes or no, or nothing; `text` is as it is written. */
interface ScalarNode extends Said {
  readonly is: 'scalar';
  readonly value: string | number | boolean | null;
  readonly text: string;
  /** Whether the environment says it: then quotes are there for the reader of the file, and it may be a number too. */
  readonly varies?: true;
}

interface ListNode extends Said {
  readonly is: 'list';
  readonly items: readonly SeedNode[];
}

/** A map, by its keys; each entry knows where its key stands. */
export interface MapNode extends Said {
  readonly is: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: number;
  /** The file of the key, which a merged entry brings along. */
  readonly keyFile: SourceFile;
  readonly node: SeedNode;
}

/** What could not be read, which was told already. */
interface UnreadNode extends Said {
  readonly is: 'unread';
}

/** What a file says, value by value, each knowing where it stands; aliases share what they stand for. */
export type SeedNode = ScalarNode | ListNode | MapNode | UnreadNode;

/** Where the lines of a text begin. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** The place of an offset in a file. */
export function placeAt(file: SourceFile, at: number, path: string): SeedPlace {
  const { line, col } = file.lines.linePos(at);
  return { file: file.name, line: Math.max(1, line), column: Math.max(1, col), path };
}

/** What a node is, as a sentence goes on with it. */
export function kindOf(node: SeedNode): string {
  if (node.is === 'list') return 'a list';
  if (node.is === 'map') return 'a map';
  if (node.is === 'unread' || node.value === null) return 'nothing';
  return typeof node.value === 'string' ? 'a text' : typeof node.value === 'number' ? 'a number' : 'yes or no';
}

/** A key as paths show it: `role`, `consents["+15550100"]`. */
export const stepped = (path: string, key: string): string => {
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
};
