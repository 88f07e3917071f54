import type { Explanation } from '../../access/explain.ts';
import type { Done } from '../../access/gate.ts';
import type { Operation } from '../../access/operation.ts';
import { Failure, refused as refusedBecause } from '../../domain/errors.ts';
import type { SeedPart } from '../../domain/seed.ts';
import { deed } from './deed.ts';
import { rowsFailure } from './faults.ts';
import { ENDING, MAKING, PRUNING } from './kinds.ts';
import { type MissingRight, missingIn, type StepNamed } from './missing.ts';
import type { Site } from './site.ts';
import type { Same, Step, Steps, Told } from './step.ts';

/** What a document came to: the steps that were taken, what was so already, and what the acting user may not. */
export interface Reconciled {
  readonly steps: readonly Told[];
  /** How many things of each kind were so already. */
  readonly unchanged: Readonly<Record<string, number>>;
  /** What is otherwise than the document says, and stays so: a sentence each. */
  readonly stands: readonly string[];
  readonly missing: readonly MissingRight[];
  /** The steps that were refused, to be entered. */
  readonly refused: readonly Step[];
  /** Steps that could not be looked at, because they build on one that was refused. */
  readonly untried: readonly StepNamed[];
  readonly entries: readonly number[];
}

/**
 * Takes all steps that a document asks for, each decided as the command it is. After a refusal the others are tried as far
 * as they can be: whatever was done then is to be forgotten.
 */
export async function reconcile(site: Site): Promise<Reconciled> {
  const steps: Told[] = [];
  const unchanged: Record<string, number> = {};
  const stands: string[] = [];
  const missing: MissingRight[] = [];
  const refused: Step[] = [];
  const entries: number[] = [];
  const untried: StepNamed[] = [];
  const keep = ({ kind, same, stands: why }: Same): void => {
    unchanged[kind] = (unchanged[kind] ?? 0) + same;
    if (why !== undefined) stands.push(why);
  };

  async function take(step: Step): Promise<void> {
    await site.turn();
    try {
      const { answer, entry } = await taken(site, step);
      const came = step.came?.(answer) ?? [
        { change: entry === null ? ('same' as const) : step.change, rows: step.rows, name: step.name },
      ];
      if (entry !== null) entries.push(entry);
      for (const { change, rows, name, what = step.what, place = step.place, stands: why } of came) {
        if (change === 'same') keep({ kind: step.kind, same: rows, stands: why });
        else steps.push({ change, kind: step.kind, name, what, rows, place });
      }
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
      if (error.kind === 'refused') {
        missing.push(...missingIn(error, step));
        refused.push(step);
      } else if (missing.length > 0) untried.push(named(step));
      else throw error;
    }
  }

  /** The next thing that comparing finds; nothing where it ends, or cannot go on. */
  async function next(found: Steps, kind: SeedPart): Promise<Step | Same | undefined> {
    try {
      return (await found.next()).value ?? undefined;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'cancelled') throw error;
      // Who may not see what is there cannot compare it.
      const seeing = { change: 'see', kind, name: kind, place: null };
      if (error.kind === 'refused') missing.push(...missingIn(error, seeing));
      else if (missing.length > 0) untried.push({ ...seeing, change: 'compare' });
      else throw placed(error, comparedAt(error, site, kind));
      return undefined;
    }
  }

  for (const { kind, steps: compare } of [...MAKING, ...(site.prunes ? PRUNING : []), ...ENDING]) {
    await site.turn();
    const found = compare(site);
    for (let one = await next(found, kind); one !== undefined; one = await next(found, kind)) {
      if ('same' in one) keep(one);
      else await take(one);
    }
  }
  return { steps, unchanged, stands, missing, refused, untried, entries };
}

const named = ({ change, kind, name, place }: Step): StepNamed => ({ change, kind, name, place });

/** Takes a step; where its rows are rejected, it fails. */
async function taken(site: Site, step: Step): Promise<Done<unknown>> {
  const operation = await step.operation();
  const done = await toldWhere(step, async () => site.hand.take(operation, await step.input()));
  if (done.rejected) throw await rejection(site, operation, step, done.answer);
  return done;
}

/** Refusals are told with their step; a signal is of none. */
const UNPLACED: readonly Failure['kind'][] = ['refused', 'cancelled'];

/** Lets a failure say of which step it is. */
async function toldWhere<T>(step: Step, take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof Failure) || UNPLACED.includes(error.kind)) throw error;
    throw placed(error, step.place ?? 'the document', deed(step));
  }
}

/** Why rows were rejected: because the acting user may not, or because they are at fault. */
async function rejection(
  site: Site,
  operation: Operation<object, unknown>,
  step: Step,
  answer: unknown,
): Promise<Failure> {
  const against: readonly Explanation[] = await site.hand.refusals(operation, await step.input());
  if (against.length === 0) return rowsFailure(answer, step);
  return refusedBecause('rows-refused', `${operation.name} is refused`, { details: { decisions: against } });
}

/** Where what is compared stands: what founds a workspace says so itself. */
const comparedAt = ({ details }: Failure, site: Site, kind: SeedPart): string | null =>
  (details as { readonly place?: string } | undefined)?.place ?? (kind === 'workspace' ? null : site.placeOf([kind]));

/** A failure that says where in the document it comes from, and of which step. */
const placed = (
  { kind, code, message, hint, details, cause }: Failure,
  ...where: readonly (string | null)[]
): Failure =>
  new Failure(kind, code, [...where.filter((part) => part !== null), message].join(': '), { hint, details, cause });
