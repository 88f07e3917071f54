import { type Action, type ActionFacts, actionFacts } from './actions.ts';
import { GATES, type GateName, type Outcome, passes } from './gates.ts';
import type { Resource } from './resource.ts';
import type { Role } from './roles.ts';
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
  /** The role that the member holds. */
  readonly role: Role | undefined;
  readonly steps: readonly Step[];
}

const { workspace, member, role, restriction, product, line, record, rank } = GATES;

/** The first thing that stands in the way, or `pass`: the same gates as `decide`, one by one since a loop takes longer. */
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
const ASKED = GATE_NAMES.map((gate) => ({ gate, ask: GATES[gate], said: new Map<Outcome, Step>() }));

/** Asks all eight gates, also after one has failed, so that everything in the way is seen at once. */
export function decide(subject: Subject, action: Action, resource: Resource): Decision {
  const facts = actionFacts(action);
  let allowed = true;
  const steps = ASKED.map(({ gate, ask, said }): Step => {
    const outcome = ask(subject, facts, resource);
    allowed &&= passes(outcome);
    return said.get(outcome) ?? kept(said, gate, outcome);
  });
  return { allowed, action, resource, member: subject.email, role: subject.role, steps };
}

/** A gate says one of few things: each is made once, so that a decision allocates nothing but itself. */
function kept(said: Map<Outcome, Step>, gate: GateName, outcome: Outcome): Step {
  const step: Step = passes(outcome) ? { gate, outcome } : { gate, outcome: 'fail', code: outcome };
  said.set(outcome, step);
  return step;
}

/** The code of the first gate that refused, or `allowed`. */
export const codeOf = (decision: Decision): string =>
  decision.steps.find((step) => step.outcome === 'fail')?.code ?? 'allowed';
