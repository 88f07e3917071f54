import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailKey, emailProblem } from '../../src/domain/email.ts';

describe('a slip of the hand is named and mended', () => {
  it.each([
    ['ada@gmail,com', 'comma', 'ada@gmail.com'],
    ['ada@@x.com', 'more than one @', 'ada@x.com'],
    ['ada@x.com.', 'dot at an end', 'ada@x.com'],
    ['.ada@x.com', 'dot at an end', 'ada@x.com'],
    ['ada@x..com', 'two dots', 'ada@x.com'],
    ['ada @x.com', 'blank', 'ada@x.com'],
    ['mailto:ada@x.com', 'mailto:', 'ada@x.com'],
    ['Ada <ada@x.com>', 'angle brackets', 'ada@x.com'],
    ['ada@x.com>', 'angle brackets', 'ada@x.com'],
    ['"ada@x.com"', 'quotes', 'ada@x.com'],
    ['ada at x.com', 'at', 'ada@x.com'],
    ['ada(at)x.com', 'at', 'ada@x.com'],
    ['a\u200bda@x.com', 'invisible', 'ada@x.com'],
    ['ada@gmail', 'no ending', 'ada@gmail.com'],
    ['mailto:<Ada @@gmail,com.>', 'mailto:', 'Ada@gmail.com'],
    ['ada', 'no @', null],
    ['', 'empty', null],
    ['ada@', 'after the @', null],
    ['@x.com', 'before the @', null],
    ['a@b@x.com', 'more than one @', null],
    ['ada@nowhere', 'no ending', null],
    ['ada@x.com, bo@x.com', '2 addresses', null],
    ['аda@x.com', 'U+0430', null],
    ['ad[a@x.com', 'does not belong', null],
    ['ada@аррӏе.com', 'taken for another', null],
    [`${'a'.repeat(65)}@x.com`, '64', null],
  ])('%j', (spelling, words, suggestion) => {
    const problem = emailProblem(spelling);
    expect(problem?.message).toContain(words);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it('what is suggested can be used, and what has a key has no problem', () => {
    const odd = fc.array(
      fc.constantFrom('ada', '@', 'x', '.', 'com', ',', ' ', '<', '>', '"', 'mailto:', '\u200b', 'é', '@'),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(odd, (parts) => {
        const spelling = parts.join('');
        const problem = emailProblem(spelling);
        expect(problem === undefined).toBe(emailKey(spelling) !== undefined);
        if (typeof problem?.suggestion === 'string') expect(emailKey(problem.suggestion)).toBeDefined();
      }),
      { numRuns: 20_000 },
    );
  });

  it('hostile length is no trouble', () => {
    for (const part of ['a', '@', ' ', ',', '<', '"', ' at ', '\u200b', 'a@x.com ']) {
      const began = performance.now();
      emailProblem(part.repeat(200_000));
      expect(performance.now() - began).toBeLessThan(1000);
    }
  });
});
