import { getDotPath, safeParse, strictObject } from 'valibot';
import { invalid } from '../domain/errors.ts';
import { nearest } from '../domain/words.ts';
import type { Operation, Upkeep } from './operation.ts';

/** What is wrong with a key: it is not there, or it is none of these. */
function keyFault(
  { expected, received }: { readonly expected: string | null; readonly received: string },
  keys: readonly string[],
): string {
  if (received === 'undefined') return 'it is not said';
  if (expected !== 'never') return `an object belongs here, not ${received}`;
  const near = nearest(received.slice(1, -1), keys);
  return `there is no key ${received} here${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

/** Reads an input against the operation's shape; everything that is wrong with it is said at once. */
export function readInput<I, A>(operation: Operation<I, A> | Upkeep<I, A>, given: unknown): I {
  const result = safeParse(strictObject(operation.input), given);
  if (result.success) return result.output as I;
  const faults = result.issues.map((issue) => ({
    field: getDotPath(issue) ?? 'input',
    message: issue.type === 'strict_object' ? keyFault(issue, Object.keys(operation.input)) : issue.message,
  }));
  throw invalid('bad-input', faults.map(({ field, message }) => `${field}: ${message}`).join('\n'), {
    hint: `see: switchboard ${operation.name} --help`,
    details: { faults },
  });
}
