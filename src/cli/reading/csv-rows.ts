import { CsvError, type InfoRecord, type Parser, parse } from 'csv-parse';
import type { Fault } from '../../domain/fault.ts';
import type { Gathering } from './batch.ts';
import {
  LONGEST_RECORD,
  lineTooLong,
  MOST_COLUMNS,
  nulByte,
  raggedRow,
  strayQuote,
  tooManyColumns,
  unclosedQuote,
} from './faults.ts';
import { HeldBytes } from './held-bytes.ts';
import { blanks, breaksIn, quoteSlips } from './quotes.ts';
import { RecordPlace } from './record-place.ts';

type Cells = readonly string[];

/** The names of the columns and the line on which they begin. */
export interface Header {
  readonly cells: Cells;
  readonly line: number;
}

/**
 * Gathers the rows of CSV bytes, strictly, with a parser told to be lenient, so that one bad row does not hide the next.
 * A lenient parser keeps every misplaced quote in a cell: only rows with a quote in a cell are looked at again, byte by byte.
 */
export class CsvRows {
  header: Header | undefined;
  /** How many records came after the header, good or bad. */
  count = 0;
  /** Whether nothing more can be read. */
  over = false;
  readonly #parser: Parser;
  readonly #delimiter: number;
  readonly #out: Gathering<Cells>;
  readonly #held = new HeldBytes();
  readonly #next: RecordPlace;
  #broken = false;

  constructor(delimiter: number, line: number, out: Gathering<Cells>) {
    this.#delimiter = delimiter;
    this.#next = new RecordPlace(line);
    this.#out = out;
    this.#parser = parse({
      delimiter: String.fromCharCode(delimiter),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], info: InfoRecord) => {
        if (!this.over && !(this.#broken && info.bytes === this.#held.end)) this.#take(cells, info);
        return null;
      },
    });
    // Errors come back through `write` and `end`.
    this.#parser.on('error', () => {});
  }

  /** Reads on; once `over` is true, nothing more is taken. */
  async feed(chunk: Buffer): Promise<void> {
    this.#held.add(chunk);
    const error = await new Promise<Error | null | undefined>((done) => this.#parser.write(chunk, done));
    if (error) throw error;
    this.#held.drop(this.#next.byte);
    if (!this.over && this.#held.length > LONGEST_RECORD) this.#overflow();
  }

  /** Ends the reading where the file ends, or where it is `broken`, and gives the line that was reached. */
  async finish(broken: boolean): Promise<number> {
    this.#broken = broken && !this.#held.endsLine();
    const error = await new Promise<Error | null | undefined>((done) => this.#parser.end(done));
    if (error && !(error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')) throw error;
    const rest = this.#rest();
    if (error && !broken && !this.over) this.#refuse(this.#slips(rest, this.#next.line));
    return this.#next.line + breaksIn(rest);
  }

  #take(cells: Cells, info: InfoRecord): void {
    const { line: before, byte: from } = this.#next;
    const line = this.#next.pass(cells, info);
    if (this.header?.cells.length !== 1 && cells.length === 1 && cells[0]?.trim() === '') return;
    if (this.header !== undefined) this.count++;
    const faults = this.#faults(cells, line, before, from);
    if (faults.length > 0) this.#refuse(faults, cells);
    else if (this.header !== undefined) this.#out.add(cells, line);
    else this.header = { cells, line };
  }

  #faults(cells: Cells, line: number, before: number, from: number): readonly Fault[] {
    const to = this.#next.byte;
    if (to - from > LONGEST_RECORD) {
      const bytes = this.#held.between(from, to);
      if (bytes.length - blanks(bytes) > LONGEST_RECORD) return [lineTooLong(line)];
    }
    if (this.#held.hasQuote && cells.some((cell) => cell.includes('"'))) {
      const slips = this.#slips(this.#held.between(from, to), before);
      if (slips.length > 0) return slips;
    }
    if (this.#held.hasNul) {
      const at = cells.findIndex((cell) => cell.includes('\0'));
      if (at >= 0) return [nulByte(line, at + 1, cells[at] ?? null)];
    }
    const expected = this.header?.cells.length ?? cells.length;
    if (cells.length !== expected) return [raggedRow(line, expected, cells.length)];
    return this.header === undefined && cells.length > MOST_COLUMNS ? [tooManyColumns(line, cells.length)] : NONE;
  }

  #slips(bytes: Buffer, line: number): Fault[] {
    return quoteSlips(bytes, this.#delimiter).map(({ kind, line: below, column }) =>
      kind === 'open' ? unclosedQuote(line + below, column) : strayQuote(line + below, column),
    );
  }

  /** A header at fault, a quote left open and a line without end leave nothing to go on from. */
  #refuse(faults: readonly Fault[], cells?: Cells): void {
    this.over ||= this.header === undefined || faults.some(isLast);
    for (const [i, fault] of faults.entries()) this.#out.refuse(fault, this.over || i > 0 ? undefined : cells);
  }

  /** A record that goes on beyond measure, unless it is a run of blank lines, which may be as long as they like. */
  #overflow(): void {
    this.#next.skipBlanks(this.#rest());
    this.#held.drop(this.#next.byte);
    if (this.#held.length <= LONGEST_RECORD) return;
    const bytes = this.#rest();
    const slips = this.#slips(bytes, this.#next.line);
    const line = this.#next.line + breaksIn(bytes.subarray(0, blanks(bytes)));
    this.#refuse(slips.some(isLast) ? slips : [lineTooLong(line)]);
  }

  #rest(): Buffer {
    return this.#held.between(this.#next.byte, this.#held.end);
  }
}

const NONE: readonly Fault[] = [];
const isLast = ({ code }: Fault): boolean => code === 'unclosed-quote' || code === 'line-too-long';
