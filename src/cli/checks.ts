import type { Branch } from '../render/view.ts';

/** Something that was looked at, as the operations that check tell of it. */
interface Looked {
  readonly check: string;
  readonly outcome: 'pass' | 'fail' | 'none';
  readonly says: string;
  readonly code?: string;
  readonly entry?: number;
  readonly expected?: string;
  readonly found?: string;
  readonly hint?: string;
}

/** What was looked at as a tree: a branch each, and under what does not hold what was expected, found, and can be done. */
export function checksTree(
  holds: boolean,
  says: string,
  checks: readonly Looked[],
  advice: readonly string[] = [],
): Branch {
  return {
    mark: holds ? 'pass' : 'fail',
    text: `${holds ? 'yes' : 'no'}: ${says}`,
    children: [...checks.map(branch), ...advice.map((text): Branch => ({ text }))],
  };
}

const branch = ({ check, outcome, says, code, expected, found, hint }: Looked): Branch => ({
  mark: outcome,
  text: `${check}: ${says}${code === undefined ? '' : ` (${code})`}`,
  children: [
    ...(expected === undefined ? [] : [{ text: `expected ${expected}` }]),
    ...(found === undefined ? [] : [{ text: `found ${found}` }]),
    ...(hint === undefined ? [] : [{ text: hint }]),
  ],
});
