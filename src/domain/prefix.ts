/**
 * The least text, in the order of code points, that is behind every text beginning with this one; nothing where there is
 * none. What begins so lies from the one to the other, which an index finds on every store.
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) as number);
  for (let point = points.pop(); point !== undefined; point = points.pop()) {
    if (point === 0x10ffff) continue;
    // Between these lie the halves of pairs, which are no characters.
    const next = point === 0xd7ff ? 0xe000 : point + 1;
    return String.fromCodePoint(...points, next);
  }
  return undefined;
}
