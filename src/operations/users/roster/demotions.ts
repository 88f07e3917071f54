import { rolesOf } from '../../../access/custom-roles.ts';
import { rolesBeyond } from '../../../access/invitation.ts';
import type { ChangePass } from '../../../access/pass.ts';
import { roleNamed } from '../../../access/people.ts';
import { revokeInvitationsFrom } from '../../../store/invitations.ts';
import { type Application, type ChangedSender, changedSenders } from '../../../store/roster-apply.ts';

/** Ends the open invitations that members sent whom a roster took the right to send them. Answers how many. */
export async function revokeOfDemoted(pass: ChangePass, application: Application): Promise<number> {
  const { connection, db, workspace, entry } = pass;
  const senders = rolesOf(workspace).filter(({ manages, managesCustom }) => manages.length > 0 || managesCustom);
  const changed = await changedSenders(
    connection,
    application,
    senders.map(({ name }) => name),
  );
  let revoked = 0;
  for (const [standing, emails] of byStanding(changed)) {
    const role = standing === SUSPENDED ? undefined : roleNamed(workspace, standing);
    revoked += (await revokeInvitationsFrom(db, workspace.id, entry, emails, rolesBeyond(pass, role))).length;
  }
  return revoked;
}

const SUSPENDED = '';

/** Who holds the same role now, or none that counts because they are suspended. */
function byStanding(changed: readonly ChangedSender[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { email, role, status } of changed) {
    const standing = status === 'suspended' ? SUSPENDED : role;
    groups.set(standing, [...(groups.get(standing) ?? []), email]);
  }
  return groups;
}
