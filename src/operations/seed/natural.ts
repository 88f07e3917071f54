/** Rows in the order of their natural keys, the same on every machine: no language has a say in it. */
export const byKey = <R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] =>
  rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));

/** Words in that order. */
export const inOrder = (words: readonly string[]): readonly string[] => byKey(words, (word) => word);

/** A list that is said only where there is something on it. */
export const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** A record without what is not said of it. */
export const said = <T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
