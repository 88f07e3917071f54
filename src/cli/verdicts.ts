import type { Explanation, Remedy } from '../access/explain.ts';
import type { Branch, View } from '../render/view.ts';

const MARKS = { pass: 'pass', fail: 'fail', 'not-applicable': 'none' } as const;

/** One decision as a tree: a branch per gate with its fact and author, and below a no what would change it. */
export function explanationTree(explanation: Explanation): Branch {
  const { allowed, action, member, resource, steps, remedies } = explanation;
  const about = Object.entries(resource).map(([what, name]) => `${what} ${name}`);
  const gates = steps.map(
    ({ gate, outcome, code, says, because }): Branch => ({
      mark: MARKS[outcome],
      text: `${gate}: ${says}${code ? ` (${code})` : ''}`,
      children: factsOf(because),
    }),
  );
  return {
    mark: allowed ? 'pass' : 'fail',
    text: `${allowed ? 'yes' : 'no'}: ${member} ${action}${about.length > 0 ? ` on ${about.join(', ')}` : ''}`,
    children: allowed ? gates : [...gates, remediesBranch(remedies)],
  };
}

/** A fact with its author, and the one on which it rests. */
const factsOf = (because: Explanation['steps'][number]['because']): Branch[] =>
  because === undefined
    ? []
    : [
        { text: `${because.fact}: by ${because.by} at ${because.at}, entry ${because.entry}` },
        ...factsOf(because.also),
      ];

function remediesBranch(remedies: readonly Remedy[]): Branch {
  if (remedies.length === 0) return { text: 'no command would make it a yes' };
  return {
    text: 'what would make it a yes',
    children: remedies.map(({ command, by }) => ({
      text: `$ ${command}`,
      children: [{ text: by.length > 0 ? `may be run by ${by.join(', ')}` : 'nobody whom you may see can run it' }],
    })),
  };
}

/** Decisions explained, one tree each; several hang below one. */
export function explanationView(decisions: readonly Explanation[]): View {
  const [only, ...more] = decisions;
  if (only !== undefined && more.length === 0) return { tree: explanationTree(only) };
  const allowed = decisions.every((decision) => decision.allowed);
  return {
    tree: {
      mark: allowed ? 'pass' : 'fail',
      text: `${allowed ? 'yes' : 'no'}: ${decisions.length} questions`,
      children: decisions.map(explanationTree),
    },
  };
}

/** A bare yes or no with the deciding sentences. */
export function verdictView(allowed: boolean, decisions: readonly Explanation[]): View {
  const refusing = decisions.filter((decision) => !decision.allowed);
  const reasons = refusing.map(({ steps, action }) => {
    const failed = steps.find((step) => step.outcome === 'fail');
    return `${action}: ${failed?.says} (${failed?.code})`;
  });
  return { lines: [allowed ? 'yes' : 'no', ...reasons] };
}
