import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteFormula, unquoteFormula } from '../../src/domain/spreadsheet.ts';

const RUN_BY_A_SPREADSHEET = /^[=+\-@\t\r]/;
const formulaLike = fc.stringMatching(/^'{0,3}[=+\-@\t\r]?[ -~\t\r\n]{0,12}$/);

describe('A cell that a spreadsheet would run', () => {
  it.each(['=1+1', '+SUM(A1)', '-2+3', '@SUM(A1)', '\t=1', '\r=1', "=cmd|' /C calc'!A0"])('is quoted: %j', (text) => {
    expect(quoteFormula(text)).toBe(`'${text}`);
    expect(unquoteFormula(`'${text}`)).toBe(text);
  });

  it('is quoted once more where it begins with an apostrophe already, so that it comes back as it was', () => {
    expect(quoteFormula("'=1+1")).toBe("''=1+1");
    expect(unquoteFormula("''=1+1")).toBe("'=1+1");
    expect(unquoteFormula(quoteFormula("'+15550100"))).toBe("'+15550100");
  });

  it('is not made of E.164 numbers: they stay as they are, one or a list of them', () => {
    for (const text of ['+15550100', '+442071838750', '+15550100;+15550101']) expect(quoteFormula(text)).toBe(text);
    for (const text of ['+1555', '+0123456789', '+1234567890123456', '+15550100;=1', '+15550100+1', '+15550100\n'])
      expect(quoteFormula(text)).toBe(`'${text}`);
  });

  it('is not any other text, apostrophes included', () => {
    for (const text of ['', 'Ada', "'Ada'", "O'Neill", "'", "''", ' =1', '1-2', 'a=b']) {
      expect(quoteFormula(text)).toBe(text);
      expect(unquoteFormula(text)).toBe(text);
    }
  });

  it('comes back as it was and never begins like a formula, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(formulaLike, fc.string({ unit: 'binary' })), (text) => {
        const cell = quoteFormula(text);
        expect(unquoteFormula(cell)).toBe(text);
        if (!/^\+[1-9][\d;+]+$/.test(text)) expect(cell).not.toMatch(RUN_BY_A_SPREADSHEET);
      }),
      { numRuns: 10_000 },
    );
  });

  it('loses its apostrophe when a person wrote it in a spreadsheet', () => {
    expect(unquoteFormula("'+15550100")).toBe('+15550100');
  });
});
