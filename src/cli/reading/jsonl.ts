import { fault } from '../../domain/fault.ts';
import { type Batch, type Gathering, gathering } from './batch.ts';
import type { Stop } from './encoding.ts';
import { badJson, emptyFile, LONGEST_RECORD, lineTooLong, nulByte, repeatedKey } from './faults.ts';
import { secondKey } from './json-keys.ts';

const LF = 10;

/** Reads JSON lines from clean UTF-8 into batches of values, each with its line; what they should look like is for others to say. */
export async function* readJsonLines(pieces: AsyncIterable<Buffer | Stop>): AsyncGenerator<Batch<unknown>> {
  const out = gathering<unknown>();
  let line = 1;
  let held: Buffer[] = [];
  let length = 0;
  let seen = false;
  for await (const piece of pieces) {
    if (!Buffer.isBuffer(piece)) {
      out.refuse(fault(line, piece.code, piece.message, { suggestion: piece.suggestion }));
      seen = true;
      held = [];
      break;
    }
    const end = piece.lastIndexOf(LF);
    if (end >= 0) {
      const whole = Buffer.concat([...held, piece.subarray(0, end)]);
      for (const text of whole.toString().split('\n')) seen = take(out, text, line++) || seen;
      [held, length] = [[], 0];
    }
    held.push(piece.subarray(end + 1));
    length += piece.length - end - 1;
    yield* out.batches();
    if (length > LONGEST_RECORD) break;
  }
  if (length > LONGEST_RECORD) out.refuse(lineTooLong(line));
  else if (!take(out, Buffer.concat(held).toString(), line) && !seen) out.refuse(emptyFile());
  yield* out.batches(true);
}

/** Adds the value of one line, or its fault; false where the line is blank. */
function take(out: Gathering<unknown>, text: string, line: number): boolean {
  if (text.trim() === '') return false;
  if (text.length > LONGEST_RECORD) out.refuse(lineTooLong(line));
  else if (text.includes('\0')) out.refuse(nulByte(line, null, text), text);
  else {
    try {
      const value: unknown = JSON.parse(text);
      const twice = secondKey(text, value);
      if (twice === undefined) out.add(value, line);
      else out.refuse(repeatedKey(line, twice), value);
    } catch (error) {
      const at = /position (\d+)/.exec(String(error))?.[1];
      const where = at === undefined ? '' : `, from character ${Number(at) + 1} on`;
      const list = /^\s*\[/.test(text) && line === 1 ? ', but a list that spans lines' : where;
      out.refuse(badJson(line, `this line is no JSON value${list}`, text), text);
    }
  }
  return true;
}
