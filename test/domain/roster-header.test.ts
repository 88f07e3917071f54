import { describe, expect, it } from 'vitest';
import { readHeader, rosterColumns } from '../../src/domain/roster.ts';

describe('a heading', () => {
  it('is folded: case does not count, and _, blank and - are the same', () => {
    const { fields, faults } = readHeader([' E-mail', 'EMAIL', 'First Name', 'last-name', 'ROLE ', '_x', ' _y']);
    expect(fields).toEqual([undefined, 'email', 'first_name', 'last_name', 'role', undefined, undefined]);
    expect(faults.map(({ column, code, suggestion }) => [column, code, suggestion])).toEqual([
      [1, 'unknown-column', 'email'],
    ]);
  });

  it('knows every column in every case', () => {
    expect(readHeader(rosterColumns.map((name) => name.toUpperCase().replace('_', ' ')))).toEqual({
      fields: rosterColumns,
      faults: [],
    });
  });

  it('names where the same column stood before, and what is missing', () => {
    expect(readHeader(['role', 'Role'], 3).faults).toMatchObject([
      { line: 3, column: 2, field: 'role', code: 'duplicate-column', message: '“role” is there already as column 1' },
      { line: 3, column: null, field: 'email', code: 'missing-column' },
    ]);
  });

  it('is not fooled by names that objects have', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ' __proto__ ']) {
      expect(readHeader(['email', name]).faults.map(({ code }) => code)).toEqual(['unknown-column']);
    }
  });

  it('of hostile length is no trouble', () => {
    const { faults } = readHeader(['email', 'x'.repeat(1_000_000), ' _'.repeat(100_000)]);
    expect(faults.map(({ value }) => value?.length)).toEqual([80]);
  });
});
