import { openInvitation } from '../store/inviters.ts';
import { actionFacts } from './actions.ts';
import { verdict } from './decide.ts';
import { asksToInvite } from './invitation.ts';
import type { Sight } from './operation.ts';
import { subjectNamed } from './people.ts';
import { compile, type Subject } from './subject.ts';

/** Whether an invited person could accept: the invitation has not ended, and who sent it could still give all it holds. */
export async function invitationHolds(sight: Sight, invited: Subject): Promise<boolean> {
  const { connection, workspace, now } = sight;
  const invitation = await openInvitation(connection, workspace.id, invited.userId);
  if (invitation === undefined || (invitation.expires !== null && invitation.expires <= now)) return false;
  const inviter = await subjectNamed(connection, workspace, invitation.by);
  const inviting = compile({ ...workspace, state: 'active' }, inviter);
  const asks = await asksToInvite(sight, [invited]);
  return asks.every(({ needs, on }) => verdict(inviting, actionFacts(needs), on) === 'pass');
}
