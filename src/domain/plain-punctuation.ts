/** What word processors put in place of the characters that GSM-7 has, and how each is read. */
const PLAIN: readonly (readonly [plain: string, typographic: string])[] = [
  ['"', '\u00AB\u00BB\u201C\u201D\u201E\u201F\u2033\u301D\u301E\uFF02'],
  ["'", '`\u00B4\u02B9\u02BB\u02BC\u2018\u2019\u201A\u201B\u2032\u2039\u203A\uFF07'],
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2043\u2212\uFE58\uFE63\uFF0D'],
  ['...', '\u2026'],
  ['/', '\u2044\u2215'],
  [' ', '\t\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000'],
  ['\n', '\u0085\u2028\u2029'],
  ['', '\u00AD\u200B\u2060\uFEFF'],
];

/** The plain writing of each typographic character. */
export const PLAINLY: ReadonlyMap<string, string> = new Map(
  PLAIN.flatMap(([plain, typographic]) => Array.from(typographic, (found) => [found, plain] as const)),
);
