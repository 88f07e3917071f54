import type { Stop } from './encoding.ts';

const AS_SHEET = 'open it and save the sheet as “CSV UTF-8”';

/** What somebody wants of a file: rows of a table, or a text. */
export type Wanted = 'rows' | 'text';

const INSTEAD: Readonly<Record<Wanted, string>> = { rows: 'give a CSV file', text: 'give a file of plain text' };

/** What a file is by its first bytes, what to do about it, and how to get the rows of it. */
const MAGIC: readonly (readonly [magic: string, what: string, advice: string | null, rows?: string])[] = [
  ['1f8b', 'gzip-compressed', 'unpack it first: gunzip'],
  ['504b0304', 'a zip archive', 'unpack it first: unzip'],
  ['504b0506', 'an empty zip archive', 'unpack it first: unzip'],
  ['d0cf11e0a1b11ae1', 'an old Excel workbook (.xls) or another Office file', null, AS_SHEET],
  ['25504446', 'a PDF', null, 'ask for the table as CSV'],
  [
    '53514c69746520666f726d6174203300',
    'an SQLite database',
    null,
    'export a table: sqlite3 -header -csv FILE "select …"',
  ],
  ['28b52ffd', 'zstd-compressed', 'unpack it first: zstd -d'],
  ['425a6839', 'bzip2-compressed', 'unpack it first: bunzip2'],
  ['fd377a585a00', 'xz-compressed', 'unpack it first: unxz'],
  ['377abcaf271c', 'a 7-Zip archive', 'unpack it first: 7z x'],
  ['50415231', 'a Parquet file', null, 'export it as CSV'],
  ['89504e47', 'a picture (PNG)', null],
  ['ffd8ff', 'a picture (JPEG)', null],
  ['7f454c46', 'a program', null],
  ['7b5c727466', 'a rich text document (RTF)', null, 'save it as plain text, as CSV'],
];

/** Why a file that begins like this is no text that could be read, or nothing. */
export function binaryKind(head: Buffer, wanted: Wanted): Stop | undefined {
  const found = office(head) ?? MAGIC.find(([magic]) => head.subarray(0, magic.length / 2).toString('hex') === magic);
  if (found !== undefined) {
    const [, what, advice, rows = INSTEAD.rows] = found;
    const suggestion = advice ?? (wanted === 'rows' ? rows : INSTEAD.text);
    return { code: 'binary-file', message: `this is not a text file; it looks like ${what}`, suggestion };
  }
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (head.length >= 4 && ((marked && head[2] === 0 && head[3] === 0) || head.readUInt32BE(0) === 0xfeff))
    return unmarked('UTF-32');
  return marked ? undefined : zeros(head.subarray(0, 4096), wanted);
}

/** Workbooks are zip archives; the names of their first members give them away. */
function office(head: Buffer): (typeof MAGIC)[number] | undefined {
  if (head.subarray(0, 4).toString('hex') !== '504b0304') return undefined;
  const names = head.toString('latin1');
  if (names.includes('opendocument')) return ['', 'an OpenDocument file (.ods)', null, AS_SHEET];
  return /\[Content_Types\]|xl\/|_rels\//.test(names)
    ? ['', 'an Excel workbook (.xlsx) or another Office file', null, AS_SHEET]
    : undefined;
}

/** Text has no zero bytes; every second one zero is UTF-16 without its mark. */
function zeros(head: Buffer, wanted: Wanted): Stop | undefined {
  const count = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) count[i & 1] = (count[i & 1] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = count;
  const half = head.length / 2;
  if (half >= 4 && Math.max(even, odd) > half * 0.7 && Math.min(even, odd) < half * 0.1) return unmarked('UTF-16');
  if (even + odd <= head.length * 0.1) return undefined;
  return {
    code: 'binary-file',
    message: 'this is not a text file: it is full of NUL bytes',
    suggestion: INSTEAD[wanted],
  };
}

function unmarked(encoding: string): Stop {
  const which = encoding === 'UTF-16' ? 'UTF-16 without a byte order mark' : encoding;
  return {
    code: 'bad-encoding',
    message: `this is not UTF-8; it looks like ${which}`,
    suggestion: 'save the file as UTF-8',
  };
}
