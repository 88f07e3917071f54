import type { Dialect } from './connection.ts';

/** A subquery of the ids in the JSON array of texts that a value holds: a column compared to it is looked up by its index. */
export const idsOf = (dialect: Dialect, value: string): string =>
  `(with wanted (id) as ${dialect.texts(value)} select cast(wanted.id as integer) from wanted)`;
