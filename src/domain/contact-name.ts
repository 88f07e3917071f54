/** A name as contacts are searched and sorted by it: folded (NFKC, lower case), blanks collapsed, first before last. */
export function nameKey(first: string | null, last: string | null): string {
  return foldedName(first === null ? (last ?? '') : last === null ? first : `${first} ${last}`);
}

/** Any part of a name as it is compared. */
export const foldedName = (name: string): string =>
  PLAIN.test(name) ? name.toLowerCase() : name.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

/** Words of ASCII with one blank between them need no folding but of their case. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A whole name in its parts: the last word is the last name, what stands before it the first; one word is a first name. */
export function splitName(name: string): { readonly first: string | null; readonly last: string | null } {
  const words = name.trim().split(/\s+/);
  if (words[0] === '') return { first: null, last: null };
  const last = words.length > 1 ? (words.at(-1) as string) : null;
  return { first: (last === null ? words : words.slice(0, -1)).join(' '), last };
}

/** The parts of a name as people read them. */
export const wholeName = (first: string | null, last: string | null): string | null =>
  first === null || last === null ? (first ?? last) : `${first} ${last}`;
