/** One open connection to a store, in the dialect's own words. Statements number their values `$1`, `$2`, … */
export interface Connection {
  readonly dialect: Dialect;
  /** The rows a statement answers, or none. */
  readonly all: <R>(statement: string, values?: readonly unknown[]) => Promise<R[]>;
  /** How many rows a statement changed. */
  readonly run: (statement: string, values?: readonly unknown[]) => Promise<number>;
  /** Rows as they come, for answers that do not fit in memory. */
  readonly stream: <R>(statement: string, values?: readonly unknown[]) => AsyncIterable<R>;
  /** Lays rows into a table by the dialect's fastest way; each row has one value per column. */
  readonly load: (table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>) => Promise<void>;
  readonly begin: (mode: 'read' | 'write') => Promise<void>;
  /** Marks where the transaction stands; `backToMark` forgets what was written since, and the transaction goes on. */
  readonly mark: () => Promise<void>;
  readonly backToMark: () => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The few places where the dialects' languages differ. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** A subquery of the texts in the JSON array that a value holds. */
  readonly texts: (value: string) => string;
  /** Column types and table endings of the migrations. */
  readonly words: SchemaWords;
}

/** The words of a migration that differ by dialect. */
export interface SchemaWords {
  readonly integer: string;
  readonly bytes: string;
  /** Integer primary key, given by the store. */
  readonly identity: string;
  /** Ends a table whose rows are found by their own key. */
  readonly keyed: string;
  /** Ends a table with an identity. */
  readonly plain: string;
}
