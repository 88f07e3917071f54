import { describe, expect, it } from 'vitest';
import { cut } from '../../src/domain/fault.ts';

describe('a value in a sentence', () => {
  it('is cut to 80 characters, never within one', () => {
    expect(cut('x'.repeat(80))).toBe('x'.repeat(80));
    expect(cut('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect(cut(`${'x'.repeat(78)}😀😀`).isWellFormed()).toBe(true);
  });
});
