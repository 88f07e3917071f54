import { type Action, actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import type { Resource } from './resource.ts';
import type { Subject } from './subject.ts';

/** Whether somebody may see a record, or do to it what they want to: to everybody else it is not there. */
export const seesRecord = (actor: Subject, needs: Action, resource: Resource): boolean =>
  [needs, VIEWS[resource.record?.kind ?? 'contact']].some(
    (action) => verdict(actor, actionFacts(action), resource) === 'pass',
  );

const VIEWS = { contact: 'contacts.view', conversation: 'conversations.view', blast: 'blasts.view' } as const;
