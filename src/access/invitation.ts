import { conflict, missing, refused } from '../domain/errors.ts';
import { shellWord } from '../domain/shell-word.ts';
import { rfc3339 } from '../domain/time.ts';
import { tokenFits } from '../domain/token.ts';
import { openInvitation } from '../store/inviters.ts';
import { linesById } from '../store/subjects.ts';
import { teamsNow } from '../store/teams.ts';
import { actionFacts } from './actions.ts';
import { barred } from './barred.ts';
import { rolesOf } from './custom-roles.ts';
import { verdict } from './decide.ts';
import { lineResource } from './line-names.ts';
import type { Ask, Asks, Sight } from './operation.ts';
import { subjectNamed } from './people.ts';
import { on } from './resource.ts';
import { manages, type Role } from './roles.ts';
import { holderOf } from './scope.ts';
import type { Subject } from './subject.ts';

/**
 * Who answers for the acting user's open invitation, as they stand now: the one who sent it last. An invitation that is
 * not there, has ended, or belongs to another token stops here.
 */
export async function whoInvited(sight: Sight, token: string | undefined): Promise<Subject> {
  const { connection, workspace, actor, now } = sight;
  const invitation = await openInvitation(connection, workspace.id, actor.userId);
  if (invitation === undefined) throw noInvitation(actor);
  const again = `ask ${invitation.by} for another: switchboard users resend ${shellWord(actor.email)}`;
  if (invitation.expires !== null && invitation.expires <= now) {
    throw conflict('invitation-expired', `the invitation of ${actor.email} ended on ${rfc3339(invitation.expires)}`, {
      hint: again,
    });
  }
  if (token !== undefined && !(invitation.token_hash && tokenFits(token, invitation.token_hash))) {
    throw refused('wrong-token', `that is not the token of the invitation of ${actor.email}`, { hint: again });
  }
  return subjectNamed(connection, workspace, invitation.by);
}

const noInvitation = ({ email, workspace, membership }: Subject): Error =>
  membership === undefined
    ? missing('no-invitation', `${email} has no invitation to ${workspace.slug}`, {
        hint: 'ask an administrator of the workspace for one',
      })
    : conflict('already-accepted', `${email} is a member of ${workspace.slug} already (${membership.status})`);

type Inviting = 'users.invite' | 'grants.lines' | 'grants.products' | 'teams.edit';

/** All that the invitations of these people hold, as the questions of whoever sends or answers for them. */
export async function asksToInvite(sight: Sight, invited: readonly Subject[]): Promise<Asks<Inviting>> {
  const roles = new Set(invited.map(({ role }) => role ?? null));
  const ids = [...new Set(invited.flatMap((one) => [...one.lines.keys()]))];
  const lines = await linesById(sight.connection, sight.workspace.id, ids);
  const products = new Set(invited.flatMap((one) => [...one.products.keys()]));
  const teamIds = [...new Set(invited.flatMap((one) => [...one.teams.keys()]))];
  const teams = teamIds.length === 0 ? [] : await teamsNow(sight.connection, sight.workspace.id);
  const called = (id: number) => teams.find((team) => team.id === id)?.name ?? 'a team of theirs';
  const [role = null, ...more] = roles;
  return [
    invite(role),
    ...more.map(invite),
    ...lines.map((line): Ask<Inviting> => ({ needs: 'grants.lines', on: on({ line: lineResource(line) }) })),
    ...[...products].map((product): Ask<Inviting> => ({ needs: 'grants.products', on: on({ product }) })),
    ...teamIds.map((id): Ask<Inviting> => ({ needs: 'teams.edit', on: on({ team: { id, name: called(id) } }) })),
  ];
}

const invite = (role: Role | null): Ask<Inviting> => ({ needs: 'users.invite', on: on({ role }) });

/**
 * The roles to which holders of a role may not invite, or nobody may, where none is said: as far as the acting user may
 * revoke invitations to them. Those that stay cannot be accepted, for then it is asked again.
 */
export function rolesBeyond({ workspace, actor }: Pick<Sight, 'workspace' | 'actor'>, role?: Role): string[] {
  const revokes = barred(actor, ['users.view', 'users.invite']).length === 0;
  const sender = role && holderOf(role, workspace);
  return rolesOf(workspace)
    .filter((other) => revokes && actor.role !== undefined && manages(actor.role, other))
    .filter((other) => sender === undefined || verdict(sender, INVITE, on({ role: other })) !== 'pass')
    .map(({ name }) => name);
}

const INVITE = actionFacts('users.invite');
