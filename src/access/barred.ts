import { type Action, actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import type { Ask } from './operation.ts';
import { workspaceItself } from './resource.ts';
import type { Subject } from './subject.ts';

/**
 * The questions about those actions that someone may do nowhere in the workspace. Where there are any they are all that
 * is asked: to someone who is refused in any case, what is there and what is not must look the same.
 */
export const barred = <N extends Action>(actor: Subject, needs: readonly N[]): Ask<N>[] =>
  needs
    .filter((action) => verdict(actor, actionFacts(action), workspaceItself) !== 'pass')
    .map((action) => ({ needs: action, on: workspaceItself }));
