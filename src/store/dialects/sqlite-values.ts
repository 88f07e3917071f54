/**
 * A statement as SQLite prepares it: with a plus before each value, which changes none, but keeps the planner from looking at
 * it. Where that looks, it prepares the statement anew whenever values are bound, which takes longer than most statements.
 * What is quoted stays as it is.
 */
export const unpeeked = (statement: string): string =>
  statement.replace(/('[^']*'|"[^"]*")|\$\d+|\?/g, (part, quoted) => (quoted === undefined ? `+${part}` : part));

/** Numbered values (`$1`) are named ones to better-sqlite3; the query builder's marks (`?`) go by their order. */
export const bound = (statement: string, values: readonly unknown[]): unknown =>
  statement.includes('$1') ? Object.fromEntries(values.map((value, i) => [i + 1, value])) : values;
