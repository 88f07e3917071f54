import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unquoteFormula } from '../../src/domain/spreadsheet.ts';
import { arriving, lines, printed, screen } from './printed.ts';

const columns = [{ key: 'email' }, { key: 'display_name', title: 'Name' }, { key: 'lines' }] as const;

describe('CSV', () => {
  it('has a header of field names, LF line ends, lists joined by semicolons, nothing for nothing', async () => {
    const rows = [
      { email: 'ada@example.com', display_name: 'Ada, "the" first', lines: ['+15550100', '+15550101'] },
      { email: 'bo@example.com', display_name: null, lines: [] },
      { email: 'two\nlines' },
    ];
    expect(await printed('csv', { columns, rows, notes: ['never shown'] })).toBe(
      'email,display_name,lines\nada@example.com,"Ada, ""the"" first",+15550100;+15550101\nbo@example.com,,\n"two\nlines",,\n',
    );
  });

  it('has its header even without rows', async () => {
    expect(await printed('csv', { columns, rows: [], empty: 'No members.' })).toBe('email,display_name,lines\n');
  });

  it('writes true, false, numbers and RFC 3339 times as they are', async () => {
    const view = {
      columns: [{ key: 'yes' }, { key: 'n' }, { key: 'at', kind: 'time' }],
      rows: [{ yes: true, n: -4.5, at: '2026-11-21T19:20:34.000Z' }],
    } as const;
    expect(await printed('csv', view, { terminal: screen() })).toBe('yes,n,at\ntrue,-4.5,2026-11-21T19:20:34.000Z\n');
  });

  it('keeps a row whose only cell is empty', async () => {
    expect(await printed('csv', { columns: [{ key: 'a' }], rows: [{ a: '' }, { a: 'x' }] })).toBe('a\n""\nx\n');
  });

  it('quotes what a spreadsheet would run, headers included, unless it is to be raw', async () => {
    const view = { columns: [{ key: '=a' }], rows: [{ '=a': '=1+1' }, { '=a': '+15550100' }] };
    expect(await printed('csv', view)).toBe("'=a\n'=1+1\n+15550100\n");
    expect(await printed('csv', view, { rawCsv: true })).toBe('=a\n=1+1\n+15550100\n');
  });

  it('comes back as it was, whatever the cells hold', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^'{0,2}[=+\-@\t\r]?[",;\r\n' a-z0-9]{0,8}$/),
      fc.constantFrom('+15550100', "'+15550100", '"', '\r\n', "'", ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (cells) => {
        const rows = cells.map(([a, b]) => ({ a, b }));
        const text = await printed('csv', { columns: [{ key: 'a' }, { key: 'b' }], rows });
        const read = parse(text, { record_delimiter: '\n' }).slice(1);
        expect(read.map((record) => record.map(unquoteFormula))).toEqual(cells);
      }),
      { numRuns: 2000 },
    );
  });

  it('streams 100,000 rows in chunks of about 64 kB', async () => {
    const { render } = await import('../../src/render/render.ts');
    const rows = arriving(
      Array.from({ length: 100_000 }, (_, at) => ({ email: `user${at}@example.com`, display_name: 'A User' })),
    );
    let text = '';
    let longest = 0;
    for await (const chunk of render('csv', { answer: {}, view: { columns, rows } }, { terminal: screen() })) {
      longest = Math.max(longest, chunk.length);
      text += chunk;
    }
    expect(lines(text)).toHaveLength(100_001);
    expect(longest).toBeLessThan(100_000);
  });

  it('is refused for lines and trees, with the formats that fit', async () => {
    await expect(printed('csv', { lines: ['a'] })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'no-table',
      hint: 'Formats that fit: table, json, jsonl, markdown.',
    });
    await expect(printed('csv', { tree: { text: 'a' } })).rejects.toMatchObject({ kind: 'invalid', code: 'no-table' });
  });
});
