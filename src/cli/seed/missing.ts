import type { Explanation, Remedy } from '../../access/explain.ts';
import type { Failure } from '../../domain/errors.ts';
import type { SeedPart } from '../../domain/seed.ts';
import { listed, plural } from '../../domain/words.ts';
import { deed } from './deed.ts';
import type { Step } from './step.ts';

/** A right that the acting user lacks, the step that needs it, and what would change it: by whom. */
export interface MissingRight {
  readonly action: string;
  readonly on: Readonly<Record<string, string>>;
  readonly step: StepNamed;
  readonly because: string;
  readonly code: string;
  readonly remedies: readonly Remedy[];
}

/** A step as sentences name it. */
export interface StepNamed {
  readonly change: string;
  readonly kind: SeedPart;
  readonly name: string;
  readonly place: string | null;
}

/** The rights that a refusal says are missing, each with the step. */
export function missingIn(
  refusal: Failure,
  { change, kind, name, place, whose }: StepNamed & Partial<Pick<Step, 'whose'>>,
): MissingRight[] {
  const step = { change, kind, name, place };
  const { decisions } = (refusal.details ?? {}) as { readonly decisions?: readonly Explanation[] };
  if (decisions === undefined || decisions.length === 0) {
    return [{ action: refusal.code, on: {}, step, because: refusal.message, code: refusal.code, remedies: [] }];
  }
  return decisions.map(({ action, resource, steps, remedies }) => {
    const failed = steps.find(({ outcome }) => outcome === 'fail');
    const own = whose?.({ action, on: resource });
    return {
      action,
      on: resource,
      step: { ...step, ...own },
      because: failed?.says ?? '',
      code: failed?.code ?? '',
      remedies,
    };
  });
}

/** A right that is missing, with all the steps that need it. */
interface Lacked extends Omit<MissingRight, 'step'> {
  readonly steps: StepNamed[];
}

/** Missing rights, each once. */
export function lackedIn(missing: readonly MissingRight[]): readonly Lacked[] {
  const found = new Map<string, Lacked>();
  for (const { step, ...right } of missing) {
    const key = JSON.stringify([right.action, right.on, right.because]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...right, steps: [step] });
    else known.steps.push(step);
  }
  return [...found.values()];
}

/** Missing rights in sentences; what would give several of them is told once, below them. */
export function missingSays(lacked: readonly Lacked[]): string[] {
  const alike = Map.groupBy(lacked, ({ remedies: [first] }) => first?.command ?? '');
  return [...alike].flatMap(([command, rights]) => {
    const who = [...new Set(rights.flatMap(({ remedies: [first] }) => first?.by ?? []))];
    const by = who.length > 0 ? `may be run by ${who.join(', ')}` : 'nobody whom you may see can run it';
    return [...rights.map(rightSays), ...(command === '' ? [`  ${NOTHING}`] : [`  $ ${command}`, `  ${by}`])];
  });
}

const NOTHING = 'no change of rights that you may see would allow it';

const MOST_STEPS = 3;

/** What could not be tried after a refusal, in a sentence. */
export function untriedSays(untried: readonly StepNamed[]): string {
  const deeds = untried.map((step) => deedSays(step));
  return `could not be tried, as it builds on these: ${firstOf(deeds)}`;
}

/** A right, and the steps that need it. */
function rightSays({ action, on, because, steps }: Lacked): string {
  const about = Object.entries(on).map(([what, name]) => `${what} ${name}`);
  const needed = firstOf(steps.map(deedSays));
  return `${action}${about.length > 0 ? ` on ${about.join(', ')}` : ''}, to ${needed}: ${because}`;
}

const deedSays = (step: StepNamed): string => `${deed(step)}${step.place ? ` (${step.place})` : ''}`;

/** The first of what is to be done, and how much more. */
function firstOf(said: readonly string[]): string {
  const deeds = [...new Set(said)];
  const more = deeds.length > MOST_STEPS ? [plural(deeds.length - MOST_STEPS, 'more step')] : [];
  return listed([...deeds.slice(0, MOST_STEPS), ...more]);
}
