import type { Failure } from '../../domain/errors.ts';
import type { Fault } from '../../domain/fault.ts';
import { type SeedFault, seedFaultsInOrder } from '../../domain/seed-fault.ts';
import { plural } from '../../domain/words.ts';
import { faultsFailure } from './failure.ts';
import { meantBy } from './parts.ts';
import type { Step } from './step.ts';

/** Rows of a document that are at fault, as one failure: each where it stands. */
export function rowsFailure(answer: unknown, { kind, rowAt }: Step): Failure {
  const { faults } = answer as { readonly faults: readonly Fault[] };
  const told = faults.map((fault): SeedFault => {
    const { code, message, value } = fault;
    const place = rowAt?.(fault) ?? {
      file: kind,
      line: fault.line,
      column: fault.column ?? 1,
      path: fault.field ?? '',
    };
    // A word that is near what was typed is what was meant; other suggestions are sentences.
    const meant = value === null || fault.suggestion === null ? null : meantBy(value, [fault.suggestion]);
    return { ...place, code, message, suggestion: meant ?? fault.suggestion };
  });
  const head = `${plural(faults.length, 'fault')} in ${kind}: nothing was changed`;
  const inOrder = seedFaultsInOrder(
    told,
    told.map(({ file }) => file),
  );
  return faultsFailure(inOrder[0]?.code ?? 'rejected', head, inOrder);
}
