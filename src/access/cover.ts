// The smallest cast that tries every action: long, because what is demanded and who gives it are weighed together.

import { type Candidate, type CoverScene, coverScene, GATES_OF, type Question } from './cover-scene.ts';
import { codeOf, decide } from './decide.ts';
import type { GateName } from './gates.ts';
import type { Model } from './roles.ts';

/** A question to one member, with its answer. */
export interface CoverExpectation {
  readonly question: Question;
  readonly member: Candidate;
  readonly allowed: boolean;
  readonly code: string;
}

/** A cast, what is expected of it, and the questions to which there is but one answer. */
export interface Cover {
  readonly cast: readonly Candidate[];
  readonly expected: readonly CoverExpectation[];
  readonly nobodyMay: readonly Question[];
  readonly everybodyMay: readonly Question[];
}

/** What the cast must have: somebody whom a question is answered so. */
export interface Demand {
  readonly question: Question;
  readonly allowed: boolean;
  readonly by: readonly Candidate[];
}

/**
 * The smallest cast. Smallest means: no fewer members of the model's own roles, the owner and whoever is acted upon among
 * them, have for each action on each scope one who may and one who may not; and who may not is refused for the nearest
 * reason for which anybody can be: by the scope's own gate (the line that was not granted, the contact that is not seen),
 * else by another one, and only where every active member may, for being suspended.
 */
export function smallestCover(model: Model): Cover {
  const scene = coverScene(model);
  const { demands, fixed, questions } = demandsOf(scene);
  const cast = smallest(demands, fixed, scene.candidates);
  const mayDo = new Map(
    cast.map((member) => [member, questions.filter((question) => allows(member, question)).length]),
  );
  const byMeans = cast.toSorted((one, other) => (mayDo.get(other) as number) - (mayDo.get(one) as number));
  const answered = (allowed: boolean, question: Question): boolean =>
    demands.some((demand) => demand.question === question && demand.allowed === allowed);
  return {
    cast,
    // Who may is whoever may do least, who may not whoever may do most: they are the closest to each other.
    expected: demands.map(({ question, allowed, by }) => {
      const able = byMeans.filter((member) => by.includes(member));
      const member = (allowed ? able.at(-1) : able[0]) as Candidate;
      return { question, member, allowed, code: answer(member, question).code };
    }),
    nobodyMay: questions.filter((question) => !answered(true, question)),
    everybodyMay: questions.filter((question) => !answered(false, question)),
  };
}

/** What a cast must have, and who is in it whatever the rest: the owner, and whoever is acted upon. */
export function demandsOf({ candidates, questions: choices }: CoverScene): {
  readonly demands: readonly Demand[];
  readonly fixed: readonly Candidate[];
  readonly questions: readonly Question[];
} {
  const questions = choices.map(
    (alike) => alike.find((question) => candidates.some((one) => allows(one, question))) ?? (alike[0] as Question),
  );
  const demands = questions.flatMap((question): Demand[] => [
    { question, allowed: true, by: candidates.filter((one) => allows(one, question)) },
    { question, allowed: false, by: nearest(candidates, question) },
  ]);
  const acted = questions.flatMap(({ upon }) => upon ?? []);
  return {
    questions,
    demands: demands.filter(({ by }) => by.length > 0),
    fixed: [...new Set([candidates[0], ...acted])],
  };
}

/** Who is refused for the nearest reason for which anybody is. */
function nearest(candidates: readonly Candidate[], question: Question): readonly Candidate[] {
  const refused = candidates.filter((one) => !allows(one, question));
  const gate = (one: Candidate) => answer(one, question).gate as GateName;
  const own = refused.filter((one) => GATES_OF[question.scope].includes(gate(one)));
  if (own.length > 0) return own;
  const active = refused.filter((one) => gate(one) !== 'member');
  return active.length > 0 ? active : refused;
}

/** The smallest set with the fixed ones in it that gives all that is demanded; the first of several. */
function smallest(
  demands: readonly Demand[],
  fixed: readonly Candidate[],
  candidates: readonly Candidate[],
): readonly Candidate[] {
  for (let size = fixed.length; ; size++) {
    const found = within(demands, fixed, size);
    if (found !== undefined) return candidates.filter((one) => found.includes(one));
  }
}

/** A set of at most so many, if there is one: whoever gives the demand that fewest can give is in it. */
function within(
  demands: readonly Demand[],
  chosen: readonly Candidate[],
  size: number,
): readonly Candidate[] | undefined {
  const open = demands.filter(({ by }) => !by.some((one) => chosen.includes(one)));
  if (open.length === 0) return chosen;
  if (chosen.length === size) return undefined;
  const rarest = open.reduce((one, other) => (other.by.length < one.by.length ? other : one));
  for (const one of rarest.by) {
    const found = within(open, [...chosen, one], size);
    if (found !== undefined) return found;
  }
  return undefined;
}

function answer({ subject }: Candidate, { action, resource }: Question) {
  const decision = decide(subject, action.name, resource);
  const gate = decision.steps.find(({ outcome }) => outcome === 'fail')?.gate;
  return { allowed: decision.allowed, code: codeOf(decision), gate };
}

const allows = (one: Candidate, question: Question): boolean => answer(one, question).allowed;
