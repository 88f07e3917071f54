import type { Explanation, Remedy } from '../../access/explain.ts';
import type { Failure } from '../../domain/errors.ts';
import type { SeedPart } from '../../domain/seed.ts';
import { deed } from './deed.ts';

/** A right that the acting user lacks, the step that needs it, and what would change it: by whom. */
export interface MissingRight {
  readonly action: string;
  readonly on: Readonly<Record<string, string>>;
  readonly step: StepNamed;
  readonly because: string;
  readonly code: string;
  readonly remedies: readonly Remedy[];
}

interface StepNamed {
  readonly change: string;
  readonly kind: SeedPart;
  readonly name: string;
  readonly place: string | null;
}

/** The rights that a refusal says are missing, each with the step. */
export function missingIn(refusal: Failure, { change, kind, name, place }: StepNamed): MissingRight[] {
  const step = { change, kind, name, place };
  const { decisions } = (refusal.details ?? {}) as { readonly decisions?: readonly Explanation[] };
  if (decisions === undefined || decisions.length === 0) {
    return [{ action: refusal.code, on: {}, step, because: refusal.message, code: refusal.code, remedies: [] }];
  }
  return decisions.map(({ action, resource, steps, remedies }) => {
    const failed = steps.find(({ outcome }) => outcome === 'fail');
    return { action, on: resource, step, because: failed?.says ?? '', code: failed?.code ?? '', remedies };
  });
}

/** A missing right in a sentence or two. */
export function missingSays({ action, on, step, because, remedies }: MissingRight): string[] {
  const about = Object.entries(on).map(([what, name]) => `${what} ${name}`);
  const who = [...new Set(remedies.flatMap(({ by }) => by))];
  const [first] = remedies;
  const way = first === undefined ? [] : [`  $ ${first.command}`];
  return [
    `${action}${about.length > 0 ? ` on ${about.join(', ')}` : ''}, to ${deed(step)}${step.place ? ` (${step.place})` : ''}: ${because}`,
    ...way,
    ...(first === undefined
      ? []
      : [who.length > 0 ? `  may be run by ${who.join(', ')}` : '  nobody whom you may see can run it']),
  ];
}
