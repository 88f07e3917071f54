// Three properties of one reader: tables come back, quotes are judged as a strict reader judges them, bad rows hide nothing.
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { short, streamOf, whole } from './whole-file.ts';

/** The same bytes in pieces of changing size, so that every seam falls somewhere. */
function* inPieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const breaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

const cell = fc
  .array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r', '\r\n', ' ', 'é', '😀', '\ufeff', "'"),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    header: fc.array(
      cell.map((text) => `h${text}`),
      { minLength: width, maxLength: width },
    ),
    rows: fc.array(
      fc.record({
        cells: fc.array(cell, { minLength: width, maxLength: width }),
        end: fc.nat(),
        blank: fc.nat(9),
        quote: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    delimiter: fc.constantFrom(',', ';', '\t'),
    ends: fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']),
    encoding: fc.constantFrom('utf8', 'utf8 with mark', 'utf16le', 'utf16be'),
    lastEnd: fc.boolean(),
    sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
  }),
);

function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'utf8 with mark') return Buffer.from(`\ufeff${text}`);
  const units = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16le' ? units : units.swap16();
}

describe('CSV is read as RFC 4180 has it', () => {
  it('any table, with any delimiter, line end, encoding and seam between pieces, is read back as it was, each row knowing its line', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ header, rows, delimiter, ends, encoding, lastEnd, sizes }) => {
        const written = (text: string, quote: boolean): string =>
          quote || /^\s*$|[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        let text = header.map((name) => written(name, false)).join(delimiter) + ends[0];
        const lines: number[] = [];
        for (const [i, { cells, end, blank, quote }] of rows.entries()) {
          const lineEnd = ends[end % ends.length] ?? '\n';
          if (blank === 0) text += ends[0];
          lines.push(1 + breaks(text));
          text += cells.map((value) => written(value, quote)).join(delimiter);
          if (lastEnd || i < rows.length - 1) text += lineEnd;
        }
        const found = await whole(Readable.from(inPieces(encoded(text, encoding), sizes)), { format: 'csv' });
        expect(found.faults).toEqual([]);
        expect(found.header).toEqual(header);
        expect(found.records).toEqual(rows.map(({ cells }) => cells));
        expect(found.lines).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  /** An independent strict reader: the records, or undefined where a quote stands where it may not. */
  function strictly(text: string): string[][] | undefined {
    const records: string[][] = [];
    let rest = text;
    while (rest !== '') {
      rest = rest.replace(/^[\r\n]+/, '');
      if (rest === '') break;
      const cells: string[] = [];
      for (;;) {
        const found = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/.exec(rest);
        if (found === null) return undefined;
        cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
        rest = rest.slice(found[0].length);
        if (found[3] !== ',') break;
      }
      records.push(cells);
    }
    return records;
  }

  it('quotes in any place are judged as an independent strict reader judges them, wherever the seams are', async () => {
    const soup = fc.array(fc.constantFrom('"', '"', '"', ',', '\n', '\r\n', '\r', 'a', 'bc', ' ', '""'), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(
        soup,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (parts, sizes) => {
          const body = parts.join('');
          const found = await whole(Readable.from(inPieces(Buffer.from(`x,y\n${body}`), sizes)), { format: 'csv' });
          const right = strictly(body);
          const quoteFaults = found.faults.filter(({ code }) => code === 'stray-quote' || code === 'unclosed-quote');
          expect(quoteFaults.length === 0).toBe(right !== undefined);
          if (right !== undefined) expect(found.records).toEqual(right.filter((cells) => cells.length === 2));
          const lines = 1 + breaks(`x,y\n${body}`);
          for (const { line } of found.faults) expect(line).toBeLessThanOrEqual(lines);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('one bad row does not hide the others, and each is named by its own line', async () => {
    const good = fc.constantFrom('a,b', '"a","b"', '"a\nb",c', '"x""y",""', '"a\r\nb","c\rd"');
    const bad = fc.constantFrom('a', 'a,b,c', 'a"b,c', '"a"b,c', 'a, "b"');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), good, bad), { maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        async (rows, size) => {
          let text = 'x,y\r\n';
          const [right, wrong]: [number[], number[]] = [[], []];
          for (const [sound, goodRow, badRow] of rows) {
            (sound ? right : wrong).push(1 + breaks(text));
            text += `${sound ? goodRow : badRow}\r\n`;
          }
          const found = await whole(Readable.from(inPieces(Buffer.from(text), [size])), { format: 'csv' });
          expect(found.lines).toEqual(right);
          expect(found.faults.filter(({ code }) => code !== 'no-rows').map(({ line }) => line)).toEqual(wrong);
          expect(found.batches.flatMap(({ rejected }) => rejected).map(({ line }) => line)).toEqual(wrong);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, 499, 500, 501, 999, 1000, 1001, 3999, 4000, 4001, 32_766, 32_767, 32_768, 65_535, 65_536, 65_537])(
    '%i rows arrive whole and in order',
    async (count) => {
      const text = `n\n${Array.from({ length: count }, (_, i) => `${i}\n`).join('')}`;
      const found = await whole(streamOf(text));
      expect(found.records.length).toBe(count);
      expect(found.records.every(([n], i) => n === String(i) && found.lines[i] === i + 2)).toBe(true);
      expect(found.faults.map(short)).toEqual(count === 0 ? ['1:- no-rows'] : []);
      for (const { records } of found.batches) expect(records.length).toBeLessThanOrEqual(4000);
    },
  );

  it('rejected rows keep their cells', async () => {
    const found = await whole(streamOf('x,y\n1,2\n3\n4,5,6\n'));
    expect(found.batches.flatMap(({ rejected }) => rejected)).toEqual([
      { line: 3, row: ['3'] },
      { line: 4, row: ['4', '5', '6'] },
    ]);
  });

  it('the delimiter is the one the header uses outside its quotes', async () => {
    expect((await whole(streamOf('"a,b,c,d";e\n1;2\n'))).header).toEqual(['a,b,c,d', 'e']);
    expect((await whole(streamOf('\n \n"a\n;;b",c\n1,2\n'))).header).toEqual(['a\n;;b', 'c']);
  });
});
