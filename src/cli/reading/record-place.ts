import { blanks, breaksIn } from './quotes.ts';

/** What the parser has counted so far. */
interface Counts {
  readonly bytes: number;
  readonly lines: number;
  readonly empty_lines: number;
}

/** Where the next record of a file begins: its byte, and the physical line, of which the parser alone does not keep a true count. */
export class RecordPlace {
  line: number;
  byte = 0;
  #lines = 0;
  #blank = 0;

  constructor(line: number) {
    this.line = line;
  }

  /** Moves behind a record, and gives the line on which it begins. */
  pass(cells: readonly string[], counts: Counts): number {
    const blank = counts.empty_lines - this.#blank;
    const line = this.line + blank;
    // The parser counts CR LF within a cell twice, so its count only says whether there is something to count.
    const simple = counts.lines - this.#lines === 1 + blank;
    this.line = line + 1 + (simple ? 0 : cells.reduce((sum, cell) => sum + breaksIn(Buffer.from(cell)), 0));
    this.byte = counts.bytes;
    this.#lines = counts.lines;
    this.#blank = counts.empty_lines;
    return line;
  }

  /** Moves behind the blank lines at the beginning of these bytes, but for a few bytes that the parser may not have looked at yet. */
  skipBlanks(bytes: Buffer): void {
    const blank = Math.max(0, Math.min(blanks(bytes), bytes.length - 8));
    const skipped = bytes[blank - 1] === 13 && bytes[blank] === 10 ? blank - 1 : blank;
    const lines = breaksIn(bytes.subarray(0, skipped));
    this.line += lines;
    this.byte += skipped;
    this.#lines += lines;
    this.#blank += lines;
  }
}
