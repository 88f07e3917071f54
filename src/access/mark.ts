import type { Scope } from './scope.ts';

/** A mark of a table: the whole, a part, or nothing of it. */
export type Mark = 'full' | 'limited' | 'none';

/** The mark that stands for a scope. */
export const markOf = (scope: Scope): Mark => (scope === 'all' ? 'full' : scope === 'none' ? 'none' : 'limited');
