// YAML as it is mostly written, line by line. Long, because each form that is read here is told from all that are not.
import type { Env } from '../surroundings.ts';
import { literalAt } from './literal.ts';
import { DEEPEST, linesOf, type MapEntry, type SeedNode, type SourceFile } from './node.ts';
import { substituted } from './variables.ts';
import { plainValue, wordMeant } from './yaml.ts';

/** What YAML's reader understands, or has something to say about, and this one does not. */
class Odd extends Error {}

/**
 * Reads YAML of which every value stands on one line or in a literal block, more than ten times as fast as YAML's reader
 * does. Answers nothing where anything is written otherwise, or is to be complained of: that reader understands it, or
 * tells what and where.
 */
export function readPlainYaml(name: string, text: string, env: Env): SeedNode | undefined {
  try {
    return nodeOf({ name, lines: linesOf(text) }, text, env);
  } catch (error) {
    if (error instanceof Odd) return undefined;
    throw error;
  }
}

// Each begins where it is asked to. A word ends before what would mean something: `: `, ` #`, in brackets commas too.
const BLANKS = / */y;
const END = /(?: +#[^\n]*| *)(?:\r?\n|$)/y;
const EMPTY = / *(?:#[^\n]*|\r?)\n/y;
const WORD =
  /(?:[^\p{Cc} \-?:,[\]{}#&*!|>'"%@`\uFEFF]|-(?=\d))(?:[^\p{Cc} :#]|:(?![\p{Cc} ]|$)|(?<! )#| +(?![\p{Cc} #:]|$))*/uy;
const WORD_WITHIN =
  /(?:[^\p{Cc} \-?:,[\]{}#&*!|>'"%@`\uFEFF]|-(?=\d))(?:[^\p{Cc} :#,[\]{}]|:(?![\p{Cc} ,[\]{}]|$)|(?<! )#| +(?![\p{Cc} #:,[\]{}]|$))*/uy;
const DOUBLE = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"/uy;
const SINGLE = /'(?:[^'\p{Cc}]|'')*'/uy;

/** A word that may mean something else than the text that it is; whole numbers are known at a glance. */
const MEANT = /^[-+.\d~]|^(?:true|false|null)$/i;
const INTEGER = /^[-+]?\d{1,15}$/;
const LONGEST_KEY = 1000;

interface Written {
  readonly text: string;
  readonly isWord: boolean;
}

function nodeOf(file: SourceFile, text: string, env: Env): SeedNode {
  let at = 0;
  /** Where the line begins, and in which column that what it says does; -1 after the last. */
  let line = 0;
  let column = 0;

  const past = (what: RegExp): string => {
    what.lastIndex = at;
    if (!what.test(text)) throw new Odd();
    const start = at;
    at = what.lastIndex;
    return text.slice(start, at);
  };

  /** Goes on to the next line that says something. */
  const toLine = (): void => {
    line = at;
    for (EMPTY.lastIndex = at; EMPTY.test(text); ) line = EMPTY.lastIndex;
    at = line;
    column = past(BLANKS).length;
    if (at === text.length || text[at] === '#') column = -1;
  };

  const isAtEnd = (): boolean => {
    END.lastIndex = at;
    return END.test(text);
  };

  const toNext = (): void => {
    past(END);
    toLine();
  };

  const written = (word: RegExp): Written => {
    const quote = text[at];
    if (quote === "'") return { text: past(SINGLE).slice(1, -1).replaceAll("''", "'"), isWord: false };
    if (quote !== '"') return { text: past(word), isWord: true };
    const typed = past(DOUBLE);
    return { text: typed.includes('\\') ? unescaped(typed) : typed.slice(1, -1), isWord: false };
  };

  const scalar = (start: number, { text: typed, isWord }: Written): SeedNode => {
    // Nothing here stands for something elsewhere: how much it comes to is never asked.
    const said = { is: 'scalar', file, at: start, size: 1 } as const;
    if (!typed.includes('${')) return { ...said, value: isWord ? meantBy(typed) : typed, text: typed };
    const { text: meant, faults } = substituted(typed, env);
    if (faults.length > 0) throw new Odd();
    return { ...said, value: isWord ? plainValue(meant) : meant, text: meant, varies: true };
  };

  /** A key and its colon. */
  const key = (word: RegExp): string => {
    const { text: said, isWord } = written(word);
    const isBad =
      said === '__proto__' || said === '<<' || said.length > LONGEST_KEY || (isWord && /^(?:~|null)$/i.test(said));
    if (isBad || text[at++] !== ':') throw new Odd();
    return said;
  };

  const enter = (entries: Map<string, MapEntry>, one: MapEntry): void => {
    if (entries.has(one.key)) throw new Odd();
    entries.set(one.key, one);
  };

  /** A value within a line. */
  const within = (depth: number, word: RegExp): SeedNode => {
    if (depth > DEEPEST) throw new Odd();
    const start = at;
    if (text[at] !== '[' && text[at] !== '{') return scalar(start, written(word));
    const entries = new Map<string, MapEntry>();
    const items: SeedNode[] = [];
    const isMap = text[at++] === '{';
    const close = isMap ? '}' : ']';
    for (past(BLANKS); text[at] !== close; past(BLANKS)) {
      if (isMap) {
        const keyAt = at;
        const name = key(WORD_WITHIN);
        if (past(BLANKS) === '') throw new Odd();
        enter(entries, { key: name, keyAt, keyFile: file, node: within(depth + 1, WORD_WITHIN) });
      } else items.push(within(depth + 1, WORD_WITHIN));
      past(BLANKS);
      if (text[at] === ',') at++;
      else if (text[at] !== close) throw new Odd();
    }
    at++;
    return isMap ? { is: 'map', entries, file, at: start, size: 1 } : { is: 'list', items, file, at: start, size: 1 };
  };

  const isItem = (): boolean => text[at] === '-' && text[at + 1] === ' ';

  const mapped = (depth: number): SeedNode => {
    const start = at;
    const margin = column;
    const entries = new Map<string, MapEntry>();
    while (column === margin) {
      const keyAt = at;
      enter(entries, { key: key(WORD), keyAt, keyFile: file, node: behindKey(margin, depth + 1) });
    }
    if (column > margin) throw new Odd();
    return { is: 'map', entries, file, at: start, size: 1 };
  };

  const behindKey = (margin: number, depth: number): SeedNode => {
    if (isAtEnd()) {
      toNext();
      if (column <= margin && !(column === margin && isItem())) throw new Odd();
      return block(depth);
    }
    if (past(BLANKS) === '') throw new Odd();
    if (text[at] === '|') return literal(margin, depth);
    const node = within(depth, WORD);
    toNext();
    return node;
  };

  /** A text of several lines, further in than the margin. */
  const literal = (margin: number, depth: number): SeedNode => {
    const start = at;
    const found = literalAt(text, start, margin);
    if (found === undefined || depth > DEEPEST) throw new Odd();
    at = found.end;
    toLine();
    return scalar(start, { text: found.said, isWord: false });
  };

  const listed = (depth: number): SeedNode => {
    const start = at;
    const margin = column;
    const items: SeedNode[] = [];
    while (column === margin && isItem()) {
      at++;
      past(BLANKS);
      items.push(text[at] === '|' ? literal(margin, depth + 1) : item(depth + 1));
    }
    if (column > margin) throw new Odd();
    return { is: 'list', items, file, at: start, size: 1 };
  };

  const item = (depth: number): SeedNode => {
    const start = at;
    const node = within(depth, WORD);
    if (text[at] === ':') {
      at = start;
      column = start - line;
      return mapped(depth);
    }
    toNext();
    return node;
  };

  const block = (depth: number): SeedNode => {
    if (depth > DEEPEST) throw new Odd();
    return isItem() ? listed(depth) : mapped(depth);
  };

  toLine();
  const root = block(0);
  if (column >= 0) throw new Odd();
  return root;
}

function meantBy(word: string): string | number | boolean | null {
  if (!MEANT.test(word)) return word;
  return INTEGER.test(word) ? Number(word) : wordMeant(word);
}

/** What a text in double quotes says. YAML knows what lies beyond the first plane whole, JSON by its halves. */
const unescaped = (typed: string): string =>
  JSON.parse(
    typed.replace(/\\(?:U([\da-fA-F]{8})|.)/g, (found, code: string | undefined) => {
      const point = Number.parseInt(code ?? '0', 16);
      if (point > 0x10ffff) throw new Odd();
      return code === undefined ? found : JSON.stringify(String.fromCodePoint(point)).slice(1, -1);
    }),
  ) as string;
