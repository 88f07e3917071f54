import type { Fault } from './fault.ts';

/** Some thousand rows of a file: those understood, what is wrong with the others, and (if wanted) their cells. */
export interface RowBatch<T> {
  readonly understood: readonly T[];
  readonly faults: readonly Fault[];
  /** JSON of the cells of every row of the batch, by line; empty where nobody wants the rejected ones back. */
  readonly cells: readonly (readonly [line: number, cells: string])[];
  readonly rows: number;
  /** Whether the file cannot be read as a whole: its header is at fault, or its reading ended early. */
  readonly spoiled: boolean;
}

/** The rows of a file as they are understood, and the positions of its columns by their names: none for JSON lines. */
export interface UnderstoodRows<T> {
  readonly rows: AsyncIterable<RowBatch<T>>;
  readonly columns: Readonly<Record<string, number>>;
}

/** A file whose rows can be understood once somebody says how. */
export interface RowSource<Terms, T> {
  readonly read: (terms: Terms) => UnderstoodRows<T>;
  /** SHA-256 of what was read so far, as `sha256sum` tells it. */
  readonly sha256: () => string;
}

/** A rejected row: its cells as they were written, and what is wrong with it. */
export interface RejectedRow {
  readonly line: number;
  /** JSON of the cells or of the row. */
  readonly cells: string;
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
}

/** Takes the rejected rows of a file as they were written. */
export type RejectsSink = (rows: AsyncIterable<RejectedRow>) => Promise<void>;
