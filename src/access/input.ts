import { getDotPath, safeParse, strictObject } from 'valibot';
import { invalid } from '../domain/errors.ts';
import type { Operation, Upkeep } from './operation.ts';

/** Reads an input against the operation's shape; everything that is wrong with it is said at once. */
export function readInput<I, A>(operation: Operation<I, A> | Upkeep<I, A>, given: unknown): I {
  const result = safeParse(strictObject(operation.input), given);
  if (result.success) return result.output as I;
  const faults = result.issues.map((issue) => ({ field: getDotPath(issue) ?? '', message: issue.message }));
  throw invalid('bad-input', faults.map(({ field, message }) => `${field}: ${message}`).join('\n'), {
    hint: `see: switchboard ${operation.name} --help`,
    details: { faults },
  });
}
