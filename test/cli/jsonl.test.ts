import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/cli/files.ts';
import { all, short, streamOf } from './whole-file.ts';

async function values(source: Readable) {
  const batches = await all((await readRecords(source, { format: 'jsonl' })).batches);
  return {
    records: batches.flatMap(({ records }): readonly unknown[] => records),
    lines: batches.flatMap(({ lines }) => lines),
    faults: batches.flatMap(({ faults }) => faults),
  };
}

describe('JSON lines', () => {
  it('any values come back, each with its line, wherever the seams between the pieces are', async () => {
    const line = fc.record({ value: fc.jsonValue(), blank: fc.boolean(), end: fc.constantFrom('\n', '\r\n') });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), async (lines, size) => {
        const text = lines.map(({ value, blank, end }) => `${blank ? ` ${end}` : ''}${JSON.stringify(value)}${end}`);
        const bytes = Buffer.from(text.join(''));
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        const found = await values(Readable.from(pieces));
        expect(found.faults).toEqual([]);
        expect(JSON.stringify(found.records)).toBe(JSON.stringify(lines.map(({ value }) => value)));
        let at = 0;
        expect(found.lines).toEqual(lines.map(({ blank }) => (at += blank ? 2 : 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('a key that is named twice is found, however it is written, and nothing else is taken for one', async () => {
    const rows = [
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '{"a":{"b":1,"b":2},"c":"\\"a\\":"}',
      '{"a":"{\\"a\\":1}","b":["a:",":"]}',
      '{"a" : 1, "b": {"a" :2}}',
      '{"__proto__":1,"__proto__":2}',
      '{"a\\\\":1,"a":2,"x":"\\\\\\"a\\":"}',
    ];
    const { faults, lines } = await values(streamOf(rows.join('\n')));
    expect(faults.map(short)).toEqual(['1:- duplicate-column', '2:- duplicate-column', '6:- duplicate-column']);
    expect(lines).toEqual([3, 4, 5, 7]);
  });

  it('a list that spans lines is named as one', async () => {
    const { faults } = await values(streamOf('[\n{"a":1}\n]'));
    expect(faults.map(({ message }) => message)[0]).toContain('a list that spans lines');
  });
});
