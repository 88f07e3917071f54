import type { AssignmentMode } from './settings.ts';

/** A member to whom a conversation may be dealt out: `load` counts the conversations and contacts that they answer for. */
export interface Candidate {
  readonly userId: number;
  readonly emailKey: string;
  readonly load: number;
}

/**
 * Whom a conversation is dealt out to; nobody where there is none. The turn goes round by e-mail address: it begins after
 * whoever had it last, also where they are a candidate no longer. With `least-loaded` it settles who is first of several
 * that have as little to do.
 */
export function chosen(
  mode: AssignmentMode,
  candidates: readonly Candidate[],
  lastEmailKey: string | null,
): Candidate | undefined {
  if (mode === 'off') return undefined;
  const inOrder = candidates.toSorted((one, other) => (one.emailKey < other.emailKey ? -1 : 1));
  const next = lastEmailKey === null ? 0 : inOrder.findIndex(({ emailKey }) => emailKey > lastEmailKey);
  const inTurn = next <= 0 ? inOrder : [...inOrder.slice(next), ...inOrder.slice(0, next)];
  if (mode === 'round-robin') return inTurn[0];
  const least = Math.min(...inTurn.map(({ load }) => load));
  return inTurn.find(({ load }) => load === least);
}
