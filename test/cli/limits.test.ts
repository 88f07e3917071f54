import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/cli/files.ts';
import { all, short, streamOf, whole } from './whole-file.ts';

describe('whatever the file holds, memory stays bounded and a sentence comes out', () => {
  function* endless(piece: Buffer, times: number): Generator<Buffer> {
    for (let i = 0; i < times; i++) yield piece;
  }
  const MiB = 1024 * 1024;

  it.each([
    ['letters without a line break', 'x', '2:- line-too-long'],
    ['delimiters without a line break', ',', '2:- line-too-long'],
    ['a quote that never closes', '"', '2:1 unclosed-quote'],
  ])('a gigabyte of %s', async (_, start, fault) => {
    const piece = Buffer.alloc(MiB, start === ',' ? ',' : 'x');
    const before = process.memoryUsage.rss();
    let given = 0;
    const pieces = (function* () {
      yield Buffer.from(`a,b\n${start}`);
      for (const next of endless(piece, 1024)) {
        given++;
        yield next;
      }
    })();
    const found = await whole(Readable.from(pieces, { highWaterMark: 1 }));
    expect(found.faults.map(short)).toEqual([fault]);
    expect(given).toBeLessThan(8);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MiB);
  });

  it('a record of one byte more than 1 MiB is too long, one of exactly that is not', async () => {
    const fits = 'x'.repeat(MiB - 3);
    expect((await whole(streamOf(`a,b\n${fits},y\n1,2\n`))).records.length).toBe(2);
    expect((await whole(streamOf(`a,b\n1,2\n${fits}xx,y\n3,4\n`))).faults.map(short)).toEqual(['3:- line-too-long']);
  });

  it('blank lines do not add up to a long one, before the header or after it', async () => {
    const blanks = '\r\n'.repeat(2 * MiB);
    const found = await whole(streamOf(`${blanks}a,b\r\n${blanks}1,2\r\n3\r\n`));
    expect(found.header).toEqual(['a', 'b']);
    expect(found.lines).toEqual([4 * MiB + 2]);
    expect(found.faults.map(short)).toEqual([`${4 * MiB + 3}:- ragged-row`]);
  });

  it('a header without an end, and one of 5,000 columns', async () => {
    expect((await whole(Readable.from(endless(Buffer.alloc(MiB, 'x'), 5)))).faults.map(short)).toEqual([
      '1:- line-too-long',
    ]);
    const wide = Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',');
    const found = await whole(streamOf(`${wide}\n${wide}\n`));
    expect(found.header).toBeUndefined();
    expect(found.faults.map(short)).toEqual(['1:- too-many-columns']);
    expect(found.faults[0]?.message).toContain('5,000 columns');
    expect((await whole(streamOf(`a,b\n${wide}\n`))).faults.map(short)).toEqual(['2:- ragged-row']);
  });

  it('/dev/zero and /dev/null', async () => {
    expect((await whole('/dev/zero')).faults.map(short)).toEqual(['1:- binary-file']);
    expect((await whole('/dev/null')).faults.map(short)).toEqual(['1:- empty-file']);
  });

  it('a line of JSON that never ends', async () => {
    const file = await readRecords(Readable.from(endless(Buffer.alloc(MiB, '['), 50)), { format: 'jsonl' });
    const faults = (await all(file.batches)).flatMap((batch) => batch.faults);
    expect(faults.map(short)).toEqual(['1:- line-too-long']);
  });

  it('a megabyte of brackets in one line of JSON', async () => {
    const deep = '['.repeat(500_000) + ']'.repeat(500_000);
    const file = await readRecords(streamOf(`{"a":${deep}}\n`), { format: 'jsonl' });
    const batches = await all(file.batches);
    expect(
      batches.flatMap(({ records }): readonly unknown[] => records).length +
        batches.flatMap(({ faults }) => faults).length,
    ).toBe(1);
  });
});
