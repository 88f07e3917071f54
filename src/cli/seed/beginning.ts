import { type Failure, invalid } from '../../domain/errors.ts';
import type { SeedRole } from '../../domain/seed.ts';
import { sorted } from './step.ts';

/** A role of the model, as far as others begin from it. */
interface Base {
  readonly name: string;
  readonly restrictions: readonly string[];
}

/** The role of the model from which one begins that is written out: the least that admits the same restrictions. */
export function beginning({ restrictions = [] }: SeedRole, model: readonly Base[]): string | undefined {
  const alike = model.findLast((base) => isSame(base.restrictions, restrictions));
  return (alike ?? (restrictions.length === 0 ? model.at(-1) : undefined))?.name;
}

/** What stands against a role from which nothing could begin. */
export const noBeginning = (name: string): Failure =>
  invalid('bad-restrictions', `no role of the model admits just the restrictions of "${name}"`, {
    hint: 'say from: ROLE, whose restrictions it takes over',
  });

/** Whether two lists hold the same words. */
export const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
