import { isUtf8 } from 'node:buffer';
import { shellWord } from '../../domain/shell-word.ts';
import { binaryKind, type Wanted } from './binary.ts';

/** Why nothing after this point can be read: a fault's code and sentences. */
export interface Stop {
  readonly code: 'bad-encoding' | 'binary-file';
  readonly message: string;
  readonly suggestion: string;
}

/** What a decoder made of a chunk: clean UTF-8 that never ends within a character, and why it goes no further. */
interface Step {
  readonly clean: Buffer;
  readonly stop?: Stop;
}
type Decoder = (chunk: Buffer, last: boolean) => Step;

const NOTHING: Buffer = Buffer.alloc(0);
const HEAD = 4096;

/** The text of a file, as UTF-8 without a byte order mark, in pieces; a stop is the last of them where it is no text. */
export async function* textOf(
  chunks: AsyncIterable<Buffer>,
  name: string,
  wanted: Wanted = 'rows',
): AsyncGenerator<Buffer | Stop> {
  let decode: Decoder | undefined;
  for await (const chunk of headed(chunks)) {
    const kind = decode === undefined ? binaryKind(chunk, wanted) : undefined;
    decode ??= decoderOf(chunk, name);
    const { clean, stop = kind } = kind === undefined ? decode(chunk, false) : { clean: NOTHING };
    if (clean.length > 0) yield clean;
    if (stop !== undefined) return yield stop;
  }
  const { stop } = decode?.(NOTHING, true) ?? {};
  if (stop !== undefined) yield stop;
}

/** The same chunks, the first of them long enough to tell what a file is. */
async function* headed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = NOTHING;
  for await (const chunk of chunks) {
    if (head !== undefined) head = Buffer.concat([head, chunk]);
    if (head !== undefined && head.length < HEAD) continue;
    yield head ?? chunk;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

function decoderOf(head: Buffer, name: string): Decoder {
  if (head[0] === 0xff && head[1] === 0xfe) return utf16(false, name);
  if (head[0] === 0xfe && head[1] === 0xff) return utf16(true, name);
  return utf8(head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0, name);
}

function utf8(mark: number, name: string): Decoder {
  let carry = NOTHING;
  let at = 0;
  let skip = mark;
  return (chunk, last) => {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const whole = last ? bytes.length : bytes.length - unfinished(bytes);
    const good = isUtf8(bytes.subarray(0, whole)) ? whole : firstBad(bytes);
    const clean = bytes.subarray(skip, good);
    if (good < whole || (last && good < bytes.length))
      return { clean, stop: notUtf8(at + good, bytes[good] ?? 0, name) };
    carry = bytes.subarray(whole);
    at += whole;
    skip = 0;
    return { clean };
  };
}

/** How many bytes at the end begin a character that they do not finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Where the first character begins that is none, found by halving. */
function firstBad(bytes: Buffer): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const head = bytes.subarray(0, middle);
    if (isUtf8(head.subarray(0, middle - unfinished(head)))) good = middle;
    else bad = middle;
  }
  return good - unfinished(bytes.subarray(0, good));
}

function notUtf8(offset: number, byte: number, name: string): Stop {
  const letter = byte >= 0xc0 ? `, which would be “${String.fromCharCode(byte)}” in Latin-1` : '';
  return {
    code: 'bad-encoding',
    message: `this is not UTF-8: byte ${offset + 1} is 0x${byte.toString(16).toUpperCase().padStart(2, '0')}${letter}`,
    suggestion: `save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 ${shellWord(name)} > ${shellWord(`utf-8-${name.replace(/^.*[\\/]/, '')}`)}`,
  };
}

function utf16(bigEndian: boolean, name: string): Decoder {
  let carry = NOTHING;
  let at = 0;
  let skip = 1;
  return (chunk, last) => {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    let whole = bytes.length & ~1;
    const units = Buffer.from(bytes.subarray(0, whole));
    if (bigEndian) units.swap16();
    // The first half of a pair waits for the second.
    if (!last && whole > 1 && (units.readUInt16LE(whole - 2) & 0xfc00) === 0xd800) whole -= 2;
    const text = units.toString('utf16le', 0, whole);
    const good = text.isWellFormed() ? text.length : Math.max(0, text.search(/\p{Surrogate}/u));
    const clean = Buffer.from(text.slice(skip, good));
    if (good < text.length || (last && whole < bytes.length)) {
      const message = `this is not UTF-16, as its first bytes say: byte ${at + good * 2 + 1} belongs to half of a character`;
      return { clean, stop: { code: 'bad-encoding', message, suggestion: `save ${name} as UTF-8` } };
    }
    carry = bytes.subarray(whole);
    at += whole;
    skip = 0;
    return { clean };
  };
}
