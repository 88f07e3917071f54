import { type Action, type ActionFacts, actionFacts } from './actions.ts';
import { GATES, type GateName, type Outcome, passes } from './gates.ts';
import type { Resource } from './resource.ts';
import type { Subject } from './subject.ts';

/** One gate's part in a decision. */
export interface Step {
  readonly gate: GateName;
  readonly outcome: 'pass' | 'fail' | 'not-applicable';
  readonly code?: string;
}

/** A decision is plain data: the verdict, what was asked, and all eight steps. */
export interface Decision {
  readonly allowed: boolean;
  readonly action: Action;
  readonly resource: Resource;
  readonly member: string;
  readonly steps: readonly Step[];
}

const { workspace, member, role, restriction, product, line, record, rank } = GATES;

/** The first thing that stands in the way, or `pass`. The same gates as `decide`, and nothing is built. */
export function verdict(subject: Subject, action: ActionFacts, resource: Resource): Outcome {
  let outcome = workspace(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = member(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = role(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = restriction(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = product(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = line(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = record(subject, action, resource);
  if (!passes(outcome)) return outcome;
  outcome = rank(subject, action, resource);
  return passes(outcome) ? 'pass' : outcome;
}

const GATE_NAMES = Object.keys(GATES) as GateName[];

/** Asks all eight gates, also after one has failed, so that everything in the way is seen at once. */
export function decide(subject: Subject, action: Action, resource: Resource): Decision {
  const facts = actionFacts(action);
  const steps = GATE_NAMES.map((gate): Step => {
    const outcome = GATES[gate](subject, facts, resource);
    return passes(outcome) ? { gate, outcome } : { gate, outcome: 'fail', code: outcome };
  });
  return { allowed: steps.every((step) => step.outcome !== 'fail'), action, resource, member: subject.email, steps };
}

/** The code of the first gate that refused, or `allowed`. */
export const codeOf = (decision: Decision): string =>
  decision.steps.find((step) => step.outcome === 'fail')?.code ?? 'allowed';
