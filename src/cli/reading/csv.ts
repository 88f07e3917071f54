import { fault } from '../../domain/fault.ts';
import { type Batch, gathering } from './batch.ts';
import { delimiterOf, headerEnd } from './csv-header.ts';
import { CsvRows, type Header } from './csv-rows.ts';
import type { Stop } from './encoding.ts';
import { emptyFile, LONGEST_RECORD, noRows } from './faults.ts';
import { blanks, breaksIn } from './quotes.ts';

export type { Header } from './csv-rows.ts';

/** Reads CSV from clean UTF-8 into batches of rows; `headed` hears of the header before the first of them. */
export async function* readCsv(
  pieces: AsyncIterable<Buffer | Stop>,
  headed: (header: Header) => void,
): AsyncGenerator<Batch> {
  const out = gathering<readonly string[]>();
  let begin: { bytes: Buffer; line: number } = { bytes: Buffer.alloc(0), line: 1 };
  let rows: CsvRows | undefined;
  let stop: Stop | undefined;
  for await (const piece of pieces) {
    if (!Buffer.isBuffer(piece)) {
      stop = piece;
      break;
    }
    if (rows !== undefined) await rows.feed(piece);
    else {
      begin = withoutBlanks(Buffer.concat([begin.bytes, piece]), begin.line);
      if (headerEnd(begin.bytes) < 0 && begin.bytes.length <= LONGEST_RECORD) continue;
      rows = await started();
    }
    if (rows.header !== undefined) headed(rows.header);
    yield* out.batches();
    if (rows.over) break;
  }
  rows ??= await started();
  if (!rows.over) {
    const line = await rows.finish(stop !== undefined);
    if (rows.header !== undefined) headed(rows.header);
    if (!rows.over) {
      if (stop !== undefined) out.refuse(fault(line, stop.code, stop.message, { suggestion: stop.suggestion }));
      else if (rows.header === undefined) out.refuse(emptyFile());
      else if (rows.count === 0) out.refuse(noRows(rows.header.line));
    }
  }
  yield* out.batches(true);

  async function started(): Promise<CsvRows> {
    const end = headerEnd(begin.bytes);
    const begun = new CsvRows(delimiterOf(end < 0 ? begin.bytes : begin.bytes.subarray(0, end)), begin.line, out);
    if (begin.bytes.length > 0) await begun.feed(begin.bytes);
    return begun;
  }
}

/** Blank lines before the header are counted and forgotten; a CR at the end may wait for its LF. */
function withoutBlanks(bytes: Buffer, line: number): { bytes: Buffer; line: number } {
  const blank = blanks(bytes);
  const gone = blank > 0 && blank === bytes.length && bytes[blank - 1] === 13 ? blank - 1 : blank;
  return { bytes: bytes.subarray(gone), line: line + breaksIn(bytes.subarray(0, gone)) };
}
