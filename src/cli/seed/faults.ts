import { type Failure, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/fault.ts';
import { plural } from '../../domain/words.ts';
import type { Step } from './step.ts';

const MOST = 20;

/** Rows of a document that are at fault, as one failure: each where it stands. */
export function faultsFailure(answer: unknown, { kind, rowAt }: Step): Failure {
  const { faults } = answer as { readonly faults: readonly Fault[] };
  const told = faults.map((fault) => ({ ...fault, place: rowAt?.(fault.line) ?? null }));
  const lines = told
    .slice(0, MOST)
    .map(({ place, message, suggestion }) => `${place}: ${message}${suggestion ? ` (${suggestion})` : ''}`);
  const [first] = faults;
  const head = `${plural(faults.length, 'fault')} in ${kind}: nothing was changed`;
  return invalid(first?.code ?? 'rejected', [head, ...lines].join('\n'), { details: { faults: told } });
}
