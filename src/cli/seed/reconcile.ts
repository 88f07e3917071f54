import type { Explanation } from '../../access/explain.ts';
import type { Operation } from '../../access/operation.ts';
import { Failure } from '../../domain/errors.ts';
import { faultsFailure } from './faults.ts';
import { ENDING, MAKING, PRUNING } from './kinds.ts';
import { type MissingRight, missingIn } from './missing.ts';
import type { Site } from './site.ts';
import type { Same, Step, Steps, Told } from './step.ts';

/** What a document came to: the steps that were taken, what was so already, and what the acting user may not. */
export interface Reconciled {
  readonly steps: readonly Told[];
  /** How many things of each kind were so already. */
  readonly unchanged: Readonly<Record<string, number>>;
  readonly missing: readonly MissingRight[];
  /** The steps that were refused, to be entered. */
  readonly refused: readonly Step[];
  /** Steps that could not be looked at, because they build on one that was refused. */
  readonly untried: number;
  readonly entries: readonly number[];
}

/**
 * Takes all steps that a document asks for, each decided as the command it is. After a refusal the others are tried as far
 * as they can be: whatever was done then is to be forgotten.
 */
export async function reconcile(site: Site): Promise<Reconciled> {
  const steps: Told[] = [];
  const unchanged: Record<string, number> = {};
  const missing: MissingRight[] = [];
  const refused: Step[] = [];
  const entries: number[] = [];
  let untried = 0;
  const keep = ({ kind, same }: Same): void => {
    unchanged[kind] = (unchanged[kind] ?? 0) + same;
  };

  async function take(step: Step): Promise<void> {
    const operation = await step.operation();
    try {
      const { answer, entry, rejected } = await site.hand.take(operation, await step.input());
      if (rejected) throw await rejection(site, operation, step, answer);
      const came = step.came?.(answer) ?? [
        { change: entry === null ? ('same' as const) : step.change, rows: step.rows, name: step.name },
      ];
      if (entry !== null) entries.push(entry);
      for (const { change, rows, name, what = step.what, place = step.place } of came) {
        if (change === 'same') keep({ kind: step.kind, same: rows });
        else steps.push({ change, kind: step.kind, name, what, rows, place });
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'refused') {
        missing.push(...missingIn(error, step));
        refused.push(step);
      } else if (missing.length > 0) untried++;
      else throw (error.details as { faults?: unknown } | undefined)?.faults ? error : placed(error, step);
    }
  }

  async function all(found: Steps, kind: string): Promise<void> {
    try {
      for await (const one of found) {
        if ('same' in one) keep(one);
        else await take(one);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Who may not see what is there cannot compare it.
      if (error.kind === 'refused') missing.push(...missingIn(error, { change: 'see', kind, name: kind, place: null }));
      else if (missing.length > 0) untried++;
      else throw error;
    }
  }

  const going = [...MAKING, ...(site.prunes ? PRUNING : []), ...ENDING];
  for (const one of going) await all(one(site), one.name.replace(/Steps$|Pruned$|Ends$/, ''));
  return { steps, unchanged, missing, refused, untried, entries };
}

/** Why rows were rejected: because the acting user may not, or because they are at fault. */
async function rejection(
  site: Site,
  operation: Operation<object, unknown>,
  step: Step,
  answer: unknown,
): Promise<Failure> {
  const against: readonly Explanation[] = await site.hand.refusals(operation, await step.input());
  if (against.length === 0) return faultsFailure(answer, step);
  const { refused } = await import('../../domain/errors.ts');
  return refused('rows-refused', `${operation.name} is refused`, { details: { decisions: against } });
}

/** A failure that says which step it was, and where the document says so. */
const placed = (
  { kind, code, message, hint, details, cause }: Failure,
  { place, change, kind: what, name }: Step,
): Failure =>
  new Failure(kind, code, `${place ?? 'the document'}: ${change} ${what} ${name}: ${message}`, {
    hint,
    details,
    cause,
  });
