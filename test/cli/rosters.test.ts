import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/cli/files.ts';
import type { Fault } from '../../src/domain/fault.ts';
import { type Invitee, readHeader, rosterReader } from '../../src/domain/roster.ts';
import { rosterObjectReader } from '../../src/domain/roster-object.ts';

const FOLDER = new URL('../../fixtures/rosters/', import.meta.url).pathname;

interface Outcome {
  readonly rows: number;
  /** `line:column code`, with `-` where no column is named. */
  readonly faults: readonly string[];
}

const expected: Record<string, Outcome> = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8'));

async function read(source: string | Readable): Promise<{ invitees: Invitee[]; faults: Fault[] }> {
  const file = await readRecords(source);
  const invitees: Invitee[] = [];
  const faults: Fault[] = [];
  const judge = (found: Invitee | Fault[]): void => {
    if (Array.isArray(found)) faults.push(...found);
    else invitees.push(found);
  };
  const header = file.header === null ? undefined : readHeader(file.header.cells, file.header.line);
  faults.push(...(header?.faults ?? []));
  if (file.format === 'jsonl') {
    const reader = rosterObjectReader();
    for await (const { records, lines, faults: found } of file.batches) {
      faults.push(...found);
      for (const [i, record] of records.entries()) judge(reader(lines[i] ?? 0, record));
    }
  } else {
    const reader = header === undefined || faults.length > 0 ? undefined : rosterReader(header);
    for await (const { records, lines, faults: found } of file.batches) {
      faults.push(...found);
      if (reader !== undefined) for (const [i, record] of records.entries()) judge(reader(lines[i] ?? 0, record));
    }
  }
  return { invitees, faults: faults.sort((a, b) => a.line - b.line || (a.column ?? 1e9) - (b.column ?? 1e9)) };
}

const short = ({ line, column, code }: Fault): string => `${line}:${column ?? '-'} ${code}`;

describe('every roster in the fixtures is read as its name says', () => {
  it('and every one has its outcome written down', () => {
    const files = readdirSync(FOLDER).filter((name) => /\.(?:csv|jsonl)$/.test(name));
    expect(Object.keys(expected).sort()).toEqual(files.sort());
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(expected))('%s', async (name, { rows, faults }) => {
    const found = await read(FOLDER + name);
    expect(found.faults.map(short)).toEqual(faults);
    expect(found.invitees.length).toBe(rows);
    for (const { message, value } of found.faults) {
      expect(message).not.toBe('');
      expect(value?.length ?? 0).toBeLessThanOrEqual(80);
    }
  });
});

describe('what the rosters say is understood', () => {
  it('a whole name wins over its parts, and the parts make a name', async () => {
    const { invitees } = await read(`${FOLDER}name-and-first-name.csv`);
    expect(invitees.map(({ name }) => name)).toEqual(['Ada', 'Bo Peep']);
  });

  it('lists lose their blanks and what stands there twice', async () => {
    const { invitees } = await read(`${FOLDER}lists-with-semicolons-and-bars.csv`);
    expect(invitees[0]?.lines).toEqual(['+15550100', '+15550101']);
    expect(invitees[0]?.products).toEqual(['conversations', 'blast']);
  });

  it('the apostrophe that keeps a spreadsheet from running a cell is taken off', async () => {
    const { invitees } = await read(`${FOLDER}apostrophes-of-a-spreadsheet.csv`);
    expect(invitees.map(({ name, lines }) => [name, lines])).toEqual([
      ['=Ada', ['+15550100']],
      ['-Bo', ['+15550101']],
    ]);
  });

  it('UTF-16 with either mark says the same', async () => {
    const little = await read(`${FOLDER}utf-16-le-bom.csv`);
    const big = await read(`${FOLDER}utf-16-be-bom.csv`);
    expect(little).toEqual(big);
    expect(little.invitees[1]?.name).toBe('Bœ 😀');
  });

  it('empty cells say nothing', async () => {
    const { invitees } = await read(`${FOLDER}empty-cells.csv`);
    for (const { name, role, lines, status } of invitees)
      expect([name, role, lines, status]).toEqual([null, null, null, null]);
  });

  it('text that looks like an order is only text', async () => {
    const { invitees } = await read(`${FOLDER}names-that-look-like-orders.csv`);
    expect(invitees.map(({ name }) => name)).toContain("'; drop table users; --");
    expect(invitees.map(({ name }) => name)).toContain('--as=owner');
  });

  it('JSON lines say the same as CSV', async () => {
    const { invitees } = await read(`${FOLDER}plain.jsonl`);
    expect(invitees.map(({ lines }) => lines)).toEqual([['+15550100', '+15550101'], null, ['+15550100', '+15550101']]);
  });

  it('a mended address is offered', async () => {
    const { faults } = await read(`${FOLDER}comma-in-email-on-line-2.csv`);
    expect(faults).toMatchObject([
      {
        field: 'email',
        value: 'ada@example,com',
        suggestion: 'ada@example.com',
        message: expect.stringContaining('comma'),
      },
    ]);
  });

  it('an unknown column names the nearest', async () => {
    const { faults } = await read(`${FOLDER}unknown-column-rolle.csv`);
    expect(faults[0]?.suggestion).toBe('role');
  });

  it('Latin-1 is named by its letter and its byte, with the way to convert it', async () => {
    const { faults } = await read(`${FOLDER}latin-1-on-line-4.csv`);
    expect(faults[0]?.message).toContain('byte 88 is 0xEB, which would be “ë”');
    expect(faults[0]?.suggestion).toContain('iconv -f WINDOWS-1252 -t UTF-8');
  });
});
