import type { Fault } from '../../domain/fault.ts';

/** Some thousand rows of a file with the physical lines on which they begin, and what is wrong with the rows among them that could not be read. */
export interface Batch<Row = readonly string[]> {
  readonly records: readonly Row[];
  /** `lines[i]` is the line of `records[i]`. */
  readonly lines: readonly number[];
  readonly faults: readonly Fault[];
  /** The rows that the faults speak of, as far as their cells are known. */
  readonly rejected: readonly Rejected<Row>[];
}

/** A row that is there but cannot be taken: with too many cells, say. */
export interface Rejected<Row = readonly string[]> {
  readonly line: number;
  readonly row: Row;
}

const FEW = 500;
const MANY = 4_000;

/** Rows on their way into batches. */
export interface Gathering<Row> {
  add(row: Row, line: number): void;
  /** A fault, and the row it speaks of where its cells are known. */
  refuse(fault: Fault, row?: Row): void;
  /** Takes out what makes whole batches; with `last`, everything. */
  batches(last?: boolean): Generator<Batch<Row>>;
}

/** Gathers rows one by one and gives them out by the thousand. */
export function gathering<Row>(): Gathering<Row> {
  let records: Row[] = [];
  let lines: number[] = [];
  let faults: Fault[] = [];
  let rejected: Rejected<Row>[] = [];
  return {
    add(row, line) {
      records.push(row);
      lines.push(line);
    },
    refuse(fault, row) {
      faults.push(fault);
      if (row !== undefined) rejected.push({ line: fault.line, row });
    },
    *batches(last = false) {
      const [rows, at] = [records, lines];
      let from = 0;
      while (rows.length - from >= (last ? 1 : FEW) || faults.length >= (last ? 1 : FEW)) {
        const to = Math.min(from + MANY, rows.length);
        const batch = { records: rows.slice(from, to), lines: at.slice(from, to), faults, rejected };
        from = to;
        [faults, rejected] = [[], []];
        yield batch;
      }
      records = rows.slice(from);
      lines = at.slice(from);
    },
  };
}
