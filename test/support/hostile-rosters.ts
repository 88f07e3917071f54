// Rosters that nobody would keep as files: too long, too odd, or one for each of many characters.
import { gzipSync } from 'node:zlib';

/** A roster, and what comes of it: how many people are invited, or `line:column code` of each fault, `-` for no column. */
export interface HostileRoster {
  readonly says: string;
  readonly bytes: string | Uint8Array;
  readonly name?: string;
  readonly rows?: number;
  readonly faults?: readonly string[];
}

const HEADER = 'email,name,role,lines,products,teams,restrictions,status';
const FIELDS = HEADER.split(',');
/** A good row, with another text in one of its cells. */
const rowWith = (field: string, text: string): string =>
  FIELDS.map((one) => (one === field ? text : one === 'email' ? 'bo@acme.com' : '')).join(',');
const people = (count: number): string =>
  Array.from({ length: count }, (_, i) => `p${i}@acme.com,Person ${i}\n`).join('');

/** What a terminal obeys, or a reader cannot see. */
const ACTING: readonly (readonly [says: string, text: string, code: string])[] = [
  ['colour', '\x1b[31mred', 'control-character'],
  ['a terminal title', '\x1b]0;owned\x07', 'control-character'],
  ['a C1 sequence', '\x9b31mred', 'control-character'],
  ['a backspace', 'no\b\byes', 'control-character'],
  ['a bidi override', 'user\u202Etxt.exe', 'bidi-character'],
  ['a zero width space', 'ad\u200Ba', 'control-character'],
];

const acting = FIELDS.flatMap((field, i) =>
  ACTING.map(
    ([says, text, code]): HostileRoster => ({
      says: `${says} in ${field}`,
      bytes: `${HEADER}\n${rowWith(field, field === 'email' ? `${text}@acme.com` : text)}\n`,
      faults: [`2:${i + 1} ${code}`],
    }),
  ),
);

/** What means something to a shell, a database, a path, a template, a spreadsheet, or this program's own options. */
export const ORDERS = [
  '--as=owner',
  '-rf /',
  "'; drop table users; --",
  '" or ""="',
  '$(touch /tmp/owned)',
  '`id`',
  '../../../etc/passwd',
  'file:///etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant for another language's templates
  '${jndi:ldap://x}',
  '{{7*7}}',
  '%s%n%x',
  '=1+1',
  '+1',
  '@SUM(A1)',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '<script>alert(1)</script>',
  `${'a'.repeat(100)}!`,
];

/** Those that are one word in a cell of several. */
const WORDS = ORDERS.filter((order) => !/[;|]/.test(order));

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const named: readonly HostileRoster[] = [
  {
    says: 'orders as names are only names',
    bytes: `email,name\n${ORDERS.map((order, i) => `p${i}@acme.com,${quoted(order)}\n`).join('')}`,
    rows: ORDERS.length,
  },
  ...(['role', 'lines', 'products', 'teams', 'restrictions', 'status'] as const).map(
    (field): HostileRoster => ({
      says: `orders as ${field} are unknown words`,
      bytes: `email,${field}\n${WORDS.map((order, i) => `p${i}@acme.com,${quoted(order)}\n`).join('')}`,
      faults: WORDS.map(
        (_, i) => `${i + 2}:2 ${field === 'status' ? 'bad-status' : `unknown-${field.replace(/s$/, '')}`}`,
      ),
    }),
  ),
];

const folded = (says: string, ...emails: string[]): HostileRoster => ({
  says: `one person twice: ${says}`,
  bytes: `email\n${emails.join('\n')}\n`,
  faults: emails.slice(1).map((_, i) => `${i + 3}:1 duplicate-row`),
});

const twice: readonly HostileRoster[] = [
  folded('case', 'bo@acme.com', 'BO@ACME.COM', 'Bo@Acme.Com'),
  folded('full width', 'bo@acme.com', 'ｂｏ@ａｃｍｅ.ｃｏｍ', 'bo＠acme.com'),
  folded('composed or not', 'bo@b\u00fccher.example', 'bo@bu\u0308cher.example'),
  folded('international or punycode', 'bo@b\u00fccher.example', 'bo@xn--bcher-kva.example', 'BO@B\u00dcCHER.EXAMPLE'),
  folded('blanks around', 'bo@acme.com', '  bo@acme.com  ', '\u00a0bo@acme.com'),
  folded('an ideographic full stop', 'bo@acme.com', 'bo@acme\u3002com'),
  { says: 'the owner, in another spelling, is who is there', bytes: 'email\nADA@ACME.com\n', rows: 0 },
  { says: 'Turkish letters are no others', bytes: 'email\nb\u0131@acme.com\n', faults: ['2:1 bad-email'] },
  { says: 'a Kelvin sign is a k', bytes: 'email\n\u212Aim@acme.com\nkim@acme.com\n', faults: ['3:1 duplicate-row'] },
  { says: 'sharp s is not ss', bytes: 'email\nbo@fa\u00df.example\nbo@fass.example\n', rows: 2 },
];

