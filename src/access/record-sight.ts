import { type Action, actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import type { Resource } from './resource.ts';
import type { Subject } from './subject.ts';

/** Whether somebody may see a record, or do to it what they want to: to everybody else it is not there. */
export function seesRecord(actor: Subject, resource: Resource, ...needs: readonly Action[]): boolean {
  const { line, record } = resource;
  // What was on a line that is no longer there is no secret: that it is not there is said by the decision.
  const open = line === null ? resource : { ...resource, line: { ...line, state: 'active' as const } };
  return [VIEWS[record?.kind ?? 'contact'], ...needs].some(
    (action) => verdict(actor, actionFacts(action), open) === 'pass',
  );
}

const VIEWS = { contact: 'contacts.view', conversation: 'conversations.view', blast: 'blasts.view' } as const;
