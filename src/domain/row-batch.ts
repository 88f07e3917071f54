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
