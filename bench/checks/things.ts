import { LINES } from '../product.ts';
import type { Question } from './world.ts';

/** What a question is about, in words; absent where it is about none. */
export interface Thing {
  readonly line?: string;
  readonly product?: string;
}

/** The things of these questions, each different one once. */
export function thingsOf<T>(questions: readonly Question[], make: (thing: Thing) => T): T[] {
  const known = new Map<string, T>();
  return questions.map(({ line, product }) => {
    const key = `${line} ${product}`;
    const found =
      known.get(key) ?? make({ ...(line !== null && { line: LINES[line]! }), ...(product !== null && { product }) });
    known.set(key, found);
    return found;
  });
}
