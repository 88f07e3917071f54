// Puts the files of a bundle together: each file that is opened costs a command half a millisecond.
// What certain commands always load becomes one file; what remains shared by several becomes another, whose parts run
// only when they are asked for; commands stay files of their own.

/** A file of the bundle: CommonJS text, the files that it always requires, and whether it is only shared by others. */
export interface Piece {
  readonly text: string;
  readonly requires: readonly string[];
  readonly shared: boolean;
}

/** A shared file that is bigger is left alone: it is somebody's library. */
const BIG = 24_000;
const SHARED = 'shared.js';

/**
 * The same bundle in fewer files. Each pack is a file with all that its pieces always load and no pack before it has;
 * the first holds `main.js`, and starts.
 */
export function packed(
  pieces: ReadonlyMap<string, Piece>,
  packs: Readonly<Record<string, readonly string[]>>,
): Map<string, string> {
  const home = new Map<string, string>();
  for (const [pack, roots] of Object.entries(packs)) {
    for (const root of roots) {
      if (!pieces.has(root)) throw new Error(`There is no ${root} to be packed.`);
      for (const name of closureOf(root, pieces)) if (!home.has(name)) home.set(name, pack);
    }
  }
  for (const [name, { shared, text }] of pieces) {
    if (shared && !home.has(name) && text.length < BIG) home.set(name, SHARED);
  }
  const files = new Map<string, string>();
  for (const pack of [...Object.keys(packs), SHARED]) {
    const parts = [...home].filter(([, place]) => place === pack).map(([name]) => partOf(name, pieces, home, pack));
    const start = pieces.has(pack) ? `module.exports.run=part(${JSON.stringify(pack)}).run;` : '';
    files.set(pack, REGISTRY.replace('PARTS', () => parts.join(',\n')) + start);
  }
  for (const name of pieces.keys()) if (!home.has(name)) files.set(name, linked(name, pieces, home, name));
  return files;
}

/** Everything that a file always loads, itself among it. */
function closureOf(name: string, pieces: ReadonlyMap<string, Piece>, found = new Set<string>()): Set<string> {
  if (found.has(name) || !pieces.has(name)) return found;
  found.add(name);
  for (const required of pieces.get(name)?.requires ?? []) closureOf(required, pieces, found);
  return found;
}

/** A file as a part of a pack. */
const partOf = (name: string, pieces: ReadonlyMap<string, Piece>, home: ReadonlyMap<string, string>, pack: string) =>
  `${JSON.stringify(name)}(module,exports){${ascii(linked(name, pieces, home, pack))}\n}`;

/** Text in ASCII, of which V8 keeps a byte a character. What is left of other characters stands in expressions. */
function ascii(text: string): string {
  if (/String\.raw`[^`]*[^\0-\x7f]/.test(text))
    throw new Error('A raw text is not ASCII: write its characters as \\u.');
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The text of a file, its requires turned to where the others are now. */
function linked(
  name: string,
  pieces: ReadonlyMap<string, Piece>,
  home: ReadonlyMap<string, string>,
  own: string,
): string {
  return (pieces.get(name) as Piece).text.replace(/require\("\.\/([\w.-]+\.js)"\)/g, (whole, required: string) => {
    const pack = home.get(required);
    if (pack === undefined) return whole;
    return `${pack === own ? '' : `require("./${pack}").`}part("${required}")`;
  });
}

const REGISTRY = `"use strict";const made={},parts={PARTS};
const part=name=>{let module=made[name];if(!module){module=made[name]={exports:{}};parts[name](module,module.exports)}return module.exports};
module.exports.part=part;`;