const headers: readonly HostileRoster[] = [
  ...['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'].map(
    (heading): HostileRoster => ({
      says: `a column named ${heading}`,
      bytes: `email,${heading}\nbo@acme.com,x\n`,
      faults: ['1:2 unknown-column'],
    }),
  ),
  { says: 'a column twice, by case', bytes: 'email,ROLE,role\nbo@acme.com,a,b\n', faults: ['1:3 duplicate-column'] },
  {
    says: 'a column twice, by full width',
    bytes: 'email,role,ｒｏｌｅ\nbo@acme.com,a,b\n',
    faults: ['1:3 duplicate-column'],
  },
  {
    says: 'the line that tells Excel its delimiter',
    bytes: 'sep=;\nemail;name\nbo@acme.com;Bo\n',
    faults: ['1:- missing-column', '1:1 unknown-column', '1:2 unknown-column'],
  },
  {
    says: '5,000 columns',
    bytes: `${['email', ...Array.from({ length: 4999 }, (_, i) => `_c${i}`)].join(',')}\n`,
    faults: ['1:- too-many-columns'],
  },
  {
    says: '5,000 cells under two columns',
    bytes: `email,name\nbo@acme.com${','.repeat(4999)}\n`,
    faults: ['2:- ragged-row'],
  },
  { says: 'a megabyte of delimiters', bytes: `email,name\n${','.repeat(1_100_000)}\n`, faults: ['2:- line-too-long'] },
  { says: 'a megabyte of quotes', bytes: `email,name\n${'"'.repeat(1_100_001)}\n`, faults: ['2:1 unclosed-quote'] },
];

const cells: readonly HostileRoster[] = [
  { says: 'a name of 201 characters', bytes: `email,name\nbo@acme.com,${'x'.repeat(201)}\n`, faults: ['2:2 too-long'] },
  {
    says: 'a name of a megabyte less',
    bytes: `email,name\nbo@acme.com,${'x'.repeat(1_000_000)}\n`,
    faults: ['2:2 too-long'],
  },
  {
    says: 'an address of a megabyte less',
    bytes: `email,name\n${'x'.repeat(1_000_000)}@acme.com,Bo\n`,
    faults: ['2:1 too-long'],
  },
  { says: 'an address of blanks', bytes: `email,name\n${' '.repeat(900_000)},Bo\n`, faults: ['2:1 missing-value'] },
  { says: 'an address of 254 @', bytes: `email\n${'@'.repeat(254)}\n`, faults: ['2:1 bad-email'] },
  { says: 'an address of 250 dots', bytes: `email\n${'.'.repeat(250)}\n`, faults: ['2:1 bad-email'] },
  {
    says: 'a list of 50,000 lines',
    bytes: `email,lines\nbo@acme.com,${'+15550100;'.repeat(50_000)}\n`,
    faults: ['2:2 too-long'],
  },
];

const encodings: readonly HostileRoster[] = [
  {
    says: 'UTF-16 without a mark',
    bytes: Buffer.from(`email,name\n${people(3)}`, 'utf16le'),
    faults: ['1:- bad-encoding'],
  },
  {
    says: 'UTF-16 turned around without a mark',
    bytes: Buffer.from(`email,name\n${people(3)}`, 'utf16le').swap16(),
    faults: ['1:- bad-encoding'],
  },
  { says: 'UTF-16 of 5,000 rows', bytes: Buffer.from(`\ufeffemail,name\n${people(5000)}`, 'utf16le'), rows: 5000 },
  ...[65_535, 65_536, 70_000].map((at): HostileRoster => {
    const text = `email,name\n${people(3000)}`;
    const bytes = Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from([0xe9]), Buffer.from(text.slice(at))]);
    return { says: `Latin-1 at byte ${at}`, bytes, faults: [`${text.slice(0, at).split('\n').length}:- bad-encoding`] };
  }),
  {
    says: 'a character across the border of two pieces',
    bytes: `email,name\n${people(2)}${' '.repeat(65_000)}\nq@acme.com,${'\u00e9'.repeat(190)}\n`,
    rows: 3,
  },
];

