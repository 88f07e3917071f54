import type { Flag, Given } from './face.ts';

/** The flag that narrows contacts. */
export const WHERE: Flag = {
  flags: '--where <filter...>',
  about: 'those of whom this holds: city = Boston, tag in vip,new, age >= 21, email is empty; several must all hold',
};

/** The clauses that were typed: commas are theirs, and part nothing. */
export const whereOf = (given: Given): string[] => [...(given.each('where') ?? [])];
