import type { Env } from '../surroundings.ts';
import { DEEPEST, linesOf, type MapEntry, type SeedNode, type SourceFile } from './node.ts';
import { substituted } from './variables.ts';

/** What YAML's reader has something to say about. */
class Odd extends Error {}

/**
 * Reads a text that is JSON: YAML's reader would too, but takes more than ten times as long. Answers nothing where it is
 * no JSON, or where something of it is to be complained of: read as YAML, it tells what and where.
 */
export function readJson(name: string, text: string, env: Env): SeedNode | undefined {
  if (!isJson(text)) return undefined;
  try {
    return nodeOf({ name, lines: linesOf(text) }, text, env);
  } catch (error) {
    if (error instanceof Odd) return undefined;
    throw error;
  }
}

/** Blanks, and what parts things as they do where all is known to be JSON. */
const PARTING = /[\s,:]*/y;
/** A number, or true, false, null. */
const WORD = /[^\s,\]}]+/y;

function nodeOf(file: SourceFile, text: string, env: Env): SeedNode {
  let at = 0;

  const past = (what: RegExp): number => {
    what.lastIndex = at;
    what.test(text);
    return what.lastIndex;
  };

  const isAt = (sign: string): boolean => {
    at = past(PARTING);
    return text[at] === sign;
  };

  const quoted = (): string => {
    const start = at;
    at = text.indexOf('"', start + 1);
    while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
    const written = text.slice(start, ++at);
    return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
  };

  const scalar = (start: number): SeedNode => {
    // Nothing in JSON stands for something elsewhere: how much it comes to is never asked.
    const said = { is: 'scalar', file, at: start, size: 1 } as const;
    if (text[start] !== '"') {
      at = past(WORD);
      const written = text.slice(start, at);
      return { ...said, value: JSON.parse(written) as number | boolean | null, text: written };
    }
    const typed = quoted();
    if (!typed.includes('${')) return { ...said, value: typed, text: typed };
    const { text: meant, faults } = substituted(typed, env);
    if (faults.length > 0) throw new Odd();
    return { ...said, value: meant, text: meant, varies: true };
  };

  const mapped = (start: number, depth: number): SeedNode => {
    const entries = new Map<string, MapEntry>();
    for (at++; !isAt('}'); ) {
      const keyAt = at;
      const key = quoted();
      if (key === '__proto__' || key === '<<' || entries.has(key)) throw new Odd();
      entries.set(key, { key, keyAt, keyFile: file, node: read(depth + 1) });
    }
    at++;
    return { is: 'map', entries, file, at: start, size: 1 };
  };

  const listed = (start: number, depth: number): SeedNode => {
    const items: SeedNode[] = [];
    for (at++; !isAt(']'); ) items.push(read(depth + 1));
    at++;
    return { is: 'list', items, file, at: start, size: 1 };
  };

  const read = (depth: number): SeedNode => {
    if (depth > DEEPEST) throw new Odd();
    at = past(PARTING);
    return text[at] === '{' ? mapped(at, depth) : text[at] === '[' ? listed(at, depth) : scalar(at);
  };

  return read(0);
}

function isJson(text: string): boolean {
  // Whatever is a document in JSON is a map.
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a quote at an offset is meant as one, by the backslashes before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}
