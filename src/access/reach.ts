import type { Reached } from '../store/sight.ts';
import { type Action, actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import { workspaceItself } from './resource.ts';
import { holds } from './sets.ts';
import type { Subject } from './subject.ts';

/**
 * Which lines or products an action reaches: all of them, none, or those granted to the person (by user id).
 * The same rules as `decide`, read as a condition, so that lists and counts are filtered inside the database.
 */
export type Reach =
  | { readonly to: 'all' }
  | { readonly to: 'none' }
  | { readonly to: 'granted'; readonly userId: number };

const NONE: Reach = { to: 'none' };

/** The lines or products that a subject reaches with an action. */
export function reach(subject: Subject, action: Action, kind: 'lines' | 'products'): Reach {
  if (verdict(subject, actionFacts(action), workspaceItself) !== 'pass' || subject.role === undefined) return NONE;
  return subject.role[kind] === 'all' ? { to: 'all' } : { to: 'granted', userId: subject.userId };
}

/** Of a reach that is not none: the user id whose grants narrow it, or null for no narrowing. */
export const narrowing = (found: Reach): number | null => (found.to === 'granted' ? found.userId : null);

const OVERSEE = actionFacts('blasts.oversee').index;

/** The contacts, conversations, blasts or responders that a subject reaches with an action. */
export function reachOf(subject: Subject, action: Action): Reached {
  const { role, visibility, userId, effective, teams } = subject;
  if (role === undefined || verdict(subject, actionFacts(action), workspaceItself) !== 'pass') return 'nothing';
  return {
    lines: role.lines === 'all' ? null : userId,
    contacts: visibility === 'all' ? null : { userId, teams: visibility === 'team' ? [...teams.keys()] : [] },
    author: holds(effective, OVERSEE) ? null : userId,
  };
}
