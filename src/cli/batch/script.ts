import { basename, resolve } from 'node:path';
import { openBytes } from '../reading/bytes.ts';
import { textOf } from '../reading/encoding.ts';
import type { Surroundings } from '../surroundings.ts';
import { faultOf, faultyLines, type LineFault } from './faults.ts';
import type { Line, Together } from './line.ts';
import { lineReader } from './reader.ts';

/** Reads a file of commands, `-` being standard input: all of them, or everything that is wrong with it is thrown. */
export async function readScript(source: string, around: Surroundings, together: Together): Promise<readonly Line[]> {
  const name = source === '-' ? 'standard input' : basename(source);
  const text = await wholeText(source, name, around);
  const { read } = lineReader(together);
  const lines: Line[] = [];
  const faults: LineFault[] = [];
  for (const [i, one] of text.split(/\r\n|\n|\r/).entries()) {
    try {
      const found = await read(i + 1, one);
      if (found !== undefined) lines.push(found);
    } catch (error) {
      faults.push(faultOf(i + 1, error));
    }
  }
  if (faults.length > 0) throw faultyLines(faults, name);
  return lines;
}

async function wholeText(source: string, name: string, around: Surroundings): Promise<string> {
  const { chunks } = await openBytes(source === '-' ? around.stdin() : resolve(around.cwd, source), around.signal);
  const pieces: Buffer[] = [];
  for await (const piece of textOf(chunks, name)) {
    if (!Buffer.isBuffer(piece)) {
      const line = Buffer.concat(pieces).toString().split('\n').length;
      throw faultyLines([{ line, code: piece.code, message: piece.message, suggestion: piece.suggestion }], name);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
