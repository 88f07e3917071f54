import { basename, resolve } from 'node:path';
import { invalid } from '../../domain/errors.ts';
import { wholeText } from '../reading/whole-text.ts';
import type { Surroundings } from '../surroundings.ts';
import { faultOf, faultyLines, type LineFault } from './faults.ts';
import type { Line, Together } from './line.ts';
import { lineReader } from './reader.ts';

/** Reads a file of commands, `-` being standard input: all of them, or everything that is wrong with it is thrown. */
export async function readScript(source: string, around: Surroundings, together: Together): Promise<readonly Line[]> {
  const name = source === '-' ? 'standard input' : basename(source);
  const text = await scriptText(source, name, around);
  const { read } = lineReader(together, around.cwd);
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

/** Who runs more commands than this has parts of them. */
const LARGEST = 256 * 1024 * 1024;

async function scriptText(source: string, name: string, { stdin, cwd, signal }: Surroundings): Promise<string> {
  const tooLarge = () =>
    invalid('too-large', `${name} is larger than ${LARGEST / 1024 / 1024} MiB`, { hint: 'run it in parts' });
  const from = source === '-' ? stdin() : resolve(cwd, source);
  const text = await wholeText(from, name, { most: LARGEST, tooLarge, signal });
  if (typeof text === 'string') return text;
  throw faultyLines([text], name);
}