const others: readonly HostileRoster[] = [
  { says: 'gzip', bytes: gzipSync('email\nbo@acme.com\n'), faults: ['1:- binary-file'] },
  {
    says: 'a zip archive',
    bytes: Buffer.from('504b03041400000008006162632e637376', 'hex'),
    faults: ['1:- binary-file'],
  },
  {
    says: 'an Excel workbook',
    bytes: Buffer.from('PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml', 'latin1'),
    faults: ['1:- binary-file'],
  },
  { says: 'a PDF', bytes: '%PDF-1.7\n%\u00e2\u00e3\n', faults: ['1:- binary-file'] },
  { says: 'an SQLite database', bytes: 'SQLite format 3\0\x10\0', faults: ['1:- binary-file'] },
  {
    says: 'a web page',
    bytes: '<!doctype html>\n<html><body>email</body></html>\n',
    faults: ['1:1 unknown-column', '1:- missing-column'],
  },
  {
    says: 'random bytes',
    bytes: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255)),
    faults: ['1:- bad-encoding'],
  },
];

const jsonLines = (says: string, line: string, ...faults: string[]): HostileRoster => ({
  says: `JSON lines: ${says}`,
  name: 'roster.jsonl',
  bytes: `${line}\n`,
  ...(faults.length > 0 ? { faults } : { rows: 1 }),
});

const json: readonly HostileRoster[] = [
  jsonLines('a number as a name', '{"email":"bo@acme.com","name":7}', '1:- bad-value'),
  jsonLines('an object as an address', '{"email":{"$ne":null}}', '1:- bad-value'),
  jsonLines('a list in a list', '{"email":"bo@acme.com","lines":[["+15550100"]]}', '1:- bad-value'),
  jsonLines('a key twice', '{"email":"bo@acme.com","role":"standard","role":"admin"}', '1:- duplicate-column'),
  jsonLines('a key twice, by case', '{"email":"bo@acme.com","role":"standard","ROLE":"admin"}', '1:- duplicate-column'),
  jsonLines(
    'a key twice, escaped',
    '{"email":"bo@acme.com","role":"standard","r\\u006fle":"admin"}',
    '1:- duplicate-column',
  ),
  jsonLines('__proto__', '{"email":"bo@acme.com","__proto__":{"role":"admin"}}', '1:- unknown-column'),
  jsonLines('constructor', '{"email":"bo@acme.com","constructor":{"prototype":{}}}', '1:- unknown-column'),
  jsonLines('half of a character, escaped', '{"email":"bo@acme.com","name":"a\\ud800b"}', '1:- bad-value'),
  jsonLines('an escape sequence, escaped', '{"email":"bo@acme.com","name":"\\u001b[31m"}', '1:- control-character'),
  jsonLines('a NUL, escaped', '{"email":"bo@acme.com","name":"a\\u0000b"}', '1:- control-character'),
  jsonLines('a mark in front', '\ufeff{"email":"bo@acme.com"}'),
  jsonLines('a number', '42', '1:- bad-value'),
  jsonLines('a comma behind', '{"email":"bo@acme.com",}', '1:- bad-json'),
  jsonLines('two objects in a line', '{"email":"bo@acme.com"}{"email":"cy@acme.com"}', '1:- bad-json'),
  jsonLines('brackets without end', `{"email":"bo@acme.com","lines":${'['.repeat(500_000)}`, '1:- bad-json'),
  jsonLines(
    'brackets in brackets',
    `{"email":"bo@acme.com","lines":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
    '1:- bad-value',
  ),
  jsonLines(
    'objects in objects',
    `{"email":"bo@acme.com","name":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    '1:- bad-value',
  ),
  jsonLines(
    '10,000 keys',
    `{"email":"bo@acme.com",${Array.from({ length: 10_000 }, (_, i) => `"_k${i}":1`).join(',')}}`,
  ),
];

/** All of them. */
export const HOSTILE_ROSTERS: readonly HostileRoster[] = [
  ...acting,
  ...named,
  ...twice,
  ...headers,
  ...cells,
  ...encodings,
  ...others,
  ...json,
];
