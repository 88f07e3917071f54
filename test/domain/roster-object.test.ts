import { describe, expect, it } from 'vitest';
import { type RosterDefaults, readHeader, rosterReader } from '../../src/domain/roster.ts';
import { rosterObjectReader } from '../../src/domain/roster-object.ts';

const fromCsv = (header: readonly string[], cells: readonly string[], defaults: RosterDefaults) =>
  rosterReader(readHeader(header), defaults)(2, cells);

describe('a row of JSON', () => {
  const read = rosterObjectReader({ role: 'standard' });

  it('says the same as a row of CSV', () => {
    const csv = fromCsv(['email', 'first_name', 'last_name', 'lines'], ['Ada@example.com', 'Ada', 'King', 'a|b'], {
      role: 'standard',
    });
    expect(
      read(2, {
        email: 'Ada@example.com',
        'First Name': 'Ada',
        'LAST-NAME': 'King',
        lines: ['a', 'b', 'a'],
        _note: { any: 'thing' },
      }),
    ).toEqual(csv);
    expect(
      read(2, { email: 'Ada@example.com', first_name: 'Ada', last_name: 'King', lines: 'a;b', role: null }),
    ).toEqual(csv);
  });

  it('is not unquoted like a cell', () => {
    expect(read(1, { email: 'ada@example.com', name: "'=1" })).toMatchObject({ name: "'=1" });
  });

  it.each([
    [7, 'bad-value'],
    [null, 'bad-value'],
    [[], 'bad-value'],
    ['ada@example.com', 'bad-value'],
    [{}, 'missing-value'],
    [{ email: null }, 'missing-value'],
    [{ email: 7 }, 'bad-value'],
    [{ email: ['ada@example.com'] }, 'bad-value'],
    [{ email: 'ada@example.com', lines: [1] }, 'bad-value'],
    [{ email: 'ada@example.com', lines: ['a;b'] }, 'bad-value'],
    [{ email: 'ada@example.com', lines: 15_550_100 }, 'bad-value'],
    [{ email: 'ada@example.com', role: true }, 'bad-value'],
    [{ email: 'ada@example.com', name: '\ud800' }, 'bad-value'],
    [{ email: 'ada@example.com', Role: 'a', role: 'b' }, 'duplicate-column'],
    [{ email: 'ada@example.com', constructor: 'x' }, 'unknown-column'],
    [JSON.parse('{"email":"ada@example.com","__proto__":{"role":"owner"}}'), 'unknown-column'],
  ])('%j → %s', (value, code) => {
    const found = read(4, value);
    expect(Array.isArray(found) ? found.map((fault) => [fault.line, fault.column, fault.code]) : found).toEqual([
      [4, null, code],
    ]);
  });

  it('a number that should have been text is shown as text', () => {
    expect(read(1, { email: 'ada@example.com', lines: 15_550_100 })).toMatchObject([
      { field: 'lines', value: '15550100', suggestion: '"15550100"' },
    ]);
  });
});
