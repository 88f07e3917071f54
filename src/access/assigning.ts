import { conflict } from '../domain/errors.ts';
import type { Action } from './actions.ts';
import { contactRecord } from './contacts.ts';
import type { Sight } from './operation.ts';
import { membersNamed } from './people.ts';
import { seesRecord } from './record-sight.ts';
import { on } from './resource.ts';
import type { Subject } from './subject.ts';
import { teamNamed } from './teams.ts';

/** To whom contacts are to be assigned: parts that are not there stay what they are; null is nobody, or no team. */
export interface Assigning {
  readonly assignee?: number | null;
  readonly team_id?: number | null;
}

/** The member and the team that words mean; only an active member answers for contacts. */
export async function assigningTo(
  sight: Sight,
  { member, team }: { readonly member?: string | null | undefined; readonly team?: string | null | undefined },
): Promise<Assigning> {
  return {
    ...(member !== undefined && { assignee: member === null ? null : await activeMember(sight, member) }),
    ...(team !== undefined && { team_id: team === null ? null : (await teamNamed(sight, team)).id }),
  };
}

async function activeMember(sight: Sight, email: string): Promise<number> {
  const [found] = await membersNamed(sight, [email]);
  const { userId, standing, email: address } = (found as { readonly subject: Subject }).subject;
  if (standing === 'active') return userId;
  throw conflict('member-not-active', `${address} is ${standing}: only an active member answers for contacts`, {
    hint: 'see who is: switchboard users list --status active',
  });
}

interface Owned {
  readonly phone: string | null;
  readonly email: string | null;
  readonly assignee: number | null;
  readonly team_id: number | null;
}

/** Refuses what would put a contact beyond the sight of whoever does it: they could not even take it back. */
export function staysInSight(actor: Subject, needs: Action, contact: Owned, { assignee, team_id }: Assigning): void {
  const row = {
    ...{ id: 0, email_key: null, team: null, phone: contact.phone, email: contact.email },
    assignee: assignee === undefined ? contact.assignee : assignee,
    team_id: team_id === undefined ? contact.team_id : team_id,
  };
  if (!seesRecord(actor, on({ record: contactRecord(row) }), needs)) throw outOfSight(actor);
}

/** What is said where contacts would go beyond one's sight. */
export const outOfSight = ({ visibility }: Subject) =>
  conflict(
    'out-of-sight',
    `it would go out of your sight: you see only contacts assigned to you${visibility === 'team' ? ' or your teams' : ''}`,
    { hint: 'ask someone who sees every contact to assign it' },
  );
