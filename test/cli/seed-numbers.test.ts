import { expect, it } from 'vitest';
import { lineNumber, mostNumbers, numbersDrawn } from '../../src/cli/seed/generate/numbers.ts';
import { chanceOf } from '../../src/domain/chance.ts';

it('every number that is kept for fiction is given once, and then none', () => {
  const next = numbersDrawn(chanceOf('any'));
  const given = new Set<string>();
  for (let number = next(); number !== undefined; number = next()) {
    if (given.has(number.phone)) throw new Error(`${number.phone} twice`);
    given.add(number.phone);
  }
  expect(given.size).toBe(mostNumbers());
  expect(next()).toBeUndefined();
  // A thousand lines have numbers of their own, which no contact has.
  const lines = new Set(Array.from({ length: 1000 }, (_, i) => lineNumber(i)));
  expect(lines.size).toBe(1000);
  for (const line of lines) expect(given.has(line), line).toBe(false);
});
